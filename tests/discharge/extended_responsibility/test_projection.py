"""The 72-hour window follows the discharge: correction, cancellation, readmission, late answers (RULES 2e X1–X6)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from discharge.extended_responsibility.projection import DEADLINE_KIND
from discharge.handlers import tell_window_changed
from discharge.models import ExtendedResponsibility
from journeys.actions.acting.acts import Act, state_fact, take_back
from journeys.actions.deadlines import sweep_due
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind as K
from journeys.domain.state.fold import Destination
from journeys.models import Deadline, Journey, JourneyEvent, Task
from journeys.querysets import DeadlineQuerySet
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.domain.permissions import Permission
from organisations.models import Organisation
from tests.actors import Actors
from tests.factories.journeys import discharged_journey, state_affiliation, tell, tell_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def window(journey: Journey) -> ExtendedResponsibility:
    return ExtendedResponsibility.objects.get(journey=journey)


def timers(journey: Journey) -> DeadlineQuerySet:
    """The timers of the window; the discharge letter has its own."""
    return Deadline.objects.filter(journey=journey, kind=DEADLINE_KIND)


def discharge_of(journey: Journey) -> JourneyEvent:
    return JourneyEvent.objects.get(kind=K.DISCHARGED.value, placement__journey=journey, placement__voided=False)


def again(journey: Journey, kind: K, *, at: datetime, voids: str = "", episode: str | None = None) -> None:
    tell(
        journey.citizen,
        kind,
        at=at,
        now=NOW,
        voids=voids,
        episode=episode or discharge_of(journey).episode_ids[0],
        provider=journey.ward,
        hospital=journey.hospital,
        municipality=journey.municipality,
    )


def test_a_discharge_home_with_nursing_starts_72_hours_and_their_timer(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    row, deadline = window(journey), timers(journey).get()
    assert (row.eligible, row.starts_at, row.ends_at) == (True, NOW - 5 * HOUR, NOW + 67 * HOUR)
    assert (deadline.due_at, deadline.state) == (NOW + 67 * HOUR, "pending")


def test_a_corrected_discharge_moves_the_window_and_the_timer(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    again(journey, K.DISCHARGED, at=NOW - 7 * HOUR, voids=discharge_of(journey).source_ref)
    assert window(journey).ends_at == NOW + 65 * HOUR
    assert timers(journey).get().due_at == NOW + 65 * HOUR


def test_a_cancelled_discharge_voids_the_window_and_calls_the_timer_off(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    again(journey, K.CANCELLED, at=NOW, voids=discharge_of(journey).source_ref)
    assert window(journey).voided
    assert timers(journey).get().state == "called_off"


def test_a_readmission_supersedes_the_window(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=20)
    again(journey, K.ADMITTED, at=NOW, episode="local:again")
    assert window(journey).phases[-1][1] == "superseded"
    assert timers(journey).get().state == "called_off"


def test_a_cancelled_readmission_brings_the_window_and_its_timer_back(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=20)
    again(journey, K.ADMITTED, at=NOW, episode="local:again")
    admission = JourneyEvent.objects.get(kind=K.ADMITTED.value, occurred_at=NOW)
    again(journey, K.CANCELLED, at=NOW + HOUR, voids=admission.source_ref, episode="local:again")
    assert window(journey).phases[-1][1] == "expired"
    assert timers(journey).pending().get().generation == 2


def test_unknown_facts_are_asked_of_the_one_who_knows(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, nursing=None, destination=None)
    assert window(journey).eligible is None
    asked = dict(Task.objects.open().filter(source="discharge").values_list("kind", "owner__name"))
    assert asked == {"state_destination": actors.ward.name, "answer_nursing": actors.municipality.name}


def test_a_late_answer_starts_the_window_at_the_discharge(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=80, nursing=None)
    tell_journey(journey, K.NURSING_ANSWERED, at=NOW, community_nursing=True)
    row = window(journey)
    assert (row.eligible, row.starts_at, row.ends_at) == (True, NOW - 80 * HOUR, NOW - 8 * HOUR)
    assert not Task.objects.open().filter(source="discharge").exists()


def test_no_nursing_means_no_window_even_if_the_destination_is_unknown(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, nursing=False, destination=None)
    assert (window(journey).eligible, timers(journey).exists()) == (False, False)


def test_the_timer_fires_once_and_tells_every_party_once(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    sweep_due(now=NOW + 66 * HOUR)
    assert timers(journey).get().state == "pending"
    assert [sweep_due(now=NOW + 67 * HOUR), sweep_due(now=NOW + 68 * HOUR)] == [1, 0]
    told = Notification.objects.filter(kind="window_ended", subject_ref=journey.pk)
    assert {row.unit for row in told} == {actors.ward, actors.municipality, actors.practice}


def test_a_deadline_that_moves_after_it_fired_opens_a_new_generation(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=80)
    sweep_due(now=NOW)
    again(journey, K.DISCHARGED, at=NOW - 79 * HOUR, voids=discharge_of(journey).source_ref)
    states = timers(journey).order_by("generation").values_list("generation", "state")
    assert list(states) == [(1, "fired"), (2, "pending")]


def test_a_started_window_is_told_to_every_party(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    relay_due(now=NOW + HOUR, limit=100)
    assert Notification.objects.filter(kind="window_started", subject_ref=journey.pk).count() == 3


def test_a_psychiatric_discharge_has_no_window(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, ward=actors.psychiatric_ward)
    assert window(journey).eligible is False


def test_nursing_that_the_citizen_already_had_counts(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, nursing=None)
    state_affiliation(journey.citizen, Affiliation.COMMUNITY_NURSING, True, at=NOW - 100 * HOUR)
    assert window(journey).eligible is True


@pytest.mark.parametrize("nursing", [True, False])
def test_a_residential_facility_is_covered_with_community_nursing_only(nursing: bool, actors: Actors) -> None:
    """RULES §7 A25: with kommunal sygepleje it counts as the citizen's own home."""
    journey = discharged_journey(actors, now=NOW, destination=Destination.RESIDENTIAL_FACILITY, nursing=nursing)
    assert window(journey).eligible is nursing


