"""Planned stays that do not begin and stays that never end, as the ward meets them (A-21, B25, B26)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from desk.forms.acting.table import ACTS, BY_NAME, BY_SLUG
from discharge.responsibility.selectors import strip_for
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, make_citizen, tell

AsUser = Callable[[User], Client]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def planned(actors: Actors, *, at: datetime, **said: Any) -> Journey:
    recorded = tell(
        make_citizen(),
        K.ADMISSION_DECIDED,
        at=at - 7 * DAY,
        planned_at=at.isoformat(),
        provider=actors.ward,
        hospital=actors.hospital,
        admission_type="planned",
        **said,
    )
    assert recorded.journey is not None
    return recorded.journey


def do(client: Client, journey: Journey, name: str, **said: Any) -> Any:
    return client.post(f"/api/v1/journeys/{journey.pk}/acts/{name}/", said, content_type="application/json")


def ward(client: Client) -> str:
    return client.get("/afdeling/").content.decode()


def api_tasks(client: Client) -> set[str]:
    return {row["kind"] for row in client.get("/api/v1/tasks/").json()["results"]}


def test_b25_a_plan_to_which_nobody_came_is_late_and_asked(actors: Actors, as_user: AsUser) -> None:
    planned(actors, at=timezone.now() - 38 * DAY)
    client = as_user(actors.nurse)
    shown = ward(client)
    assert "row-late" in shown
    assert "planned_stay_missed" in api_tasks(client)


def test_b25_before_its_time_nobody_is_asked(actors: Actors, as_user: AsUser) -> None:
    journey, client = planned(actors, at=timezone.now() + DAY), as_user(actors.nurse)
    assert Task.objects.open().filter(journey=journey, kind="planned_stay_missed").exists()
    assert "planned_stay_missed" not in api_tasks(client)
    assert "kom til den planlagte indlæggelse" not in client.get(f"/forloeb/{journey.pk}/").content.decode()


@pytest.mark.parametrize(
    ("outcome", "more", "status", "sentence"),
    [
        ("no_show", {}, "cancelled", "Borgeren kom ikke til den planlagte indlæggelse"),
        ("called_off", {"reason": "Rask igen"}, "cancelled", "Aflyste den planlagte indlæggelse: Rask igen"),
        ("new_time", {"planned_at": "+"}, "planned", "Planlagde indlæggelse"),
    ],
)
def test_v8_the_ward_answers_what_became_of_it(
    outcome: str, more: dict[str, str], status: str, sentence: str, actors: Actors, as_user: AsUser
) -> None:
    now = timezone.now()
    journey, client = planned(actors, at=now - 2 * DAY), as_user(actors.nurse)
    more = {name: (now + DAY).isoformat() if value == "+" else value for name, value in more.items()}
    answered = do(client, journey, "plan-outcome", outcome=outcome, **more)
    assert (answered.status_code, answered.json().get("status")) == (200, status), answered.content
    assert "planned_stay_missed" not in api_tasks(client)
    assert sentence in client.get(f"/forloeb/{journey.pk}/").content.decode()
    assert rebuild_citizen(journey.citizen_id, now=now, check=True) == []


@pytest.mark.parametrize(
    ("outcome", "code"), [("new_time", "entry.plan_time_missing"), ("called_off", "entry.reason_missing")]
)
def test_v8_an_answer_without_what_it_needs_is_refused(
    outcome: str, code: str, actors: Actors, as_user: AsUser
) -> None:
    journey = planned(actors, at=timezone.now() - 2 * DAY)
    assert do(as_user(actors.nurse), journey, "plan-outcome", outcome=outcome).json()["code"] == code


def test_v8_nobody_stays_away_from_what_is_yet_to_come(actors: Actors, as_user: AsUser) -> None:
    journey = planned(actors, at=timezone.now() + DAY)
    assert do(as_user(actors.nurse), journey, "plan-outcome", outcome="no_show").json()["code"] == "entry.plan_not_due"


def test_a21_the_referring_doctor_is_entered_with_the_plan(actors: Actors, as_user: AsUser) -> None:
    said = {
        "family_name": "Prøve",
        "given_names": "Ib",
        "ward": str(actors.ward.pk),
        "planned_at": (timezone.now() + DAY).isoformat(),
        "referred_by": str(actors.practice.pk),
        "referred_by_name": "Jørgen Bak",
        "referred_by_phone": "12 34 56 78",
    }
    client = as_user(actors.nurse)
    answered = client.post("/api/v1/journeys/begin/planned/", said, content_type="application/json")
    assert answered.status_code == 201, answered.content
    call = answered.json()["responsibility"]["call"]
    assert (call["name"], call["phone"]) == ("Jørgen Bak, Lægehuset Eksempelgade", "12 34 56 78")


def test_a21_an_unknown_referrer_is_said_to_be_unknown(actors: Actors) -> None:
    journey = planned(actors, at=timezone.now() + DAY)
    strip = strip_for(journey, now=timezone.now(), visible=None)
    assert (strip.state, strip.answer, strip.phone) == ("S1", "Henvisende læge", "")


def test_b26_forty_days_acute_ambulatory_is_asked_about(actors: Actors, as_user: AsUser) -> None:
    at = timezone.now() - 40 * DAY
    place = {"provider": actors.ward, "hospital": actors.hospital}
    journey = tell(make_citizen(), K.ACUTE_ARRIVED, at=at, episode="e", **place).journey
    assert journey is not None
    client = as_user(actors.nurse)
    assert "stay_silent" in api_tasks(client)
    assert do(client, journey, "still-here").status_code == 200
    assert "stay_silent" not in api_tasks(client)
    assert "Svarede, at borgeren stadig er på hospitalet" in client.get(f"/forloeb/{journey.pk}/").content.decode()


def test_b26_a_quiet_bed_is_asked_about_after_two_weeks(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    admitted_journey(actors, hours_ago=13 * 24)
    assert "stay_silent" not in api_tasks(client)
    admitted_journey(actors, hours_ago=15 * 24)
    assert "stay_silent" in api_tasks(client)


def test_every_act_has_a_name_and_an_address_of_its_own() -> None:
    assert len(BY_NAME) == len(BY_SLUG) == len(ACTS)
