"""Files on letters and plans: put on, sent, read by whoever got them, and carried to other systems (issue 8)."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.wording.refused import RefusedByRule
from documents.actions import files as acting
from documents.actions.drafts import begin_document, discard_draft
from documents.actions.files import attach_file, detach_file
from documents.domain.parts import Parts
from documents.models import Attachment, Document, Version
from documents.selectors.drafts import draft_of
from journeys.actions.refusals import Refused
from journeys.models import Journey
from medcom.actions.outgoing import send_letters
from medcom.domain.sending import Carrier, SendState
from medcom.models import OutboundMessage
from medcom.parsing.checking.checker import check
from medcom.parsing.messages.care_communication import data_of, read_care_communication
from medcom.parsing.problems.problem import Severity
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import send, write, written
from tests.medcom.oracles import base_fault
from tests.medcom.outgoing.test_classic_out import takes
from tests.medcom.outgoing.test_letters_out import journey as numbered
from tests.medcom.outgoing.test_letters_out import later, receives

__all__ = ["numbered"]
pytestmark = pytest.mark.django_db
PDF, PNG = b"%PDF-1.7\nIndhold\n%%EOF", b"\x89PNG\r\n\x1a\nbillede"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def put(
    journey: Journey, document: Document, by: User, data: bytes = PDF, name: str = "Medicinliste.pdf"
) -> Attachment:
    return attach_file(journey, document, data, name, by=by, now=timezone.now())


def letter(journey: Journey, by: User) -> Document:
    return written(journey, by, Code.CORRESPONDENCE, contact_phone="87 65 43 21", category="discharge")


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def names(document: Document) -> list[str]:
    return [file.title for file in draft_of(document).files]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "tom.pdf", "document.file_empty"),
        (b"MZ\x90\x00", "virus.pdf", "document.file_type"),
        (b"BM....", "billede.bmp", "document.file_type"),
        (b"<svg/>", "billede.svg", "document.file_type"),
    ],
)
def test_only_the_four_types_go_by_what_they_are(
    actors: Actors, journey: Journey, data: bytes, name: str, code: str
) -> None:
    """DICTIONARY 8.2: PDF, PNG, JPEG and GIF are sent."""
    document = letter(journey, actors.nurse)
    with pytest.raises(RefusedByRule) as refused:
        put(journey, document, actors.nurse, data, name)
    assert refused.value.code == code
    assert names(document) == []


def test_a_file_is_called_by_its_name_and_is_what_its_bytes_are(actors: Actors, journey: Journey) -> None:
    file = put(journey, letter(journey, actors.nurse), actors.nurse, PNG, "C:\\Mine filer\\Sår på hæl.jpg")
    assert (file.title, file.content_type) == ("Sår på hæl", "image/png")


def test_the_limits_of_a_letter(actors: Actors, journey: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acting, "MOST_BYTES", 40)
    monkeypatch.setattr(acting, "MOST_FILES", 2)
    document = letter(journey, actors.nurse)
    first = put(journey, document, actors.nurse)
    assert put(journey, document, actors.nurse) == first
    with pytest.raises(RefusedByRule, match="file_size"):
        put(journey, document, actors.nurse, PDF + b" mere")
    put(journey, document, actors.nurse, PNG)
    with pytest.raises(RefusedByRule, match="file_count"):
        put(journey, document, actors.nurse, b"GIF89a")


def test_a_kind_that_takes_none_says_so(actors: Actors, journey: Journey) -> None:
    document = begin_document(journey, Code.READY_NOTICE, by=actors.nurse, now=timezone.now())
    with pytest.raises(RefusedByRule, match="file_kind"):
        put(journey, document, actors.nurse)


def test_others_put_nothing_on_and_take_nothing_off(actors: Actors, journey: Journey) -> None:
    document = letter(journey, actors.nurse)
    file = put(journey, document, actors.nurse)
    with pytest.raises(NotAllowed):
        put(journey, document, actors.stranger)
    with pytest.raises(NotAllowed):
        detach_file(journey, document, file.pk, by=actors.stranger)


def test_a_version_keeps_its_files_and_a_new_file_alone_is_something_new(actors: Actors, journey: Journey) -> None:
    document = letter(journey, actors.nurse)
    first = put(journey, document, actors.nurse)
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    with pytest.raises(Refused, match="nothing_new"):
        send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    assert detach_file(journey, document, first.pk, by=actors.nurse)
    put(journey, document, actors.nurse, PNG, "Billede.png")
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    kept = [[part.title for part in Parts.parse(version.parts).files] for version in Version.objects.order_by("number")]
    assert kept == [["Medicinliste"], ["Billede"]]
    put(journey, document, actors.nurse, b"GIF89a", "Ny.gif")
    discard_draft(journey, str(document.pk), by=actors.nurse)
    assert names(document) == ["Billede"]
    assert sorted(Attachment.objects.values_list("title", flat=True)) == ["Billede", "Medicinliste"]


def test_a_file_put_on_after_the_page_was_read_through_is_not_sent_unseen(actors: Actors, journey: Journey) -> None:
    document = letter(journey, actors.nurse)
    seen = draft_of(document).revision
    file = put(journey, document, actors.nurse)
    assert draft_of(Document.objects.get(pk=document.pk)).revision > seen
    detach_file(journey, document, file.pk, by=actors.nurse)
    assert draft_of(Document.objects.get(pk=document.pk)).revision > seen + 1


def page(journey: Journey, document: Document, **data: Any) -> dict[str, Any]:
    """What the page of the working copy sends when nothing was changed."""
    rows = draft_of(document).rows
    return {
        **{name: row.value for name, row in rows.items()},
        **{f"seen_{n}": r.revision for n, r in rows.items()},
        **data,
    }


def test_on_the_page_one_is_chosen_seen_removed_and_refused_at_its_field(actors: Actors, journey: Journey) -> None:
    document, client = letter(journey, actors.nurse), as_user(actors.nurse)
    address = reverse("desk:document-write", args=[journey.pk, document.pk])

    def post(name: str = "", data: bytes = b"", **buttons: str) -> Any:
        chosen = {"file": SimpleUploadedFile(name, data)} if name else {}
        return client.post(address, {**page(journey, document), **chosen, **buttons}, follow=True)

    assert "Vælg en fil." in post(attach="1").content.decode()
    refused = post("brev.docx", b"PK\x03\x04", attach="1")
    assert refused.status_code == 422
    assert "ikke en PDF, PNG, JPEG eller GIF" in refused.content.decode()
    # Whichever button is pressed: nobody believes that it was sent when it was not.
    assert "Medicinliste er vedhæftet" in post("Medicinliste.pdf", PDF, send="1").content.decode()
    assert (
        "Disse filer sendes med"
        in client.get(reverse("desk:document-send", args=[journey.pk, document.pk])).content.decode()
    )
    file = Attachment.objects.get()
    assert client.get(reverse("desk:document-file", args=[journey.pk, document.pk, file.pk])).content == PDF
    assert "Filen er fjernet" in post(detach=str(file.pk)).content.decode()
    assert post(detach="x").status_code == 404
    assert not Attachment.objects.exists()


def test_whoever_got_it_reads_the_file_and_nobody_else(actors: Actors, journey: Journey) -> None:
    document = letter(journey, actors.nurse)
    file = put(journey, document, actors.nurse)
    address = reverse("desk:document-file", args=[journey.pk, document.pk, file.pk])
    assert as_user(actors.assessor).get(address).status_code == 404
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    with later(seconds=31):
        answer = as_user(actors.assessor).get(address)
        assert (answer.status_code, answer.content, answer["X-Content-Type-Options"]) == (200, PDF, "nosniff")
        assert "Medicinliste.pdf" in answer["Content-Disposition"]
        shown = as_user(actors.assessor).get(reverse("desk:document", args=[journey.pk, document.pk]))
        assert "Medicinliste" in shown.content.decode()
        assert [as_user(who).get(address).status_code for who in (actors.stranger, actors.gp)] == [404, 404]


def test_a_program_puts_a_file_on_and_sends_it(actors: Actors, journey: Journey) -> None:
    client = as_user(actors.nurse)
    files = reverse("api:document-files", args=[journey.pk])

    def post(data: bytes = PDF, **more: str) -> Any:
        return client.post(files, {"file": SimpleUploadedFile("Liste.pdf", data), **more})

    assert post().status_code == 400
    assert post(b"PK", kind="correspondence").status_code == 400
    made = post(kind="correspondence")
    assert made.status_code == 201, made.content
    said = made.json()
    one = reverse("api:document-file", args=[journey.pk, said["document"], said["id"]])
    assert client.get(one).content == PDF
    values = {"text": "Se filen", "category": "discharge", "subject": "Liste", "contact_phone": "87 65 43 21"}
    body = {
        "kind": "correspondence",
        "document": said["document"],
        "values": values,
        "receivers": [str(actors.municipality.pk)],
        "needs": True,
        "decided": True,
    }
    sent = client.post(reverse("api:journey-documents", args=[journey.pk]), body, content_type="application/json")
    assert [file["title"] for file in sent.json()["versions"][0]["files"]] == ["Liste"]
    assert client.delete(one).status_code == 204
    assert client.get(one).content == PDF
    assert as_user(actors.stranger).get(one).status_code == 404


def carried(journey: Journey, actors: Actors) -> OutboundMessage:
    document = letter(journey, actors.nurse)
    put(journey, document, actors.nurse)
    send(journey, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    with later(seconds=31):
        send_letters(now=timezone.now())
    return OutboundMessage.objects.get()


def test_by_fhir_the_file_goes_once_and_is_named_afterwards(actors: Actors, numbered: Journey) -> None:
    """DICTIONARY 8.2: a new message brings its files, a later one of the thread names them."""
    receives(actors.municipality)
    bundle = json.loads(bytes(carried(numbered, actors).body or b""))
    assert not [problem for problem in check(bundle) if problem.severity is Severity.ERROR]
    assert base_fault(bundle) == ""
    found = read_care_communication(bundle)
    (file,) = found.files
    assert (file.title, file.content_type, file.added) == ("Medicinliste", "application/pdf", True)
    assert data_of(bundle, file.id) == PDF
    document = Document.objects.get()
    write(numbered, document, actors.nurse, text="Og en ting mere")
    with later(seconds=60):
        send(numbered, document, actors.nurse, actors.municipality.pk, decided=True, needs=True)
    with later(seconds=120):
        send_letters(now=timezone.now())
    second = json.loads(bytes(OutboundMessage.objects.get(number=2).body or b""))
    assert not [problem for problem in check(second) if problem.severity is Severity.ERROR]
    (named,) = read_care_communication(second).files
    assert (named.id, named.has_data, UUID(named.id)) == (file.id, False, UUID(file.id))


def test_a_classic_letter_takes_no_file_and_a_person_brings_it(actors: Actors, numbered: Journey) -> None:
    takes(actors.municipality, "XD9134L", carrier=Carrier.OIOXML)
    message = carried(numbered, actors)
    assert (message.state_value, message.hindrance) == (SendState.BY_HAND, "files")


def test_before_sending_it_says_that_the_files_are_why(
    actors: Actors, numbered: Journey, as_user: Callable[[User], Client]
) -> None:
    takes(actors.municipality, "XD9134L", carrier=Carrier.OIOXML)
    letter = written(numbered, actors.nurse, Code.CORRESPONDENCE)
    nurse, words = as_user(actors.nurse), "kan ikke få filer. Tag filerne af"
    address = f"/forloeb/{numbered.pk}/breve/{letter.pk}/send/"
    assert words not in nurse.get(address).content.decode()
    attach_file(numbered, letter, PDF, "kort.pdf", by=actors.nurse, now=timezone.now())
    assert words in nurse.get(address).content.decode()
