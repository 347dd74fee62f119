"""What would end payable days but does not come from the hospital is a claim: the days are disputed (DESIGN §6)."""

from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from discharge.payment.rules.day_marks import MUNICIPALITY, SideOf
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.residence import residence_statements, residences
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.doubts import DISPUTES, open_doubts
from journeys.domain.state.reports import open_reports
from organisations.domain.validity import holds_on

HouseOf = Callable[[str | None], str | None]


def claims_of(history: History, statements: History, *, side_of: SideOf, house_of: HouseOf) -> list[dict[str, Any]]:
    """JSON values: from which day until which (unless for good), and by whom.

    An open report, or a municipality that says somebody else pays.
    """

    def moves_off(event: EventRecord) -> bool:
        """A municipality's word that the citizen is another one's, or nobody's."""
        return side_of(event.organisation) == MUNICIPALITY and event.text("organisation") != house_of(
            event.organisation
        )

    reports = [_claim(report.at, report.kind, report.by) for report in open_reports(history)]
    # A message that met nothing may end the stay or take it away: nobody knows until the ward has said (DESIGN §4).
    doubts = [_claim(doubt.at, doubt.kind, doubt.by) for doubt in open_doubts(history) if doubt.kind in DISPUTES]
    return [*reports, *_moved_days(history, statements, moves_off), *doubts]


def _claim(at: datetime, kind: StrEnum, by: str | None, *, until: datetime | None = None) -> dict[str, Any]:
    ends = {"until": local_date(until).isoformat()} if until else {}
    return {"from": local_date(at).isoformat(), "kind": kind.value, "by": by, **ends}


def _moved_days(
    history: History, statements: History, moves_off: Callable[[EventRecord], bool]
) -> list[dict[str, Any]]:
    """The days that the ledger gives to somebody else on the word of a municipality alone, said after the readiness.

    Read off the same residences as the payers (P6): a statement that another one overruled moves no day. What the ward,
    or the other municipality itself, says later of the same home holds from its own day on.
    """
    ready = [event.stated_at for event in history.events if event.kind is EventKind.READY_REGISTERED]
    spans, words, found = residences(history, statements), residence_statements(statements), []
    for span, following in zip_longest(spans, spans[1:]):
        moved = span.statement
        if moved is None or not ready or moved.stated_at < min(ready) or not moves_off(moved):
            continue
        later = words[words.index(moved) + 1 :]
        ends = [e.occurred_at for e in later if e.text("organisation") == span.municipality and not moves_off(e)]
        ends += [following.since] if following is not None and following.since is not None else []
        found.append(_claim(moved.occurred_at, moved.kind, moved.organisation, until=min(ends, default=None)))
    return found


@dataclass(frozen=True, slots=True)
class DisputedDays(Container[date]):
    """The days that a party disputes, and those of the claims: from a day until another, or for good."""

    marked: Collection[date]
    claimed: Sequence[tuple[date, date | None]]

    def __contains__(self, day: object) -> bool:
        """Whether the day is disputed."""
        if not isinstance(day, date):
            return False
        claimed = any(holds_on(day, since, until) for since, until in self.claimed)
        return claimed or day in self.marked


def disputed_with(marked: Collection[date], claims: Sequence[Mapping[str, Any]]) -> DisputedDays:
    """The marks of the parties together with the claims."""
    spans = [
        (date.fromisoformat(claim["from"]), date.fromisoformat(claim["until"]) if "until" in claim else None)
        for claim in claims
    ]
    return DisputedDays(marked, spans)
