"""The state table and what lies over it (RULES 2i; 2b lifecycle, 2g)."""

import pytest

from journeys.domain.state.status import BASE, OVERLAYS, TRANSITIONS, Overlay, shown_status
from journeys.domain.state.status import JourneyStatus as S


def test_no_event_leads_to_or_from_a_state_that_lies_over_the_table() -> None:
    """A row with one would never be read: the fold asks the overlays after the table."""
    sources, targets = {source for source, _ in TRANSITIONS}, set(TRANSITIONS.values())
    assert not {S.READY, S.CLOSED} & (sources | targets)


def test_every_state_is_reached_by_a_row_of_one_of_the_tables() -> None:
    assert {*TRANSITIONS.values(), *OVERLAYS.values()} == set(S)
    assert {*BASE, *OVERLAYS.values()} == {None, *S}


@pytest.mark.parametrize("status", [state for state in S if state not in (S.ADMITTED, S.DISCHARGED)])
def test_elsewhere_nothing_is_laid_over(status: S) -> None:
    assert shown_status(status, set(Overlay)) is status


def test_a_ready_period_shows_in_bed_and_the_last_condition_closes_at_home() -> None:
    assert [shown_status(state, set(Overlay)) for state in (S.ADMITTED, S.DISCHARGED)] == [S.READY, S.CLOSED]
    assert [shown_status(state, set()) for state in (S.ADMITTED, S.DISCHARGED)] == [S.ADMITTED, S.DISCHARGED]
