"""The six principles on the journey page, their own page and the API: the same answers, the same buttons."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from journeys.domain.events import EventKind
from journeys.models import JourneyEvent, Relative
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, tell, tell_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def test_what_is_asked_stands_with_the_button_that_does_it(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    nurse = as_user(actors.nurse)
    rows = nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()
    wishes = next(row for row in rows if row["code"] == "wishes")
    assert (wishes["state"], wishes["act"], wishes["act_refused"]) == ("asked", "oenske", None)
    assert next(row for row in rows if row["code"] == "referral")["state"] == "unknown"
    for address in (f"/forloeb/{journey.pk}/", f"/forloeb/{journey.pk}/principper/"):
        page = nurse.get(address).content.decode()
        assert "Borgerens og de pårørendes ønsker" in page
        assert f"/forloeb/{journey.pk}/handling/oenske/" in page
    data = {"said_by": "citizen", "text": "Vil hjem til katten."}
    assert nurse.post(f"/forloeb/{journey.pk}/handling/oenske/", data).status_code == 302
    rows = nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()
    assert next(row for row in rows if row["code"] == "wishes")["state"] == "met"


def test_whoever_reads_no_plans_is_told_nothing_of_them(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    rows = as_user(actors.gp).get(f"/api/v1/journeys/{journey.pk}/principles/").json()
    answers = {row["code"]: (row["state"], row["act"]) for row in rows}
    assert answers["plan"] == answers["contingency"] == ("unknown", None)
    assert answers["wishes"] == ("asked", None)


def test_l4_panel_points_and_chart_speak_of_the_same_letter(actors: Actors, as_user: AsUser) -> None:
    """The first letter waits while the second is sent and received; then the first is sent and has no receipt."""
    now = timezone.now()
    journey = discharged_journey(actors, now=now, hours_ago=60)
    first = JourneyEvent.objects.get(kind=EventKind.ADMITTED.value)
    place: dict[str, Any] = {"provider": actors.ward, "hospital": actors.hospital, "episode": first.episode_ids[0]}
    tell(journey.citizen, EventKind.ADMITTED, at=now - timedelta(hours=50), **place)
    tell(journey.citizen, EventKind.DISCHARGED, at=now - timedelta(hours=30), **place)
    nurse = as_user(actors.nurse)

    def said() -> tuple[str, str]:
        points = nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()
        steps = nurse.get(f"/api/v1/journeys/{journey.pk}/flowchart/").json()["steps"]
        return (
            next(row["state"] for row in points if row["code"] == "letter"),
            next(row["state"] for row in steps if row["code"] == "letter"),
        )

    assert said() == ("asked", "next")
    for hours in (20, 10):
        sent = tell_journey(journey, EventKind.LETTER_SENT, at=now - timedelta(hours=hours), follow_up=False)
        if hours == 20:
            about = {"letter_ref": sent.event.source_ref, "positive": True}
            tell_journey(journey, EventKind.LETTER_ACKNOWLEDGED, at=now - timedelta(hours=19), **about)
            assert said() == ("asked", "next")
    assert said() == ("waiting", "done")


def test_programs_read_of_tasks_and_relatives_what_the_page_says(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors, hours_ago=90)
    Relative.objects.create(citizen=journey.citizen, name="Ida Prøve", phone="")
    nurse = as_user(actors.nurse)
    rows = {row["code"]: row for row in nurse.get(f"/api/v1/journeys/{journey.pk}/principles/").json()}
    assert rows["owner"]["reason"].startswith("Åbne opgaver")
    assert rows["in_time"]["state"] == "asked"
    page = nurse.get(f"/forloeb/{journey.pk}/principper/").content.decode()
    assert [row["code"] for row in rows.values() if row["reason"] and row["reason"] not in page] == []