def test_a_window_that_an_undone_act_started_is_told_to_nobody(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, destination=None)
    relay_due(now=NOW, limit=100)
    act = Act(by=actors.nurse, now=NOW)
    payload = {"destination": "own_home"}
    stated = state_fact(journey, K.DESTINATION_STATED, payload, act=act, permission=Permission.STATE_DESTINATION)
    take_back(stated.event, act=Act(by=actors.nurse, now=NOW + timedelta(seconds=20)))
    relay_due(now=NOW + HOUR, limit=100)
    told = Notification.objects.filter(subject_ref=journey.pk, kind__in=["window_started", "window_voided"])
    assert not told.exists()


def answered(journey: Journey, nursing: bool, *, hours: int) -> None:
    tell_journey(journey, K.NURSING_ANSWERED, at=NOW + hours * HOUR, community_nursing=nursing)
    relay_due(now=NOW + hours * HOUR, limit=100)


def told(journey: Journey, unit: Organisation) -> list[str]:
    kinds = ["window_started", "window_changed", "window_voided", "window_ended"]
    rows = Notification.objects.filter(unit=unit, kind__in=kinds, subject_ref=journey.pk).order_by("created_at")
    return [row.kind for row in rows]


def test_an_answer_that_changes_back_and_forth_is_told_each_time(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    relay_due(now=NOW, limit=100)
    for hours, nursing in enumerate((False, True), start=1):
        answered(journey, nursing, hours=hours)
    assert told(journey, actors.ward) == ["window_started", "window_voided", "window_started"]


def test_an_end_that_changes_back_is_told_again(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW, hours_ago=5)
    relay_due(now=NOW, limit=100)
    for hours, ago in enumerate((7, 5, 7), start=1):
        again(journey, K.DISCHARGED, at=NOW - ago * HOUR, voids=discharge_of(journey).source_ref)
        relay_due(now=NOW + hours * HOUR, limit=100)
    assert told(journey, actors.ward) == ["window_started", *["window_changed"] * 3]


def test_what_changed_and_changed_back_before_anybody_was_told_is_told_once(actors: Actors) -> None:
    journey = discharged_journey(actors, now=NOW)
    for minutes, nursing in enumerate((False, True), start=1):
        at = NOW + timedelta(minutes=minutes)
        tell_journey(journey, K.NURSING_ANSWERED, at=at, community_nursing=nursing)
    relay_due(now=NOW + HOUR, limit=100)
    assert told(journey, actors.ward) == ["window_started"]


def test_a_window_that_is_gone_when_its_news_arrive_is_told_to_nobody(actors: Actors) -> None:
    tell_window_changed({"window": "unknown", "after": 1}, NOW)
    assert not Notification.objects.exists()


def test_an_end_that_was_told_is_not_told_again_when_journeys_become_one(actors: Actors) -> None:
    first = discharged_journey(actors, now=NOW, hours_ago=200, stayed=50)
    second = discharged_journey(actors, now=NOW, hours_ago=80, stayed=50, citizen=first.citizen)
    sweep_due(now=NOW)
    again(first, K.DISCHARGED, at=NOW - 132 * HOUR, voids=discharge_of(first).source_ref)
    second.refresh_from_db()
    assert second.merged_into == first
    sweep_due(now=NOW)
    ended = Notification.objects.filter(unit=actors.ward, kind="window_ended")
    assert [row.facts["ends_at"] for row in ended].count((NOW - 8 * HOUR).isoformat()) == 1
    assert ExtendedResponsibility.objects.filter(journey=second).count() == 0


def test_a_correction_that_names_another_citizens_discharge_leaves_that_window_alone(actors: Actors) -> None:
    theirs, journey = discharged_journey(actors, now=NOW), discharged_journey(actors, now=NOW)
    again(journey, K.DISCHARGED, at=NOW - 2 * HOUR, voids=discharge_of(theirs).source_ref)
    assert window(theirs).eligible
    assert window(journey).journey == journey


def test_a_window_keeps_its_name_when_the_admission_comes_after_the_discharge(actors: Actors) -> None:
    citizen = discharged_journey(actors, now=NOW - 1000 * HOUR).citizen
    base: dict[str, Any] = {
        "provider": actors.ward,
        "hospital": actors.hospital,
        "municipality": actors.municipality,
        "episode": "e",
    }
    tell(citizen, K.DISCHARGED, at=NOW, ref="slhj", voids="stin", voids_only=K.DIED, **base)
    before = set(ExtendedResponsibility.objects.values_list("key", flat=True))
    tell(citizen, K.ADMITTED, at=NOW - 50 * HOUR, ref="stin", **base)
    assert set(ExtendedResponsibility.objects.values_list("key", flat=True)) == before
    assert "slhj" in before
