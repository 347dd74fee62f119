"""The journey page (UX §1.e): what it shows to whom, and what opening it leaves behind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.templatetags.moments import moment
from desk.views.frame.context import frame
from journeys.actions.access import claim_current_contact
from journeys.domain.events import EventKind
from journeys.models import AccessLog, Journey, JourneyEvent, ReadMark, Relative
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import (
    admitted_journey,
    cancel_journey,
    discharged_journey,
    end_journey,
    make_citizen,
    tell_journey,
)

AsUser = Callable[[User], Client]


def address(journey: Journey) -> str:
    return f"/forloeb/{journey.pk}/"


def page_of(client: Client, journey: Journey, query: str = "") -> str:
    response = client.get(address(journey) + query)
    assert response.status_code == 200
    return response.content.decode()


def refresh(client: Client, journey: Journey) -> str:
    response = client.get(address(journey), headers={"HX-Request": "true", "HX-Trigger": "live-journey"})
    return response.content.decode()


def test_the_head_says_who_where_and_who_answers(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), bed="01-1")
    page = page_of(as_user(actors.nurse), journey)
    for said in ("Åse Prøve Holm", "Viborg Kommune", "Lægehuset Eksempelgade", "seng 01-1", "Henrik Dalsgaard"):
        assert said in page
    assert journey.citizen.masked_cpr in page
    assert (journey.citizen.cpr or "") not in page


def test_the_page_has_two_lines_about_responsibility(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors, hours_ago=41)
    page = page_of(as_user(actors.gp), journey)
    assert "Patientansvarlig" in page
    assert "Afdelingen svarer (udvidet behandlingsansvar)" in page


def test_u11_each_rule_of_the_72_hours_says_why_and_where_it_stands(actors: Actors, as_user: AsUser) -> None:
    page = page_of(as_user(actors.nurse), discharged_journey(actors))
    assert page.count("Efter Samarbejdsaftalen, afsnit 2.2 (72 timer), udgave 2023-11") == 5
    assert "window.E" not in page
    assert "RULES" not in page


def test_a_stranger_gets_404(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    assert as_user(actors.stranger).get(address(journey)).status_code == 404


def test_opening_is_logged_once_and_a_refresh_is_not(actors: Actors, as_user: AsUser) -> None:
    journey, client = admitted_journey(actors), as_user(actors.assessor)
    page_of(client, journey)
    refresh(client, journey)
    row = AccessLog.objects.get()
    assert (row.action, row.purpose, row.journey_ids) == ("open", "party", [str(journey.pk)])


def test_a_current_contact_is_named_as_the_purpose(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    claim_current_contact(journey.citizen, by=actors.ooh_doctor, reason="Ringer med brystsmerter", now=timezone.now())
    page_of(as_user(actors.ooh_doctor), journey)
    assert AccessLog.objects.latest("pk").purpose == "current_contact"


def test_opening_marks_the_unit_as_having_seen_everything(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    page_of(as_user(actors.nurse), journey)
    assert ReadMark.objects.get(unit=actors.ward).seen_sequence == journey.last_sequence


def test_what_is_new_stays_marked_while_the_page_is_open(actors: Actors, as_user: AsUser) -> None:
    journey, client = admitted_journey(actors), as_user(actors.assessor)
    page = page_of(client, journey)
    assert page.count("event-flag-new") == 2
    assert "fra=0" in page
    again = client.get(address(journey) + "?fra=0", headers={"HX-Request": "true", "HX-Trigger": "live-journey"})
    assert again.content.decode().count("event-flag-new") == 2
    assert "event-flag-new" not in page_of(client, journey)


def test_a_merged_address_leads_to_the_older_journey(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    event = tell_journey(journey, EventKind.NOTE_WRITTEN, text="Set").event
    response = as_user(actors.nurse).get(f"/forloeb/{event.uuid}/")
    assert (response.status_code, response["Location"]) == (302, address(journey))


def test_an_address_that_never_was_is_not_there(actors: Actors, as_user: AsUser) -> None:
    assert as_user(actors.nurse).get(f"/forloeb/{uuid4()}/").status_code == 404


def test_a_cancelled_admission_is_plainly_worded(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    cancel_journey(journey, at=timezone.now())
    assert "annulleret af hospitalet" in page_of(as_user(actors.nurse), journey)


def test_a_death_is_plainly_worded(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    end_journey(journey, EventKind.DIED, at=timezone.now())
    assert "Borgeren er død" in page_of(as_user(actors.nurse), journey)


def test_the_timeline_can_be_filtered(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    tell_journey(journey, EventKind.NOTE_WRITTEN, text="Datteren henter")
    client = as_user(actors.nurse)
    assert "Datteren henter" in page_of(client, journey, "?vis=beskeder")
    assert "Datteren henter" not in page_of(client, journey, "?vis=status")


def test_the_whole_number_is_shown_when_asked_for_and_logged(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    response = as_user(actors.nurse).post(address(journey) + "cpr/", headers={"HX-Request": "true"})
    assert (journey.citizen.cpr or "")[-4:] in response.content.decode()
    assert AccessLog.objects.count() == 1


def test_the_report_is_chronological(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    page = as_user(actors.nurse).get(address(journey) + "rapport/").content.decode()
    assert page.index("Indlagde borgeren") < page.index("Udskrev borgeren")


@pytest.mark.parametrize("events", [5, 100])
def test_the_number_of_queries_does_not_grow(actors: Actors, as_user: AsUser, events: int) -> None:
    journey = discharged_journey(actors, hours_ago=2)
    for number in range(events):
        tell_journey(journey, EventKind.NOTE_WRITTEN, text=f"Note {number}", at=timezone.now() - timedelta(minutes=5))
    client = as_user(actors.assessor)
    client.get("/kommune/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(journey)).status_code == 200
    statements = [
        q["sql"] for q in asked.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))
    ]
    assert len(statements) <= 12, "\n".join(sql[:150] for sql in statements)


def test_tasks_stand_with_owner_time_and_what_hangs_on_them(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors, nursing=None)
    page = page_of(as_user(actors.assessor), journey)
    task = journey.tasks.get(state="open", kind="answer_nursing")
    assert "Svar på, om borgeren får kommunal sygepleje" in page
    assert f'datetime="{timezone.localtime(task.due_at).isoformat(timespec="minutes")}"' in page
    assert f"/forloeb/{journey.pk}/handling/sygepleje/" in page


def test_a_relative_stands_with_what_was_agreed_and_when(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    at = timezone.now().replace(hour=10, minute=30)
    Relative.objects.create(
        citizen=journey.citizen, name="Lis Prøve", relation="datter", agreed="Handler ind", informed_at=at
    )
    page = page_of(as_user(actors.nurse), journey)
    assert "Lis Prøve (datter)" in page
    assert f"talt med {moment(at, now=at)}" in page


def test_what_is_old_is_folded_and_what_is_unread_is_not(actors: Actors, as_user: AsUser) -> None:
    journey, client = admitted_journey(actors), as_user(actors.assessor)
    for number in range(20):
        tell_journey(journey, EventKind.NOTE_WRITTEN, text=f"Note {number}")
    assert 'id="aeldre"' not in page_of(client, journey)
    assert "12 ældre hændelser" in page_of(client, journey)


def test_u18_what_is_known_stands_before_what_has_happened(actors: Actors, as_user: AsUser) -> None:
    page = as_user(actors.nurse).get(f"/forloeb/{admitted_journey(actors).pk}/").content.decode()
    places = [page.index(f'id="{panel}"') for panel in ("opgaver", "oplysninger", "tidslinje")]
    assert places == sorted(places)


@pytest.mark.parametrize("who", ["nurse", "assessor", "gp"])
def test_filling_in_the_page_asks_the_database_nothing(
    who: str, actors: Actors, as_user: AsUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A panel says what it reads; its template only shows it."""
    asked: list[int] = []

    def counted(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        everything = Context({"request": request, **frame(request), **context})
        with CaptureQueriesContext(connection) as queries:
            text = get_template(template).template.render(everything)  # type: ignore[attr-defined]
        asked.append(len(queries))
        return HttpResponse(text)

    monkeypatch.setattr("desk.views.journey.page.render", counted)
    journey = discharged_journey(actors, hours_ago=41)
    page = as_user(getattr(actors, who)).get(address(journey), headers={"HX-Request": "true"}).content.decode()
    assert 'id="timer"' in page
    assert 'id="afslutning"' in page
    assert asked == [0]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("ledger", "maaned=2026-13"),
        ("ten-seconds", "tid=2026-10-02T10:00"),
        ("flowchart", ""),
        ("for-citizen", ""),
        ("report", ""),
        ("principles", ""),
        ("learning", ""),
    ],
)
def test_a_merged_address_keeps_what_it_asks(path: str, asked: str, actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    event = tell_journey(journey, EventKind.NOTE_WRITTEN, text="Set").event
    name = path if path == "ten-seconds" else f"journey-{path}"
    response = as_user(actors.assessor).get(reverse(f"desk:{name}", args=[event.uuid]), QUERY_STRING=asked)
    there = reverse(f"desk:{name}", args=[journey.pk]) + (f"?{asked}" if asked else "")
    assert (response.status_code, unquote(response["Location"])) == (302, there)


def test_what_was_typed_for_a_merged_journey_is_typed_on_the_one_that_it_became(
    actors: Actors, as_user: AsUser
) -> None:
    journey = admitted_journey(actors)
    event = tell_journey(journey, EventKind.NOTE_WRITTEN, text="Set").event
    page, typed = as_user(actors.nurse), {"text": "Datteren henter kl. 14.", "version": "0", "key": "k"}
    response = page.post(reverse("desk:journey-act", args=[event.uuid, "note"]), typed, follow=True)
    said = response.content.decode()
    assert "Datteren henter kl. 14." in said
    assert "Intet er gemt" in said
    before = JourneyEvent.objects.count()
    version = str(Journey.objects.get(pk=journey.pk).last_sequence)
    assert f'name="version" value="{version}"' in said
    page.post(response.request["PATH_INFO"], {**typed, "version": version})
    assert JourneyEvent.objects.count() == before + 1
