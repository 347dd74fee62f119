"""What a page says and offers, as a user met it: no more than is true, no button that is then refused."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.buttons import buttons_of, task_rows
from desk.forms.acting.table import BY_SLUG
from desk.selectors.asker import Asker
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent, Task
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey, make_citizen, tell
from tests.later import when_released

AsUser = Callable[[User], Client]


def page(client: Client, journey: Journey) -> str:
    return " ".join(client.get(f"/forloeb/{journey.pk}/").content.decode().split())


def act(client: Client, journey: Journey, slug: str, **said: Any) -> Any:
    return client.post(f"/forloeb/{journey.pk}/handling/{slug}/", said)


def test_r1_4_after_the_stay_the_panel_names_no_second_responsible_doctor(actors: Actors, as_user: AsUser) -> None:
    label = "<dt>Patientansvarlig læge</dt>"
    assert label in page(as_user(actors.gp), admitted_journey(actors))
    home = page(as_user(actors.gp), discharged_journey(actors))
    assert label not in home
    assert "<dt>Hospitalets læge i opholdet</dt>" in home


@pytest.mark.parametrize("status", ["planned", "acute_ambulatory"])
def test_a14_before_a_bed_the_practice_is_responsible_and_no_hospital_doctor_is_asked_for(
    status: str, actors: Actors, as_user: AsUser
) -> None:
    citizen, now = make_citizen(), timezone.now()
    tell(citizen, EventKind.GP_STATED, at=now - timedelta(hours=2), organisation=actors.practice)
    kind = EventKind.ADMISSION_DECIDED if status == "planned" else EventKind.ACUTE_ARRIVED
    planned = {"planned_at": (now + timedelta(days=1)).isoformat()} if status == "planned" else {}
    place = {"provider": actors.ward, "hospital": actors.hospital}
    journey = tell(citizen, kind, at=now - timedelta(hours=1), episode="a", **place, **planned).journey
    assert journey is not None
    assert journey.status == status
    shown = page(as_user(actors.nurse), journey)
    assert "<dt>Patientansvarlig læge</dt>" not in shown
    assert re.search(r"<dt>Hospitalets læge i opholdet</dt>\s*<dd[^>]*>(?:(?!</dd>).)*ingen på hospitalet", shown)


def test_r1_11_ret_stands_at_ones_own_words_alone(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    act(as_user(actors.assessor), journey, "note", text="Fra kommunen")
    with when_released():
        theirs, ours = page(as_user(actors.nurse), journey), page(as_user(actors.assessor), journey)
    assert not re.search(r'event-correct"[^>]*Fra kommunen', theirs)
    assert re.search(r'event-correct"[^>]*Fra kommunen', ours)


def test_r1_12_a_registered_death_is_not_said_to_be_reported(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    end_journey(journey, EventKind.DIED, at=timezone.now() - timedelta(minutes=5))
    shown = page(as_user(actors.nurse), journey)
    assert "Registrerede, at borgeren er død" in shown
    assert "Meldte" not in shown
    assert "efter de 72 timer" not in shown


@pytest.mark.parametrize(
    ("who", "at_home", "registers", "reports"),
    [
        ("nurse", False, {"doed", "udskrevet"}, set()),
        ("assessor", False, set(), {"meld-doed", "meld-udskrevet"}),
        ("gp", True, {"doed"}, set()),
        ("assessor", True, set(), {"meld-doed"}),
    ],
)
def test_r1_14_whoever_registers_is_not_offered_to_report(
    who: str, at_home: bool, registers: set[str], reports: set[str], actors: Actors
) -> None:
    journey = discharged_journey(actors) if at_home else admitted_journey(actors)
    offered = {
        each.slug
        for row in buttons_of(Asker(getattr(actors, who), timezone.now()), journey).rows.values()
        for each in row
    }
    assert offered & {"doed", "udskrevet"} == registers
    assert offered & {"meld-doed", "meld-udskrevet"} == reports


def test_r1_17_a_second_question_is_not_said_to_be_an_error(actors: Actors, as_user: AsUser) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    asked = act(as_user(actors.doctor), admitted_journey(actors), "doed", occurred_at=at)
    assert asked.status_code == 422
    body = asked.content.decode()
    assert "form-asked" in body
    assert "form-error " not in body
    assert "Fejl:" not in body


def test_r1_20_no_day_chosen_is_said_of_days(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    assert "Vælg mindst én dag." in act(as_user(actors.nurse), journey, "enig-i-dage").content.decode()


def test_r1_16_bytes_that_are_no_text_are_refused_and_nothing_is_stored(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    address, form = f"/forloeb/{journey.pk}/handling/note/", "application/x-www-form-urlencoded"
    answer = as_user(actors.nurse).post(address, "text=a%ED%A0%80b", content_type=form)
    assert answer.status_code == 422
    assert not JourneyEvent.objects.filter(kind=EventKind.NOTE_WRITTEN.value).exists()


@pytest.mark.parametrize("slug", ["doed", "bekraeft-doed"])
def test_r1_12_a_death_says_that_the_letter_stays_open(slug: str) -> None:
    promise = str(BY_SLUG[slug].consequence)
    assert "alle åbne opgaver" not in promise.lower()
    assert "epikrise til egen læge skal stadig sendes" in promise


@pytest.mark.parametrize("what", ["doed", "udskrevet"])
def test_r1_18_a_task_that_asks_for_yes_or_no_offers_both(what: str, actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert act(as_user(actors.assessor), journey, f"meld-{what}", occurred_at=at).status_code == 302
    journey.refresh_from_db()
    tasks = list(Task.objects.open().filter(journey=journey, kind__startswith="answer_d"))
    (row,) = task_rows(Asker(actors.nurse, timezone.now()), journey, tasks)
    assert row.button
    assert row.no
    assert (row.button.slug, row.no.slug) == (f"bekraeft-{what}", f"afvis-{what}")
    shown = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()
    panel = shown[shown.index('id="opgaver"') :]
    assert f"handling/afvis-{what}/" in panel[: panel.index("</ul>")]


@pytest.mark.parametrize("slug", ["doed", "udskrevet"])
def test_r1_17_the_second_question_is_a_calm_notice_with_the_focus(slug: str, actors: Actors, as_user: AsUser) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    asked = act(as_user(actors.doctor), admitted_journey(actors), slug, occurred_at=at)
    body = asked.content.decode()
    notice = body[body.index("banner banner-info") : body.index("Én gang til: er det rigtigt?")]
    assert asked.status_code == 422
    assert 'role="status"' in notice
    assert "data-focus-first" in notice
    assert "Svar på dette" not in body


def test_r1_11_a_refusal_leads_back_to_the_journey(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    act(as_user(actors.assessor), journey, "note", text="Fra kommunen")
    event = JourneyEvent.objects.order_by("pk").last()
    assert event is not None
    with when_released():
        refused = as_user(actors.nurse).get(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/")
    assert refused.status_code == 403
    assert f'href="/forloeb/{journey.pk}/"' in refused.content.decode()


def test_r1_22_an_overtaken_act_keeps_the_text_and_offers_no_save(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client, version = as_user(actors.assessor), journey.last_sequence
    end_journey(journey, EventKind.DIED, at=timezone.now() - timedelta(minutes=5))
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    late = act(client, journey, "meld-doed", occurred_at=at, text="Hørt af datteren", version=version)
    body = late.content.decode()
    assert late.status_code in (409, 422)
    assert "Ret dette, før der gemmes" not in body
    assert "Gem alligevel" not in body
    assert "Hørt af datteren</textarea>" in body
    assert f'<a href="/forloeb/{journey.pk}/">Se forløbet' in body
    assert "button-primary" not in body[body.index("act-panel") :]


def test_r1_19_nothing_is_said_to_be_closed_where_nobody_asked() -> None:
    assert "Spørgsmålet lukkes" not in str(BY_SLUG["er-her"].consequence)
