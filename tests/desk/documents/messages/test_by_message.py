"""Letters that came by message, as their readers see them: thread, files, answering, and what lies in no journey."""

import base64
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from desk.selectors.machinery.gateways import gateway_news
from documents.models import Document, DraftField, Version
from journeys.models import AccessLog, Journey, JourneyParty
from medcom.actions.intake import receive
from medcom.domain.formats import Format, encode
from medcom.domain.states import Door, MessageState
from medcom.models import Letter
from medcom.parsing.building.notification_bundle import BundlePerson
from medcom.parsing.envelope import MessageOrganization
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.domain.medcom.letters import letter_bundle
from tests.later import when_released
from tests.medcom.mutations import resource

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db
FILE = "11111111-2222-4333-8444-555555555555"
PDF = b"%PDF-1.4 kort"


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def named(unit: Organisation, number: int) -> MessageOrganization:
    """A unit with numbers of its own, as a message names it."""
    gln = {1: "5790001348120", 2: "5790000209354", 3: "5790001353308"}[number]
    unit.sor, unit.gln = f"99980000000010{number}", gln
    unit.save()
    return MessageOrganization(sor=unit.sor, gln=unit.gln, name=unit.name)


def person(journey: Journey) -> BundlePerson:
    """The citizen as a letter names one."""
    return BundlePerson(journey.citizen.cpr, journey.citizen.family_name, (journey.citizen.given_names,))


def with_file(bundle: dict[str, Any], data: bytes = PDF, title: str = "Medicinliste") -> dict[str, Any]:
    """The letter with a file."""
    extension = resource(bundle, "Communication")["payload"][-1]["extension"]
    date = next(part for part in extension if "datetime" in part["url"])
    own = next(part for part in extension if "identifier" in part["url"])
    identifier = {
        "url": own["url"],
        "valueIdentifier": {**own["valueIdentifier"], "value": f"urn:uuid:{FILE}"},
    }
    content = {"contentType": "application/pdf", "title": title, "data": base64.b64encode(data).decode()}
    resource(bundle, "Communication")["payload"].append({"extension": [date, identifier], "contentAttachment": content})
    return bundle


def come(bundle: dict[str, Any]) -> Letter:
    """The letter, taken in now."""
    message = receive(
        encode(bundle, Format.JSON), content_type=Format.JSON.value, door=Door.COMMAND, now=timezone.now()
    )
    assert message.state_value is MessageState.ACCEPTED, message.problems
    return Letter.objects.get(message=message)


def to_ward(actors: Actors, journey: Journey, *texts: str, **facts: Any) -> dict[str, Any]:
    """A letter of the home care to the ward."""
    sender, receiver = named(actors.nursing, 1), named(actors.ward, 2)
    return letter_bundle(*texts, sender=sender, receiver=receiver, patient=person(journey), at=timezone.now(), **facts)


