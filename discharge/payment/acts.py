"""The two-party mark: hospital and municipality agree to payable days or dispute them (RULES 001-65; UX §2 item 7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from discharge.agreement.selectors import kept_story
from discharge.payment.rules.day_marks import said_of
from discharge.payment.rules.ledger_basis import has_ledger
from discharge.payment.selectors.day_payers import may_mark, not_your_day
from discharge.payment.selectors.ledger import ledger_of, still_to_come
from discharge.wording.refused import RuledAct
from journeys.actions.acting.stated import Saying
from journeys.actions.refusals import NOT_NOW
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.letters import DayMarked
from journeys.models import Journey
from organisations.domain.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class AgreeDays(RuledAct):
    """One party agrees to the days as the ledger has them now: one event for all of them."""

    kind, permission = EventKind.DAY_AGREED, Permission.AGREE_PAYABLE_DAY
    dates: Collection[date]

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Whoever was never ready has no ledger."""
        return None if has_ledger(kept_story(journey)) else NOT_NOW

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Days of the ledger that are over, and the party's own."""
        if not self.dates:
            raise self.refused("payment.no_days", field="dates")
        ledger = ledger_of(journey, now=saying.now)
        for day in sorted(self.dates):
            if still_to_come(day, saying.now):
                raise self.refused("payment.not_over", field="dates", date=day.isoformat())
            line = ledger.line_on(day)
            if line is None:
                raise self.refused("payment.not_in_ledger", field="dates", date=day.isoformat())
            if not may_mark(saying.by, journey, line):
                raise not_your_day()

    def payload(self) -> DayMarked:
        """The days."""
        return DayMarked(dates=tuple(day.isoformat() for day in sorted(set(self.dates))))

    def worked_out(self, journey: Journey, now: datetime) -> Mapping[str, Any]:
        """What each of them was when the party spoke: one that is corrected later must be agreed anew (P8)."""
        days = (line.day for line in ledger_of(journey, now=now).lines)
        return {"said": {day.date.isoformat(): said_of(day) for day in days if day.date in self.dates}}


@dataclass(frozen=True, kw_only=True)
class DisputeDays(AgreeDays):
    """One party says no to the days and why; the registration and the amounts stand."""

    kind = EventKind.DAY_DISPUTED
    text: str

    def judge(self, journey: Journey, saying: Saying) -> None:
        """In words."""
        self.require("text", "payment.text_missing")
        super().judge(journey, saying)

    def payload(self) -> DayMarked:
        """The days and why."""
        return replace(super().payload(), text=self.text.strip())
