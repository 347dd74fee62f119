"""What would end payable days but does not come from the hospital is a claim: the days are disputed (DESIGN §6)."""

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from discharge.domain.day_marks import MUNICIPALITY, SideOf
from journeys.domain.clock import local_date
from journeys.domain.doubts import DISPUTES, open_doubts
from journeys.domain.effective import effective
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.reports import open_reports

HouseOf = Callable[[str | None], str | None]


def claims_of(
    events: Sequence[EventRecord], citizen_events: Sequence[EventRecord], *, side_of: SideOf, house_of: HouseOf
) -> list[dict[str, Any]]:
    """JSON values: since which day, and by whom; an open report, or a municipality that says somebody else pays."""
    claims = [(report.at, report.kind, report.by) for report in open_reports(effective(events))]
    stated = [event for event in effective(list(citizen_events)) if event.kind is EventKind.RESIDENCE_STATED]
    ready = [event.stated_at for event in events if event.kind is EventKind.READY_REGISTERED]
    for event in [event for event in stated if "taken_back" not in event.payload][-1:]:
        moves_off = event.text("organisation") != house_of(event.organisation)
        late = bool(ready) and event.stated_at >= min(ready)
        if late and moves_off and side_of(event.organisation) == MUNICIPALITY:
            claims.append((event.occurred_at, event.kind, event.organisation))
    found = [{"from": local_date(at).isoformat(), "kind": kind.value, "by": by} for at, kind, by in claims]
    # A message that met nothing may end the stay or take it away: nobody knows until the ward has said (DESIGN §4).
    doubts = [doubt for doubt in open_doubts(events) if doubt.kind in DISPUTES]
    return found + [
        {"from": local_date(doubt.at).isoformat(), "kind": doubt.kind.value, "by": doubt.by} for doubt in doubts
    ]


@dataclass(frozen=True, slots=True)
class DisputedDays(Container[date]):
    """The days that a party disputes, and every day from the first claim on."""

    marked: Collection[date]
    since: date | None

    def __contains__(self, day: object) -> bool:
        """Whether the day is disputed."""
        return day in self.marked or (self.since is not None and isinstance(day, date) and day >= self.since)


def disputed_with(marked: Collection[date], claims: Sequence[Mapping[str, Any]]) -> DisputedDays:
    """The marks of the parties together with the claims."""
    return DisputedDays(marked, min((date.fromisoformat(claim["from"]) for claim in claims), default=None))
