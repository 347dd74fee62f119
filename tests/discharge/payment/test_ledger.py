"""RULES 2c P1–P8 on stored journeys: the same answers as the pure rules, and rows that `rebuild` derives again."""

from datetime import date, datetime
from typing import Any

import pytest

from discharge.models import JourneyLedger, LedgerCorrection, LedgerPayer, Tariff
from discharge.payment.rules.days import DayState, PaymentStatus, Why
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind as K
from journeys.models import Journey
from tests.actors import Actors
from tests.discharge.waiting import (
    admitted,
    corrected,
    march,
    ready,
    seen,
    sums,
    waited,
    waits,
    went_home,
)
from tests.factories.journeys import admitted_journey, tell, tell_journey
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db


def states(journey: Journey, day: int = 31) -> list[tuple[int, int | None, str]]:
    return [(line.day.date.day, line.day.day_number, line.day.state.value) for line in seen(journey, day).lines]


@pytest.mark.parametrize(
    ("row", "since", "until", "expected"),
    [
        ("FB Mon 10:00, disch Mon 16:00", march(6), march(6, "16:00"), (0, 0, 0, 0)),
        ("FB Mon 23:30, disch Tue 00:15", march(6, "23:30"), march(7, "00:15"), (1, 1976, 1976, 3952)),
        ("FB Mon, disch Wed", march(6), march(8), (2, 3952, 3952, 7904)),
        ("FB Mon, disch Thu", march(6), march(9), (3, 5928, 7904, 13832)),
    ],
)
def test_the_vectors_on_stored_journeys(
    row: str, since: datetime, until: datetime, expected: tuple[Any, ...], actors: Actors
) -> None:
    assert sums(seen(waited(actors, since, until))) == expected


def test_a_journey_that_was_never_ready_has_no_row_and_no_amount(actors: Actors) -> None:
    journey = admitted(actors)
    view = seen(journey)
    assert (JourneyLedger.objects.count(), view.lines, view.total_dkk) == (0, (), None)
    assert view.status is PaymentStatus.MISSING


