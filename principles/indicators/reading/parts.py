"""A journey by its stays: each discharge is counted by what had been told of it (RULES 6, rule T; table 2h)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.rows import journey_values
from journeys.domain.history.parts import Span, part_of, spans_of
from journeys.domain.state.fold import fold
from journeys.models import Journey


@dataclass(frozen=True, slots=True)
class Part:
    """One stay: `item` as it stood before the next one began, in the journey that is `whole`.

    The row of `item` is not the stored one where there are several; it has the stay's own ward, speciality and times.
    """

    item: Projected
    whole: Projected
    span: Span


def parts_of(whole: Projected, projection: CitizenProjection) -> Sequence[Part]:
    """The stays of a journey, oldest first; the only one is the journey itself."""
    return [Part(_item(whole, span, projection), whole, span) for span in spans_of(whole.history)]


def _item(whole: Projected, span: Span, projection: CitizenProjection) -> Projected:
    if span.whole:
        return whole
    history = part_of(whole.history, span)
    # That a later stay needed the municipality proves nothing of this one.
    state = fold(history, replace(whole.state.facts, needs_at_discharge=False))
    periods = tuple(period for period in whole.state.ready_periods if span.holds(period.ready_at))
    state = replace(state, ready_periods=periods)
    row = Journey(pk=whole.journey.pk, **journey_values(history, state, projection.organisations))
    return Projected(row, state, history)
