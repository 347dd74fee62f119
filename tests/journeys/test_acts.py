"""What people do: permission, version, idempotency, undo (DESIGN §3, §8)."""

from datetime import UTC, datetime, timedelta

import pytest

from journeys.actions.acting.acts import Act, Changed, Refused, correct_fact, state_citizen_fact, state_fact, take_back
from journeys.actions.physicians import NamePhysician
from journeys.actions.stays.reports import DeclineDischarge, ReportDischarge
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import NotAllowed
from tests.actors import Actors
from tests.factories.journeys import admitted_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors, now=NOW)


def destination(journey: Journey, actors: Actors, value: str = "own_home", **act: object) -> JourneyEvent:
    return state_fact(
        journey,
        K.DESTINATION_STATED,
        {"destination": value},
        act=Act(**{"by": actors.nurse, "now": NOW, **act}),  # type: ignore[arg-type]
        permission=Permission.STATE_DESTINATION,
    ).event


def test_a_fact_is_recorded_with_its_actor_and_shown_on_the_journey(journey: Journey, actors: Actors) -> None:
    event = destination(journey, actors)
    journey.refresh_from_db()
    assert (journey.destination, event.actor, event.organisation) == ("own_home", actors.nurse, actors.ward)


def test_who_may_not_is_refused_and_nothing_is_written(journey: Journey, actors: Actors) -> None:
    before = JourneyEvent.objects.count()
    with pytest.raises(NotAllowed):
        destination(journey, actors, by=actors.stranger)
    assert JourneyEvent.objects.count() == before


def test_a_stale_page_is_refused(journey: Journey, actors: Actors) -> None:
    version = journey.last_sequence
    destination(journey, actors)
    with pytest.raises(Changed):
        destination(journey, actors, "nursing_home", version=version)


def test_the_same_key_twice_is_one_event_even_from_a_stale_page(journey: Journey, actors: Actors) -> None:
    version = journey.last_sequence
    first = destination(journey, actors, key="k", version=version)
    assert destination(journey, actors, key="k", version=version).pk == first.pk


def test_a_repeated_act_is_what_it_was_also_in_what_the_program_added(journey: Journey, actors: Actors) -> None:
    act = Act(by=actors.nurse, now=NOW, key="k")
    first = NamePhysician(name="Henrik Dalsgaard").do(journey, act=act)
    again = NamePhysician(name="Henrik Dalsgaard").do(Journey.objects.get(pk=journey.pk), act=act)
    assert first.event.payload["organisation"] == str(actors.ward.pk)
    assert (again.duplicate, again.event.pk) == (True, first.event.pk)
    with pytest.raises(Refused, match="key_reused"):
        NamePhysician(name="Bo Lind").do(Journey.objects.get(pk=journey.pk), act=act)


def test_r2_4_a_repeated_no_to_a_report_is_what_it_was(journey: Journey, actors: Actors) -> None:
    ReportDischarge(occurred_at=NOW - timedelta(hours=1)).do(journey, act=Act(by=actors.assessor, now=NOW))
    act = Act(by=actors.nurse, now=NOW + timedelta(minutes=1), key="k")
    first, again = (DeclineDischarge(text="Er her").do(Journey.objects.get(pk=journey.pk), act=act) for _ in range(2))
    assert (again.duplicate, again.event.pk) == (True, first.event.pk)


def test_an_act_taken_back_within_thirty_seconds_tells_nobody(journey: Journey, actors: Actors) -> None:
    relay_due(now=NOW, limit=100)
    told = Notification.objects.count()
    event = destination(journey, actors)
    take_back(event, act=Act(by=actors.nurse, now=NOW + timedelta(seconds=20)))
    relay_due(now=NOW + timedelta(seconds=40), limit=100)
    journey.refresh_from_db()
    assert (journey.destination, Notification.objects.count()) == ("", told)


def test_effects_of_an_act_wait_thirty_seconds(journey: Journey, actors: Actors) -> None:
    relay_due(now=NOW, limit=100)
    told = Notification.objects.count()
    destination(journey, actors)
    relay_due(now=NOW + timedelta(seconds=29), limit=100)
    assert Notification.objects.count() == told
    relay_due(now=NOW + timedelta(seconds=30), limit=100)
    assert Notification.objects.count() > told


def test_a_correction_replaces_the_fact_and_keeps_the_old_event(journey: Journey, actors: Actors) -> None:
    event = destination(journey, actors)
    correct_fact(event, {"destination": "nursing_home"}, act=Act(by=actors.nurse, now=NOW))
    journey.refresh_from_db()
    event.placement.refresh_from_db()
    assert (journey.destination, event.placement.voided) == ("nursing_home", True)


def test_a_message_cannot_be_taken_back_by_hand(journey: Journey, actors: Actors) -> None:
    message = JourneyEvent.objects.get(kind=K.ADMITTED.value)
    with pytest.raises(Refused, match="message_cannot_be_taken_back"):
        take_back(message, act=Act(by=actors.nurse, now=NOW))


def test_a_key_that_comes_back_with_another_act_is_refused(journey: Journey, actors: Actors) -> None:
    destination(journey, actors, key="k")
    with pytest.raises(Refused, match="key_reused"):
        destination(journey, actors, "nursing_home", key="k")


def test_a_key_that_comes_back_for_another_citizen_is_refused(journey: Journey, actors: Actors) -> None:
    destination(journey, actors, key="k")
    with pytest.raises(Refused, match="key_reused"):
        destination(admitted_journey(actors, now=NOW), actors, key="k")


def test_a_correction_that_is_taken_back_leaves_what_it_corrected(journey: Journey, actors: Actors) -> None:
    event = destination(journey, actors)
    corrected = correct_fact(event, {"destination": "nursing_home"}, act=Act(by=actors.nurse, now=NOW)).event
    restated = take_back(corrected, act=Act(by=actors.nurse, now=NOW)).event
    journey.refresh_from_db()
    assert journey.destination == "own_home"
    take_back(restated, act=Act(by=actors.nurse, now=NOW))
    journey.refresh_from_db()
    assert journey.destination == "nursing_home"


def practice_stated(journey: Journey, actors: Actors) -> JourneyEvent:
    """Said by the ward, so that the ward may say it otherwise."""
    said = {"organisation": str(actors.practice.pk)}
    act = Act(by=actors.nurse, now=NOW)
    return state_citizen_fact(journey.citizen, K.GP_STATED, said, act=act, permission=Permission.STATE_GP).event


def test_a_correction_of_a_citizens_practice_that_is_taken_back_leaves_the_practice(
    journey: Journey, actors: Actors
) -> None:
    gp, act = practice_stated(journey, actors), Act(by=actors.nurse, now=NOW)
    corrected = correct_fact(gp, {}, act=act).event
    journey.refresh_from_db()
    assert journey.gp_practice is None
    take_back(corrected, act=act)
    journey.refresh_from_db()
    assert journey.gp_practice == actors.practice


def test_a_citizens_fact_that_is_taken_back_says_nothing(actors: Actors) -> None:
    journey = admitted_journey(actors, now=NOW, no_gp=True)
    take_back(practice_stated(journey, actors), act=Act(by=actors.nurse, now=NOW))
    journey.refresh_from_db()
    assert (journey.gp_practice, journey.gp_known) == (None, False)