def test_p1_an_open_period_grows_at_midnight_without_a_row_changing(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    stored = JourneyLedger.objects.values().get()
    assert [len(seen(journey, day).lines) for day in (6, 7, 9)] == [0, 1, 3]
    assert JourneyLedger.objects.values().get() == stored
    assert (stored["first_on"], stored["last_on"]) == (date(2017, 3, 6), None)


def test_p2_p3_death_ends_the_days(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.DIED, at=march(8))
    assert sums(seen(journey))[0] == 2


def test_p4_days_of_a_leave_count_until_72_hours_have_passed_and_then_make_a_version(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.LEAVE_STARTED, at=march(7))
    assert [len(seen(journey, day).counted.payable) for day in (9, 10)] == [3, 1]
    assert [seen(journey, day).version for day in (9, 10)] == [1, 2]
    version = seen(journey, 10).versions[0]
    assert [line.date.day for line in version.lines] == [7, 8]


def test_p4_a26_who_comes_back_from_a_long_leave_counts_from_one_again(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.LEAVE_STARTED, at=march(8))
    tell_journey(journey, K.LEAVE_ENDED, at=march(13))
    ready(journey, march(13, "12:00"))
    went_home(journey, march(15))
    counted = [(day.date.day, day.day_number) for day in seen(journey).counted.payable]
    assert counted == [(6, 1), (7, 2), (13, 1), (14, 2)]


def test_p5_resumed_treatment_is_a_gap_and_the_counter_restarts(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.TREATMENT_RESUMED, at=march(8), cause="relapse")
    ready(journey, march(10))
    went_home(journey, march(12))
    assert states(journey) == [
        (6, 1, "countable"), (7, 2, "countable"), (10, 1, "countable"), (11, 2, "countable")
    ]  # fmt: skip


def test_p6_a_move_splits_the_payer_on_its_date(actors: Actors) -> None:
    journey = waited(actors, march(6), march(9))
    skive = make_municipality("Skive Kommune", code="779")
    tell(journey.citizen, K.RESIDENCE_STATED, at=march(8, "00:00"), organisation=skive)
    assert [line.payer and line.payer.name for line in seen(journey).lines] == [
        "Viborg Kommune", "Viborg Kommune", "Skive Kommune"
    ]  # fmt: skip
    spans = LedgerPayer.objects.values_list("municipality__name", "first_on", "last_on")
    assert list(spans) == [
        ("Viborg Kommune", date(2017, 3, 6), date(2017, 3, 7)), ("Skive Kommune", date(2017, 3, 8), date(2017, 3, 9))
    ]  # fmt: skip


def test_p6_without_a_danish_municipality_nobody_pays(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    # Learned after the message of the admission, which names a municipality all the same (P6).
    tell(journey.citizen, K.RESIDENCE_STATED, at=march(1, "00:00"), stated_at=march(9), organisation=None)
    assert [line.day.why for line in seen(journey).lines] == [Why.NO_RESIDENCE, Why.NO_RESIDENCE]
    assert seen(journey).total_dkk == 0


def test_p7_declared_terminal_ends_the_days_and_the_earlier_ones_stand(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.TERMINAL_DECLARED, at=march(8))
    assert sums(seen(journey)) == (2, 3952, 3952, 7904)


def test_f14_waiting_for_the_hospital_itself_does_not_count(actors: Actors) -> None:
    journey = admitted(actors)
    ready(journey, march(6), reasons=[waits("hospital")])
    tell_journey(journey, K.REASONS_STATED, at=march(7), reasons=[waits()])
    went_home(journey, march(8))
    assert [line.day.why for line in seen(journey).lines] == [Why.REASON_NOT_MUNICIPAL, None]


def test_p8_a_correction_makes_a_new_version_with_difference_lines(actors: Actors) -> None:
    journey = admitted(actors)
    wrong = ready(journey, march(6))
    assert seen(journey, 9).version == 1
    corrected(journey, wrong, march(7), now=march(9))
    went_home(journey, march(10))
    view = seen(journey)
    assert (view.version, len(view.counted.payable)) == (2, 3)
    changed = [
        (line.date.day, line.before and line.before.day_number, line.after and line.after.day_number)
        for line in view.versions[0].lines
    ]
    assert changed == [(6, 1, None), (7, 2, 1), (8, 3, 2)]


def test_p8_what_only_carries_a_period_forward_makes_no_version(actors: Actors) -> None:
    journey = waited(actors, march(6), march(9))
    assert (seen(journey).version, LedgerCorrection.objects.count()) == (1, 0)


def test_p8_a_discharge_told_late_takes_days_back_in_a_new_version(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    tell_journey(journey, K.DISCHARGED, at=march(8), stated_at=march(12), provider=actors.ward)
    assert [line.date.day for line in seen(journey).versions[0].lines] == [8, 9, 10, 11]


def test_p8_a_registration_taken_back_leaves_its_lines_to_be_read(actors: Actors) -> None:
    journey = admitted(actors)
    wrong = ready(journey, march(6))
    tell(journey.citizen, K.CANCELLED, at=march(8), voids=wrong.event.source_ref, anchor=journey.pk)
    view = seen(journey)
    assert (view.version, len(view.lines), sums(view)[3]) == (2, 0, 0)
    assert [line.date.day for line in view.versions[0].lines] == [6, 7]


def test_any_order_of_arrival_gives_the_same_versions(actors: Actors) -> None:
    first, second = admitted(actors), admitted(actors)
    told: list[tuple[K, int, dict[str, Any]]] = [
        (K.READY_REGISTERED, 6, {"reasons": [waits()]}),
        (K.TREATMENT_RESUMED, 8, {}),
        (K.TERMINAL_DECLARED, 9, {}),
    ]
    for journey, order in ((first, told), (second, told[::-1])):
        for kind, day, payload in order:
            tell(
                journey.citizen,
                kind,
                at=march(day),
                stated_at=march(day + 3),
                now=march(20),
                anchor=journey.pk,
                **payload,
            )
    assert states(first) == states(second)
    rows = LedgerCorrection.objects.order_by("version")
    both = [list(rows.filter(journey=each).values_list("version", "as_of")) for each in (first, second)]
    assert both[0] == both[1] != []


def test_a_day_without_a_tariff_has_no_amount_and_says_so(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    Tariff.objects.filter(payee="state").delete()
    view = seen(journey)
    assert (view.status, view.total_dkk, view.lines[0].day.state_dkk) == (PaymentStatus.MISSING, None, None)
    assert [verdict.code for verdict in view.lines[0].verdicts] == ["payment.day.countable", "payment.day.no_tariff"]


def test_a13_psychiatry_has_no_state_tariff(actors: Actors) -> None:
    journey = admitted_journey(actors, now=march(1), hours_ago=0, ward=actors.psychiatric_ward)
    ready(journey, march(6))
    went_home(journey, march(8))
    view = seen(journey)
    assert sums(view) == (2, 3952, None, None)
    assert view.status is PaymentStatus.MISSING


def test_amounts_are_indicative_until_every_row_is_official(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    assert seen(journey).status is PaymentStatus.INDICATIVE
    Tariff.objects.update(official=True)
    assert seen(journey).status is PaymentStatus.OFFICIAL


def test_each_day_names_the_events_it_rests_on(actors: Actors) -> None:
    journey = admitted(actors)
    registered = ready(journey, march(6))
    home = went_home(journey, march(8))
    lines = seen(journey).lines
    assert lines[0].evidence == (str(registered.event.uuid),)
    assert lines[1].evidence == (str(registered.event.uuid), str(home.event.uuid))


def test_rebuild_finds_no_difference_and_brings_back_what_was_lost(actors: Actors) -> None:
    journey = admitted(actors)
    wrong = ready(journey, march(6))
    corrected(journey, wrong, march(7), now=march(9))
    tell_journey(journey, K.DAY_AGREED, at=march(10), dates=["2017-03-07"], stated_by=actors.ward)
    assert rebuild_citizen(journey.citizen_id, now=march(20), check=True) == []
    for model in (LedgerCorrection, LedgerPayer, JourneyLedger):
        model.objects.all().delete()
    assert len(rebuild_citizen(journey.citizen_id, now=march(20))) == 3
    assert rebuild_citizen(journey.citizen_id, now=march(25), check=True) == []


def test_days_of_a_dispute_stay_in_the_amount(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    tell_journey(
        journey, K.DAY_DISPUTED, at=march(9), dates=["2017-03-07"], text="Pladsen var klar", stated_by=actors.visitation
    )
    view = seen(journey)
    assert [line.day.state for line in view.lines] == [DayState.COUNTABLE, DayState.DISPUTED]
    assert view.total_dkk == 7904
