"""Writing, sending, reading and answering letters and plans on their pages (UX §1.e, §2; RULES 2a)."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import escape
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from desk.forms.documents.draft import seen_token
from desk.selectors.documents.reading import value_words
from discharge.channel.rules.channel import ChannelDocument as Code
from documents.domain.kinds import KINDS
from documents.models import Document, Version
from documents.selectors.drafts import draft_of
from journeys.domain.events import EventKind
from journeys.models import AccessLog, Journey
from organisations.domain.roles import Sector
from organisations.models import User
from tests.actors import Actors
from tests.documents.test_sending import lying
from tests.documents.writing import answer, send, write, written
from tests.factories.journeys import tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return lying(actors)


def text(response: Any) -> str:
    return str(response.content.decode())


def address(journey: Journey, document: Document | None = None, place: str = "") -> str:
    middle = f"{document.pk}/{place}" if document else "nyt/"
    return f"/forloeb/{journey.pk}/breve/{middle}"


def page_of(document: Document, **changes: str) -> dict[str, str]:
    """What a page holds when it is opened, and what is typed into it then."""
    draft = draft_of(document)
    seen = {f"seen-{name}": seen_token(draft, name) for name in draft.kind.fields}
    return {**{name: draft.values.get(name, "") for name in draft.kind.fields}, **seen, **changes}


def test_the_choice_says_to_whom_why_and_what_instead(actors: Actors, as_user: AsUser) -> None:
    journey = lying(actors, elder=False, social=True)
    page = text(as_user(actors.nurse).get(address(journey)))
    assert "Skriv korrespondance i stedet." in page
    assert "kan ikke få den." in page
    assert "Skriv plejeforløbsplan<" not in page


def test_each_sector_is_offered_its_own_kinds(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    page = text(as_user(actors.gp).get(address(journey)))
    assert "Skriv korrespondance" in page
    assert "Plejeforløbsplan" not in page
    refused = as_user(actors.gp).post(address(journey), {"kind": "care_pathway_plan"})
    assert refused.status_code == 403
    assert Document.objects.count() == 0


@pytest.mark.parametrize("code", list(KINDS))
def test_every_kind_asks_every_field(code: Code, actors: Actors, journey: Journey, as_user: AsUser) -> None:
    writer = as_user(actors.nurse if Sector.HOSPITAL in KINDS[code].senders else actors.assessor)
    begun = writer.post(address(journey), {"kind": code.value})
    page = text(writer.get(begun["Location"]))
    labels = {field.name: (field.row or field.label)[0] for field in KINDS[code].fields.values()}
    assert [name for name, label in labels.items() if escape(label) not in page] == []


def test_a_saved_draft_is_only_the_houses_own(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    nurse = as_user(actors.nurse)
    begun = nurse.post(address(journey), {"kind": "care_pathway_plan"})
    plan = Document.objects.get()
    assert begun["Location"] == address(journey, plan, "skriv/")
    saved = nurse.post(begun["Location"], page_of(plan, cause="Lungebetændelse"))
    assert saved.status_code == 302
    assert draft_of(plan).values["cause"] == "Lungebetændelse"
    assert "Lungebetændelse" in text(as_user(actors.doctor).get(begun["Location"]))
    for stranger in (actors.assessor, actors.gp, actors.stranger):
        assert as_user(stranger).get(begun["Location"]).status_code == 404


def test_the_automatic_saving_renews_what_was_seen(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    answered = as_user(actors.nurse).post(
        address(journey, plan, "skriv/"), page_of(plan, aids="Rollator"), headers={"HX-Request": "true"}
    )
    assert "Kladden er gemt" in text(answered)
    assert 'name="seen-aids"' in text(answered)
    assert 'name="seen-cause"' not in text(answered)
    # What nobody touched is nobody's change, a time that the program filled in neither.
    assert "admitted_at" in draft_of(plan).unseen


def test_what_two_people_wrote_is_shown_to_the_second(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse, course="Udgangspunkt")
    opened = page_of(plan, course="Mine ord", aids="Seng")
    write(journey, plan, actors.doctor, course="Lægens ord", cause="Lægens årsag")
    shown = as_user(actors.nurse).post(address(journey, plan, "skriv/"), opened)
    assert shown.status_code == 422
    assert "Lægens ord" in text(shown)
    assert "Mine ord" in text(shown)
    assert draft_of(plan).values["course"] == "Lægens ord"
    # The rest is saved, and what only the colleague wrote stands.
    assert draft_of(plan).values["aids"] == "Seng"
    assert draft_of(plan).values["cause"] == "Lægens årsag"
    taken = as_user(actors.nurse).post(
        address(journey, plan, "skriv/"), page_of(plan, course="Mine ord", merge="course")
    )
    assert "Lægens ord\nMine ord" in text(taken)
    assert draft_of(plan).values["course"] == "Lægens ord"


def test_what_is_wrong_is_said_and_everything_else_saved(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    typed = page_of(plan, discharge_at="32-13-26", aids="Rollator", course="Ring til 010150-1234")
    shown = as_user(actors.nurse).post(address(journey, plan, "skriv/"), typed)
    assert shown.status_code == 422
    assert "32-13-26" in text(shown)
    assert "Ring til 010150-1234" in text(shown)
    assert draft_of(plan).values.get("aids") == "Rollator"
    assert "course" not in draft_of(plan).values


def test_after_one_choice_the_others_are_still_to_be_made(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan, nurse = written(journey, actors.nurse, course="Før", aids="Før"), as_user(actors.nurse)
    where, mine = address(journey, plan, "skriv/"), {"course": "Mine ord", "aids": "Min seng"}
    opened = page_of(plan, **mine)
    write(journey, plan, actors.doctor, course="Lægens ord", aids="Lægens seng")
    shown = text(nurse.post(where, opened))
    assert set(re.findall(r'name="conflict" value="(\w+)"', shown)) == {"course", "aids"}
    # What saves by itself chooses for nobody, whatever else is written meanwhile.
    undecided = {"conflict": ["course", "aids"]}
    answered = nurse.post(where, {**page_of(plan, **mine, cause="Ny"), **undecided}, headers={"HX-Request": "true"})
    assert "Vælg ved de felter, som to har skrevet" in text(answered)
    assert (draft_of(plan).values["course"], draft_of(plan).values["cause"]) == ("Lægens ord", "Ny")
    taken = text(nurse.post(where, {**page_of(plan, **mine), **undecided, "take": "course"}))
    assert re.findall(r'name="conflict" value="(\w+)"', taken) == ["aids"]
    assert "Lægens seng" in taken
    assert "De gemmes, når du trykker Gem kladde." in taken


def test_a_choice_between_two_is_read_in_words_and_only_words_are_merged(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan, nurse = written(journey, actors.nurse), as_user(actors.nurse)
    where = address(journey, plan, "skriv/")
    late = {"ability_fa510_now": "2", "discharge_at": "02.12.2026 kl. 11.00", "ability_fa510_remark": "Min linje"}
    opened = page_of(plan, **late)
    at = "2026-12-01T10:00:00+01:00"
    write(
        journey,
        plan,
        actors.doctor,
        ability_fa510_now="3",
        discharge_at=at,
        ability_fa510_remark="Hans",
        aids="Rollator",
    )
    shown = text(nurse.post(where, opened))
    assert "<blockquote>3 Svære begrænsninger" in shown
    assert "<blockquote>" + value_words(draft_of(plan).kind.fields["discharge_at"], at) in shown
    assert re.findall(r'name="merge" value="(\w+)"', shown) == ["ability_fa510_remark"]
    line = text(nurse.post(where, page_of(plan, ability_fa510_remark="Min linje", merge="ability_fa510_remark")))
    assert 'value="Hans Min linje"' in line
    taken = text(nurse.post(where, page_of(plan, discharge_at="02.12.2026 kl. 11.00", take="discharge_at")))
    assert 'value="01.12.2026 10.00"' in taken


def test_a_time_stays_readable_where_something_else_is_wrong(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse, ability_assessed_on="2026-11-20")
    opened = page_of(plan, expected_ready_at="i morgen tidlig", ability_assessed_on="20.11.2026")
    shown = text(as_user(actors.nurse).post(address(journey, plan, "skriv/"), opened))
    admitted = re.search(r'name="admitted_at" value="([^"]+)"', shown)
    assert admitted is not None
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4} \d\d\.\d\d", admitted[1])
    assert 'name="ability_assessed_on" value="20.11.2026"' in shown


def test_the_way_out_of_writing_and_reading_leads_to_the_journey(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        pages = (
            as_user(actors.nurse).get(address(journey, plan, "skriv/")),
            as_user(actors.assessor).get(address(journey, plan)),
        )
        for page in pages:
            assert re.findall(r'href="([^"]*)" data-leave', text(page)) == [f"/forloeb/{journey.pk}/"]


def sending(document: Document, *to: Any, **more: Any) -> dict[str, Any]:
    return {"revision": draft_of(document).revision, "receivers": [str(unit.pk) for unit in to], "key": "k", **more}


def test_it_is_sent_read_and_acknowledged(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse, aids="Rollator")
    sent = as_user(actors.nurse).post(address(journey, plan, "send/"), sending(plan, actors.municipality))
    assert sent.status_code == 302
    municipality = as_user(actors.assessor)
    assert municipality.get(address(journey, plan)).status_code == 404
    with when_released():
        page = text(municipality.get(address(journey, plan)))
        assert "Rollator" in page
        assert as_user(actors.gp).get(address(journey, plan)).status_code == 404
        answered = municipality.post(address(journey, plan), {"version": 1, "answer": "acknowledged", "key": "a"})
        assert answered.status_code == 302
        again = municipality.post(address(journey, plan), {"version": 1, "answer": "acknowledged", "key": "b"})
        assert again.status_code == 422
        assert "Det svar kan ikke gives nu." in text(again)
    with when_released(), when_released():
        assert "Kvitteret" in text(as_user(actors.nurse).get(f"/forloeb/{journey.pk}/"))


def test_two_changes_are_two_marks(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    write(journey, plan, actors.nurse, aids="Rollator og seng", ability_fa510_now="2")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        page = text(as_user(actors.assessor).get(address(journey, plan)))
        assert "2 ændringer siden den version, I fik sidst" in page
        assert page.count("Før stod:") == 2
        older = text(as_user(actors.assessor).get(address(journey, plan) + "?version=1"))
        assert "Der er sendt en nyere version." in older


def test_a_refused_sending_says_why_and_sends_nothing(actors: Actors, as_user: AsUser) -> None:
    journey = lying(actors, elder=None, social=None)
    plan = written(journey, actors.nurse)
    refused = as_user(actors.nurse).post(address(journey, plan, "send/"), sending(plan, actors.municipality))
    assert refused.status_code == 422
    assert "sæt kryds ved, at du har afgjort det" in text(refused)
    forged = as_user(actors.nurse).post(address(journey, plan, "send/"), sending(plan, actors.other_ward))
    assert forged.status_code == 422
    assert Version.objects.count() == 0


def test_thrown_away_it_is_gone_and_what_was_sent_comes_back(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    write(journey, plan, actors.nurse, aids="Noget andet")
    nurse = as_user(actors.nurse)
    thrown = nurse.post(address(journey, plan, "skriv/"), {"discard": "1"}, follow=True)
    assert "Det, der er sendt, står." in text(thrown)
    assert draft_of(plan).values["aids"] == "Rollator"
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    thrown = nurse.post(address(journey, letter, "skriv/"), {"discard": "1"}, follow=True)
    assert "Kladden er kasseret." in text(thrown)
    assert "Det, der er sendt, står." not in text(thrown)
    assert not Document.objects.filter(pk=letter.pk).exists()


def test_reading_and_writing_are_logged_and_a_program_reads_the_same(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan = written(journey, actors.nurse, aids="Rollator")
    send(journey, plan, actors.nurse, actors.municipality.pk)
    with when_released():
        before = AccessLog.objects.count()
        as_user(actors.assessor).get(address(journey, plan))
        assert AccessLog.objects.count() == before + 1
        answer(journey, plan, actors.assessor, actors.municipality.pk)
        (document,) = as_user(actors.assessor).get(f"/api/v1/journeys/{journey.pk}/documents/").json()["documents"]
    assert document["versions"][0]["values"]["aids"] == "Rollator"
    assert document["versions"][0]["answers"][0]["answer"] == "acknowledged"


def post_json(client: Client, where: str, body: dict[str, Any], **headers: str) -> HttpResponse:
    return client.post(where, body, content_type="application/json", headers=headers)  # type: ignore[return-value]


def test_a_program_sends_once_and_all_or_nothing(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    where, nurse = f"/api/v1/journeys/{journey.pk}/documents/", as_user(actors.nurse)
    values = {"category": "discharge", "subject": "Vedr. plejeforløbsplan", "text": "Hjem fredag", "contact_phone": "1"}
    body = {"kind": "correspondence", "values": values, "receivers": [str(actors.municipality.pk)]}
    for replayed in (None, "true"):
        done: Any = post_json(nurse, where, body, **{"Idempotency-Key": "one"})
        assert (done.status_code, done.headers.get("Idempotency-Replayed")) == (200, replayed)
        assert done.json()["versions"][0]["values"]["text"] == "Hjem fredag"
    assert (Document.objects.count(), Version.objects.count()) == (1, 1)
    lacking = {**body, "values": {"subject": "Uden tekst"}}
    refused: Any = post_json(nurse, where, lacking)
    assert (refused.status_code, refused.json()["code"]) == (400, "document.missing")
    unknown = {**body, "values": {**values, "nonsense": "x"}}
    assert post_json(nurse, where, unknown).status_code == 400
    assert Document.objects.count() == 1
    assert post_json(as_user(actors.gp), where, {**body, "kind": "care_pathway_plan"}).status_code == 403


def test_a_program_answers_for_the_unit_that_got_it(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    plan = written(journey, actors.nurse)
    send(journey, plan, actors.nurse, actors.municipality.pk)
    where = f"/api/v1/journeys/{journey.pk}/documents/{plan.pk}/answers/"
    with when_released():
        said: Any = post_json(as_user(actors.assessor), where, {"number": 1, "answer": "call_me", "text": ""})
        assert (said.status_code, said.json()["code"]) == (400, "document.answer_text")
        for replayed in (None, "true"):
            body, key = {"number": 1, "answer": "acknowledged"}, {"Idempotency-Key": "one"}
            done: Any = post_json(as_user(actors.assessor), where, body, **key)
            assert (done.status_code, done.headers.get("Idempotency-Replayed")) == (200, replayed)
        assert done.json()["versions"][0]["answers"][0]["unit"] == str(actors.municipality.pk)
        assert post_json(as_user(actors.gp), where, {"number": 1, "answer": "acknowledged"}).status_code == 404


def test_what_was_typed_when_the_session_was_over_comes_back_to_its_page(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    plan, nurse = written(journey, actors.nurse), as_user(actors.nurse)
    where, words = address(journey, plan, "skriv/"), "Skrevet, mens ingen så det. " * 400
    unit = re.search(r'name="page_unit" value="([^"]+)"', text(nurse.get(where)))
    assert unit is not None
    typed = page_of(plan, course=words, page_unit=unit[1])
    nurse.logout()
    nurse.post(where, typed)
    nurse.force_login(actors.nurse)
    page = nurse.get("/fortsaet/", follow=True)
    assert page.redirect_chain[-1][0] == where
    assert words.strip() in text(page)
    assert "course" not in draft_of(plan).values


def test_a_call_becomes_the_letter_that_confirms_it(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    nurse = as_user(actors.nurse)
    assert "Bekræft opkaldet" not in text(nurse.get(address(journey)))
    assert nurse.post(address(journey), {"kind": "correspondence", "confirm": "1"}).status_code == 404
    tell_journey(
        journey,
        EventKind.CALL_LOGGED,
        stated_by=actors.ward,
        caller_role="nurse",
        question="Hvornår kommer borgeren hjem?",
        answer="Fredag kl. 11.00",
        agreed="Kommunen henter medicinen",
    )
    assert "Bekræft opkaldet skriftligt" in text(nurse.get(address(journey)))
    begun = nurse.post(address(journey), {"kind": "correspondence", "confirm": "1"})
    letter = draft_of(Document.objects.get())
    assert begun["Location"] == address(journey, letter.document, "skriv/")
    assert letter.values["subject"].startswith("Bekræftelse af opkald ")
    assert letter.values["text"].splitlines()[1:] == [
        "Spørgsmål: Hvornår kommer borgeren hjem?",
        "Svar: Fredag kl. 11.00",
        "Aftalt: Kommunen henter medicinen",
    ]
    assert "text" in letter.unseen
    # Another house's call is theirs to confirm, and one of the day before yesterday nobody's.
    assert "Bekræft opkaldet" not in text(as_user(actors.assessor).get(address(journey)))
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert "Bekræft opkaldet" not in text(nurse.get(address(journey)))


def test_a_program_sends_no_words_that_a_colleague_has_not_sent(
    actors: Actors, journey: Journey, as_user: AsUser
) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.municipality.pk)
    where = f"/api/v1/journeys/{journey.pk}/documents/"
    body = {"kind": "correspondence", "document": str(letter.pk), "values": {"subject": "Nyt emne"}}
    body["receivers"] = [str(actors.municipality.pk)]
    write(journey, letter, actors.doctor, text="Ikke sendt endnu")
    refused: Any = post_json(as_user(actors.nurse), where, body)
    assert (refused.status_code, refused.json()["code"]) == (400, "document.draft_changed")
    write(journey, letter, actors.doctor, text="Noget om text")
    done: Any = post_json(as_user(actors.nurse), where, body)
    assert done.json()["versions"][1]["changed"] == ["subject"]


def test_what_is_new_is_new_to_the_reader_also_for_a_program(actors: Actors, journey: Journey, as_user: AsUser) -> None:
    letter = written(journey, actors.nurse, Code.CORRESPONDENCE)
    send(journey, letter, actors.nurse, actors.practice.pk)
    write(journey, letter, actors.nurse, text="Andet")
    send(journey, letter, actors.nurse, actors.municipality.pk)
    write(journey, letter, actors.nurse, subject="Tredje")
    send(journey, letter, actors.nurse, actors.practice.pk)
    with when_released():
        (document,) = as_user(actors.gp).get(f"/api/v1/journeys/{journey.pk}/documents/").json()["documents"]
    assert document["versions"][-1]["changed"] == ["subject", "text"]