def test_the_ward_reads_it_with_thread_and_writer_and_writes_back(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    come(to_ward(actors, journey, "Hvornår kommer hun?", "Vi skal bruge en seng.", activity="reply-message"))
    document = Document.objects.get()
    nurse = as_user(actors.nurse)
    address = f"/forloeb/{journey.pk}/breve/{document.pk}/"
    assert address in nurse.get("/breve/").content.decode()
    page = nurse.get(address).content.decode()
    assert page.index("Vi skal bruge en seng.") < page.index("Tidligere i tråden") < page.index("Hvornår kommer hun?")
    assert "Anne Test, Sygeplejerske" in page
    assert "tlf. 87654321" in page
    assert "Skriv ny version" not in page
    answer = nurse.post(f"{address}svar/")
    written = Document.objects.exclude(pk=document.pk).get()
    assert answer["Location"] == f"/forloeb/{journey.pk}/breve/{written.pk}/skriv/"
    assert written.thread == document.thread
    words = dict(DraftField.objects.filter(document=written).values_list("name", "value"))
    assert (words["category"], words["subject"]) == ("discharge", "Hjemkomst")
    assert nurse.post(f"{address}svar/")["Location"] == answer["Location"]
    # The other side reads what its own house sent, and cannot write on in it.
    home_care = as_user(actors.community_nurse).get(address).content.decode()
    assert "Vi skal bruge en seng." in home_care
    assert as_user(actors.community_nurse).get(f"{address}skriv/").status_code == 404
    assert as_user(actors.community_nurse).post(f"{address}svar/").status_code == 404


def test_who_asks_for_haste_is_marked_where_the_work_is(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    def referral(seed: int, priority: str, to: BundlePerson) -> None:
        bundle = to_ward(actors, journey, seed=seed, thread=UUID(int=seed, version=4), category="regarding-referral")
        resource(bundle, "Communication")["priority"] = priority
        resource(bundle, "Patient")["identifier"][0]["value"] = to.cpr
        come(bundle)

    nurse, other = as_user(actors.nurse), BundlePerson("2512489996", "Berggren", ("Nancy",))
    referral(1, "routine", person(journey))
    referral(2, "routine", other)
    pages = [nurse.get(address).content.decode() for address in ("/afdeling/", "/breve/")]
    assert ["Haster" in page for page in pages] == [False, False]
    referral(3, "asap", person(journey))
    referral(4, "asap", other)
    pages = [nurse.get(address).content.decode() for address in ("/afdeling/", "/breve/")]
    assert [page.count("Haster") for page in pages] == [1, 2]
    told = nurse.get(f"/api/v1/journeys/{journey.pk}/documents/").json()["documents"]
    assert [version["urgent"] for document in told for version in document["versions"]] == [False, True]


def test_letters_of_a_thread_lead_to_each_other(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    come(to_ward(actors, journey, "Første"))
    come(to_ward(actors, journey, "Første", "Andet", activity="reply-message", seed=2))
    first, second = Document.objects.order_by("begun_at")
    page = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/breve/{second.pk}/").content.decode()
    assert "Andre breve i samme tråd" in page
    assert f"/forloeb/{journey.pk}/breve/{first.pk}/" in page


def test_a_file_is_saved_by_its_readers_only_and_only_as_what_it_says(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    come(with_file(to_ward(actors, journey), title="Medicin/../liste"))
    document = Document.objects.get()
    page = f"/forloeb/{journey.pk}/breve/{document.pk}/"
    address = f"{page}filer/{FILE}/"
    nurse = as_user(actors.nurse)
    assert address in nurse.get(page).content.decode()
    answer = nurse.get(address)
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Medicin .. liste.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert AccessLog.objects.filter(user_uuid=actors.nurse.uuid).exists()
    for other in (actors.gp, actors.social_worker, actors.stranger):
        assert as_user(other).get(address).status_code in (403, 404)
    assert nurse.get(f"{page}filer/99999999-2222-4333-8444-555555555555/").status_code == 404


def test_a_file_that_is_something_else_is_not_handed_out(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    come(with_file(to_ward(actors, journey), data=b"<script>alert(1)</script>"))
    document = Document.objects.get()
    address = f"/forloeb/{journey.pk}/breve/{document.pk}/filer/{FILE}/"
    answer = as_user(actors.nurse).get(address)
    assert answer.status_code == 422
    assert "er ikke af en type, der åbnes her" in answer.content.decode()
    assert b"alert(1)" not in answer.content


def test_what_lies_in_no_journey_is_read_by_its_receiver_alone_and_marked(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    practice, sender = named(actors.other_ward, 3), named(actors.nursing, 1)
    bundle = letter_bundle(
        "Om en borger.", sender=sender, receiver=practice, patient=person(journey), at=timezone.now()
    )
    letter = come(with_file(bundle))
    assert letter.event is None
    address = f"/breve/uden-forloeb/{letter.pk}/"
    reader = as_user(actors.stranger)
    assert address in reader.get("/breve/").content.decode()
    page = reader.get(address).content.decode()
    assert "Om en borger." in page
    assert journey.citizen.cpr not in page
    assert journey.citizen.family_name in page
    # A way to whoever wrote, and to the citizen where the reader sees one.
    assert "telefon ukendt" in page
    assert "I ser intet forløb for borgeren." in page
    Organisation.objects.filter(pk=letter.sender_id).update(phone="87654300")
    assert 'href="tel:+4587654300"' in reader.get(address).content.decode()
    party = JourneyParty.objects.create(
        journey=journey, organisation=actors.other_ward, role="ward", since=timezone.now()
    )
    assert f'href="/forloeb/{journey.pk}/"' in reader.get(address).content.decode()
    party.delete()
    file_address = f"{address}filer/{FILE}/"
    assert reader.get(file_address).content == PDF
    for other in (actors.nurse, actors.assessor, actors.gp, actors.community_nurse):
        assert address not in as_user(other).get("/breve/").content.decode()
        assert as_user(other).get(address).status_code == 404
        assert as_user(other).get(file_address).status_code == 404
        assert as_user(other).post(address).status_code == 404
    assert reader.post(address)["Location"] == "/breve/"
    listed = reader.get("/breve/").content.decode()
    assert "Alle er læst." in listed
    assert address in listed
    assert "Frede Fremmed" in reader.get(address).content.decode()


def test_an_answer_can_go_to_a_house_that_takes_no_part(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    """DICTIONARY 8.2: a received letter must be answerable; its writer does not see the journey for it."""
    sender, receiver = named(actors.other_ward, 3), named(actors.ward, 2)
    come(
        letter_bundle(
            "Har hun høreapparat?", sender=sender, receiver=receiver, patient=person(journey), at=timezone.now()
        )
    )
    document = Document.objects.get()
    nurse = as_user(actors.nurse)
    nurse.post(f"/forloeb/{journey.pk}/breve/{document.pk}/svar/")
    written = Document.objects.exclude(pk=document.pk).get()
    page = nurse.get(f"/forloeb/{journey.pk}/breve/{written.pk}/send/").content.decode()
    assert actors.other_ward.name in page
    # What is not carried there yet must not look carried (DESIGN: an honest unknown).
    assert "Brevet kan kun læses her i systemet" in page
    with when_released():
        assert as_user(actors.stranger).get(f"/forloeb/{journey.pk}/").status_code == 404


def test_nobody_is_led_to_write_on_in_it_or_to_ask_where_no_answer_arrives(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    come(to_ward(actors, journey))
    document = Document.objects.get()
    with when_released():
        home_care, nurse = as_user(actors.community_nurse), as_user(actors.nurse)
        assert f"{document.pk}/skriv/" not in home_care.get(f"/forloeb/{journey.pk}/").content.decode()
        # Who wrote it is named, though it is no party.
        panel = nurse.get(f"/forloeb/{journey.pk}/").content.decode().split('id="breve"')[1]
        assert f"{actors.nursing.label} ·" in panel.split("</section>")[0]
        address = f"/forloeb/{journey.pk}/breve/{document.pk}/"
        page = nurse.get(address).content.decode()
        assert ('value="acknowledged"' in page, 'value="call_me"' in page) == (True, False)
        # It would leave the list, and nobody who could answer would know.
        asked = nurse.post(address, {"version": 1, "answer": "call_me", "text": "00 00 00 50", "key": "a"})
        assert asked.status_code == 422
        said: Any = {"number": 1, "answer": "call_me", "text": "00 00 00 50"}
        api = f"/api/v1/journeys/{journey.pk}/documents/{document.pk}/answers/"
        refused = nurse.post(api, said, content_type="application/json")
        assert (refused.status_code, refused.json()["code"]) == (400, "document.by_message")
        assert address in nurse.get("/breve/").content.decode()


def test_a_letter_is_no_word_of_the_hospital(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    cache.clear()
    before = gateway_news(timezone.now()).last_message_at
    come(to_ward(actors, journey))
    cache.clear()
    # Whether the hospital's own messages still arrive is read from this time.
    assert gateway_news(timezone.now()).last_message_at == before
    with when_released():
        page = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()
        entry = page[page.index("Sendte korrespondance") :][:3000]
    assert "brev fra et andet system" in entry
    assert "esked fra hospitalet" not in entry.split("</li>")[0]


def test_an_answer_is_meant_for_whoever_wrote(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    come(to_ward(actors, journey))
    document = Document.objects.get()
    nurse = as_user(actors.nurse)
    nurse.post(f"/forloeb/{journey.pk}/breve/{document.pk}/svar/")
    written = Document.objects.exclude(pk=document.pk).get()
    page = nurse.get(f"/forloeb/{journey.pk}/breve/{written.pk}/send/").content.decode()
    boxes = re.findall(r'<input[^>]*name="receivers"[^>]*>', page)
    assert len(boxes) > 1
    assert [str(actors.nursing.pk) in box for box in boxes if " checked" in box] == [True]


def test_two_files_under_one_id_are_two_files(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    """Whoever opens the second must not read the first."""
    come(with_file(with_file(to_ward(actors, journey), title="A"), data=b"%PDF-1.4 anden", title="B"))
    document = Document.objects.get()
    files = Version.objects.get().parts["files"]
    assert [file["title"] for file in files] == ["A", "B"]
    here = f"/forloeb/{journey.pk}/breve/{document.pk}/filer"
    read = [as_user(actors.nurse).get(f"{here}/{file['id']}/").content for file in files]
    assert read == [PDF, b"%PDF-1.4 anden"]
