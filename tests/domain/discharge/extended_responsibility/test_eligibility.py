"""RULES 2e: eligibility E1–E5, the clock, and their boundaries."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discharge.extended_responsibility.rules.clock import WindowState, window
from discharge.extended_responsibility.rules.eligibility import eligibility
from discharge.extended_responsibility.rules.terms import AGREEMENTS, terms_at
from discharge.settings.rules.open_points import Choices
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.fold import Destination
from journeys.domain.verdicts import all_of
from tests.domain.discharge.stories import ELIGIBLE, at, hour

TERMS = terms_at(hour(0))
EXACTLY = {"admitted_at": hour(0), "discharged_at": hour(24)}

# (row, changed facts, outcome of that row)
TABLE: list[tuple[str, dict[str, Any], bool | None]] = [
    ("E1", {}, True),
    ("E1", {"speciality": "psychiatric"}, False),
    ("E1", {"region": "1081"}, False),
    ("E1", {"speciality": None}, None),
    ("E1", {"region": None}, None),
    ("E1", {"speciality": "psychiatric", "region": None}, False),
    ("E1", {"speciality": None, "region": "1081"}, False),
    ("E2", EXACTLY, False),
    ("E2", {"admitted_at": hour(0), "discharged_at": hour(24) + timedelta(seconds=1)}, True),
    ("E2", {"admitted_at": hour(0), "discharged_at": hour(24) - timedelta(seconds=1)}, False),
    ("E2", {"admitted_at": None}, None),
    ("E2", {"admitted_at": at("2026-10-24T12:00+02:00"), "discharged_at": at("2026-10-25T11:30+01:00")}, True),
    ("E2", {"admitted_at": at("2026-03-28T12:00+01:00"), "discharged_at": at("2026-03-29T12:30+02:00")}, False),
    ("E3", {}, True),
    ("E3", {"discharged_at": None}, None),
    ("E3", {"ended_by": EndedBy.DIED}, False),
    ("E3", {"ended_by": EndedBy.TRANSFERRED}, False),
    ("E3", {"ended_by": EndedBy.LEFT_AGAINST_ADVICE}, None),
    ("E4", {"community_nursing": True}, True),
    ("E4", {"community_nursing": False}, False),
    ("E4", {"community_nursing": None}, None),
    ("E5", {"destination": Destination.OWN_HOME}, True),
    ("E5", {"destination": Destination.NURSING_HOME}, True),
    ("E5", {"destination": Destination.TEMPORARY_PLACE}, True),
    ("E5", {"destination": Destination.ACUTE_PLACE}, True),
    ("E5", {"destination": Destination.RESIDENTIAL_FACILITY}, True),  # A25
    ("E5", {"destination": Destination.RESIDENTIAL_FACILITY, "community_nursing": False}, False),
    ("E5", {"destination": Destination.RESIDENTIAL_FACILITY, "community_nursing": None}, None),
    ("E5", {"destination": Destination.HOSPICE}, False),
    ("E5", {"destination": Destination.OTHER_HOSPITAL}, False),
    ("E5", {"destination": None}, None),
]


@pytest.mark.parametrize(("row", "changed", "outcome"), TABLE)
def test_each_condition(row: str, changed: dict[str, Any], outcome: bool | None) -> None:
    verdicts = {v.rule: v for v in eligibility(replace(ELIGIBLE, **changed), TERMS)}
    assert verdicts[row].outcome is outcome
    assert all_of(tuple(verdicts.values())) is outcome
    assert bool(verdicts[row].missing) is (outcome is None)


def test_the_five_conditions_are_always_all_answered() -> None:
    assert [verdict.rule for verdict in eligibility(ELIGIBLE, TERMS)] == ["E1", "E2", "E3", "E4", "E5"]


def test_a_clear_no_beats_an_unknown() -> None:
    facts = replace(ELIGIBLE, speciality="psychiatric", community_nursing=None, admitted_at=None)
    assert window(facts, TERMS, now=hour(50)).eligible is False


@pytest.mark.parametrize(
    ("discharged", "destination", "outcome"),
    [
        ("2023-09-14T23:59:59+02:00", Destination.NURSING_HOME, False),
        ("2023-09-15T00:00:00+02:00", Destination.NURSING_HOME, True),
        ("2023-09-15T00:00:00+02:00", Destination.ACUTE_PLACE, True),
        ("2023-09-15T00:00:00+02:00", Destination.TEMPORARY_PLACE, True),
        ("2023-09-15T00:00:00+02:00", Destination.OWN_HOME, False),
        ("2023-10-31T23:59:59+01:00", Destination.OWN_HOME, False),
        ("2023-11-01T00:00:00+01:00", Destination.OWN_HOME, True),
        ("2023-09-14T12:00:00+02:00", None, False),
        ("2023-10-01T12:00:00+02:00", None, None),
    ],
)
def test_e5_follows_the_dates_of_the_agreement(
    discharged: str, destination: Destination | None, outcome: bool | None
) -> None:
    left = at(discharged)
    facts = replace(ELIGIBLE, admitted_at=left - timedelta(days=3), discharged_at=left, destination=destination)
    assert window(facts, terms_at(left), now=left).eligible is outcome


@pytest.mark.parametrize(
    ("choices", "changed", "outcome"),
    [
        ({"A11": "more"}, EXACTLY, True),
        ({"A8": "eligible"}, {"ended_by": EndedBy.LEFT_AGAINST_ADVICE}, True),
        ({"A8": "excluded"}, {"ended_by": EndedBy.LEFT_AGAINST_ADVICE}, False),
    ],
)
def test_a_decided_open_point_changes_verdict_and_version(
    choices: dict[str, str], changed: dict[str, Any], outcome: bool
) -> None:
    verdicts = eligibility(replace(ELIGIBLE, **changed), TERMS, Choices(choices))
    assert all_of(verdicts) is outcome
    assert verdicts[0].version == "2023-11+" + "".join(f"{point}={value}" for point, value in choices.items())


CLOCK = [
    ("2026-03-27T14:00+01:00", "2026-03-30T15:00+02:00"),
    ("2026-03-29T01:30+01:00", "2026-04-01T02:30+02:00"),
    ("2026-10-23T14:00+02:00", "2026-10-26T13:00+01:00"),
    ("2026-11-20T14:05+01:00", "2026-11-23T14:05+01:00"),
]


@pytest.mark.parametrize(("start", "end"), CLOCK)
def test_seventy_two_elapsed_hours(start: str, end: str) -> None:
    facts = replace(ELIGIBLE, admitted_at=at(start) - timedelta(days=3), discharged_at=at(start))
    found = window(facts, TERMS, now=at(start))
    assert (found.starts_at, found.ends_at) == (at(start), at(end))


@pytest.mark.parametrize(
    ("seconds", "state"),
    [
        (-1, WindowState.NOT_STARTED),
        (0, WindowState.RUNNING),
        (72 * 3600 - 1, WindowState.RUNNING),
        (72 * 3600, WindowState.EXPIRED),
    ],
)
def test_the_window_is_half_open(seconds: int, state: WindowState) -> None:
    assert window(ELIGIBLE, TERMS, now=hour(48) + timedelta(seconds=seconds)).state is state


@pytest.mark.parametrize("unknown", ["admitted_at", "speciality", "region", "destination", "community_nursing"])
def test_an_unknown_fact_leaves_the_window_unknown_and_named(unknown: str) -> None:
    changed: dict[str, Any] = {unknown: None}
    found = window(replace(ELIGIBLE, **changed), TERMS, now=hour(50))
    assert (found.eligible, found.state, found.missing) == (None, WindowState.UNKNOWN, (unknown,))
    assert (found.starts_at, found.ends_at, found.could_end_at) == (None, None, hour(48 + 72))


def test_before_the_discharge_nothing_has_started() -> None:
    found = window(replace(ELIGIBLE, discharged_at=None), TERMS, now=hour(50))
    assert (found.eligible, found.state, found.ends_at) == (None, WindowState.NOT_STARTED, None)


def test_not_eligible_has_no_times() -> None:
    found = window(replace(ELIGIBLE, community_nursing=False), TERMS, now=hour(50))
    assert (found.eligible, found.state, found.starts_at, found.could_end_at) == (
        False,
        WindowState.NOT_STARTED,
        None,
        None,
    )


def test_the_length_is_data_of_the_agreement() -> None:
    terms = replace(TERMS, window_for=timedelta(hours=96), version="trial")
    assert window(ELIGIBLE, terms, now=hour(130)).state is WindowState.RUNNING


def test_without_an_agreement_nobody_is_covered() -> None:
    assert window(ELIGIBLE, terms_at(hour(48), ()), now=hour(50)).eligible is False


def test_agreements_follow_each_other_without_gap_or_overlap() -> None:
    for earlier, later in pairwise(AGREEMENTS):
        assert earlier.valid_to is not None
        assert later.valid_from == earlier.valid_to + timedelta(days=1)


instants = st.integers(0, 7 * 365 * 86400).map(lambda s: datetime(2023, 11, 2, tzinfo=UTC) + timedelta(seconds=s))


@given(start=instants, hours=st.floats(0.01, 2000))
def test_more_than_24_elapsed_hours_whatever_the_clock_shows(start: datetime, hours: float) -> None:
    left = start + timedelta(hours=hours)
    found = window(replace(ELIGIBLE, admitted_at=start, discharged_at=left), terms_at(left), now=left)
    assert found.eligible is (left - start > timedelta(hours=24))


@given(start=instants, offset=st.timedeltas(timedelta(days=-4), timedelta(days=8)))
def test_inside_means_from_the_discharge_until_72_hours_later(start: datetime, offset: timedelta) -> None:
    facts = replace(ELIGIBLE, admitted_at=start - timedelta(days=2), discharged_at=start)
    found = window(facts, terms_at(start), now=start + offset)
    assert found.answering is (timedelta(0) <= offset < timedelta(hours=72))


def test_e5_before_the_agreement_covered_anybody_it_says_that_it_had_not_begun() -> None:
    verdicts = eligibility(ELIGIBLE, replace(TERMS, destinations=frozenset()), Choices())
    assert [(each.outcome, each.code) for each in verdicts if each.rule == "E5"] == [(False, "window.E5.not_begun")]
