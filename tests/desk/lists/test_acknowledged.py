"""The acknowledgement tick: per unit, the same on list and page, given by an answer too (u6, u7, u8)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from desk.selectors.lists.party_marks import party_marks
from desk.selectors.lists.rows import ListRow
from discharge.agreement import acts
from journeys.actions.acting.acts import Act, take_back
from journeys.actions.marks import withdraw_acknowledgement
from journeys.domain.events import EventKind
from journeys.models import Journey, ReadMark
from journeys.selectors.reading import reader_for
from organisations.models import User
from tests.actors import Actors
from tests.factories.agreements import propose_home
from tests.factories.journeys import admitted_journey, tell_journey

AsUser = Callable[[User], Client]


def released() -> AbstractContextManager[object]:
    """A minute later, when others read what was said."""
    return time_machine.travel(timezone.now() + timedelta(minutes=1), tick=True)


def row(client: Client, address: str) -> ListRow:
    found: ListRow = client.get(address).context["list"].rows[0]
    return found


def on_page(client: Client, journey: Journey, lane: str) -> str:
    marks = client.get(f"/forloeb/{journey.pk}/").context["page"].marks
    return str(next(mark.state for mark in marks if mark.lane == lane))


@pytest.mark.parametrize("steps", [(), ("set",), ("kvitter",), ("kvitter", "more"), ("set", "more")])
def test_u7_list_and_page_say_the_same(actors: Actors, as_user: AsUser, steps: tuple[str, ...]) -> None:
    journey = admitted_journey(actors)
    for step in steps:
        if step == "more":
            tell_journey(journey, EventKind.DESTINATION_STATED, destination="own_home")
        else:
            as_user(actors.assessor).post(f"/raekke/{journey.pk}/{step}/", {"next": "/kommune/"})
    with released():
        ward = as_user(actors.nurse)
        assert row(ward, "/afdeling/").municipality_answer == on_page(ward, journey, "municipality")


def test_u7_that_they_acknowledged_is_never_lost(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    as_user(actors.assessor).post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    tell_journey(journey, EventKind.DESTINATION_STATED, destination="own_home")
    with released():
        page = as_user(actors.nurse).get("/afdeling/").content.decode()
    assert "kvitteret, nyt siden" in page


def test_u7_a_note_asks_for_no_new_acknowledgement(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    as_user(actors.assessor).post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    tell_journey(journey, EventKind.NOTE_WRITTEN, text="Datter henter")
    with released():
        ward = as_user(actors.nurse)
        assert row(ward, "/afdeling/").municipality_answer == "acknowledged"
        assert on_page(ward, journey, "municipality") == "acknowledged"


def test_u6_another_units_tick_is_not_ours(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    tell_journey(journey, EventKind.SHARED, unit=actors.social_unit)
    as_user(actors.assessor).post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    social = as_user(actors.social_worker).get("/kommune/")
    found = social.context["list"]
    assert (found.rows[0].our_answer, found.counted.counts["nye"]) == ("received", 1)
    assert row(as_user(actors.assessor), "/kommune/").our_answer == "acknowledged"


def test_u6_of_two_units_that_acknowledged_the_same_the_first_is_named(actors: Actors) -> None:
    journey, now = admitted_journey(actors), timezone.now()
    both = ((actors.visitation, actors.assessor, 1), (actors.nursing, actors.community_nurse, 5))
    marks = [
        ReadMark(
            journey=journey,
            unit=unit,
            acknowledged_by=who,
            acknowledged_sequence=9,
            seen_sequence=9,
            acknowledged_at=now + timedelta(minutes=minute),
            seen_at=now,
        )
        for unit, who, minute in both
    ]
    for rows in (marks, marks[::-1]):
        sides = party_marks(journey, [], rows, reader=reader_for(None, now))
        mark = next(side for side in sides if side.lane == "municipality")
        assert (mark.by, mark.at) == (actors.assessor.name, marks[0].acknowledged_at)


def test_u6_within_the_house_an_acknowledgement_is_read_before_others_read_it(actors: Actors, as_user: AsUser) -> None:
    """DESIGN §4: what is held back is held back from other units; a house reads what its own units have said."""
    journey = admitted_journey(actors)
    tell_journey(journey, EventKind.SHARED, unit=actors.social_unit)
    as_user(actors.assessor).post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    answers = {
        who: row(as_user(who), address).municipality_answer
        for who, address in (
            (actors.nurse, "/afdeling/"),
            (actors.assessor, "/kommune/"),
            (actors.social_worker, "/kommune/"),
        )
    }
    assert answers[actors.assessor] == answers[actors.social_worker] == "acknowledged"
    assert answers[actors.nurse] != "acknowledged"


def test_u6_the_empty_list_names_no_time(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.assessor)
    client.post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    page = client.get("/kommune/?vis=nye").content.decode()
    assert "Din enhed har kvitteret for alt." in page
    assert "kvitteret kl." not in page


def answered(actors: Actors, journey: Journey, version: int | None) -> Act:
    act = Act(by=actors.assessor, now=timezone.now(), version=version, key=uuid4().hex)
    acts.AcceptDischarge(text="").do(Journey.objects.get(pk=journey.pk), act=act)
    return act


def test_u8_an_answer_to_a_proposal_acknowledges(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey = admitted_journey(actors)
    propose_home(journey, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=1))
    client = as_user(actors.assessor)
    assert client.get("/kommune/").context["list"].counted.counts["nye"] == 1
    journey.refresh_from_db()
    answered(actors, journey, journey.last_sequence)
    shown = client.get("/kommune/").context["list"]
    assert (shown.rows[0].our_answer, shown.counted.counts["nye"]) == ("acknowledged", 0)
    with released():
        assert row(as_user(actors.nurse), "/afdeling/").municipality_answer == "acknowledged"


def test_u8_an_answer_without_a_page_acknowledges_the_proposal_only(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey = admitted_journey(actors)
    propose_home(journey, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=1))
    tell_journey(journey, EventKind.DESTINATION_STATED, destination="own_home")
    answered(actors, journey, None)
    assert row(as_user(actors.assessor), "/kommune/").our_answer == "acknowledged_before"


def test_u8_an_answer_that_is_taken_back_leaves_the_earlier_acknowledgement(actors: Actors, as_user: AsUser) -> None:
    now = timezone.now()
    journey = admitted_journey(actors)
    with time_machine.travel(now - timedelta(hours=2), tick=True):
        as_user(actors.assessor).post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    propose_home(journey, actors, at=now + timedelta(hours=20), now=now - timedelta(hours=1))
    journey.refresh_from_db()
    act = answered(actors, journey, journey.last_sequence)
    event = journey.placements.select_related("event").get(event__kind="discharge_accepted").event
    take_back(event, act=Act(by=actors.assessor, now=act.now))
    withdraw_acknowledgement(event)
    assert row(as_user(actors.assessor), "/kommune/").our_answer == "acknowledged_before"
