"""In how many journeys something happened under a clause, so that no small number can be solved (RULES 6; issue 9).

Each kind of event belongs to one clause at most and no clause counts another's, so nothing is a sum of anything; counts
are told in fives, of thirty days that end on a Sunday, so that two days' pages are the same count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from journeys.domain.events import EventKind as K

DAYS = 30
# As everywhere in the figures (RULES 6).
FEWEST = 5
KINDS_OF_CLAUSE: Mapping[str, frozenset[K]] = {
    "1.1.1": frozenset({K.WISH_RECORDED}),
    "1.1.2": frozenset({K.COORDINATION_STATED}),
    "1.3": frozenset({K.REFERRAL_TOLD}),
    "1.3.1": frozenset({K.ADMITTED, K.ADMISSION_DECIDED}),
    "1.3.2": frozenset({K.REPORT_OF_ADMISSION_SENT}),
    "1.4": frozenset({K.KNOWLEDGE_ASKED, K.KNOWLEDGE_ANSWERED}),
    "1.6.4": frozenset({K.EXPECTED_DISCHARGE_STATED}),
    "1.6.5": frozenset(
        {
            K.DISCHARGE_PROPOSED,
            K.DISCHARGE_ACCEPTED,
            K.DISCHARGE_COUNTERED,
            K.DISCHARGE_QUESTIONED,
            K.DISCHARGE_ANSWERED,
        }
    ),
    "1.6.6": frozenset({K.BARRIER_RAISED, K.BARRIER_CLOSED}),
    "1.6.8": frozenset({K.LETTER_SENT, K.LETTER_ACKNOWLEDGED, K.LETTER_HANDED}),
    "2.1": frozenset({K.READY_REGISTERED}),
    "2.1.4": frozenset({K.DISCHARGED}),
    "2.1.5": frozenset({K.READY_CORRECTION_PROPOSED}),
    "2.1.6": frozenset({K.REASONS_STATED}),
    "2.1.7": frozenset({K.TREATMENT_RESUMED}),
    "2.1.8": frozenset({K.DAY_AGREED, K.DAY_DISPUTED}),
    "2.1.9": frozenset({K.TERMINAL_DECLARED}),
    "2.2.1": frozenset({K.PHYSICIAN_NAMED, K.HANDOVER_OFFERED, K.HANDOVER_ACCEPTED}),
    "2.2.4": frozenset({K.ACUTE_FUNCTION_STARTED, K.ACUTE_FUNCTION_ENDED}),
    "2.2.5": frozenset({K.CALL_LOGGED, K.RESPONSIBILITY_EXEMPTED, K.RESPONSIBILITY_EXTENDED}),
    "bilag2.5": frozenset({K.MEETING_ASKED, K.MEETING_INVITED, K.MEETING_DECLINED}),
    "fn2": frozenset({K.FMK_UPDATED, K.MUNICIPAL_ENROLLED, K.REHABILITATION_DECIDED, K.OTHER_TASKS_DONE}),
    "fn4": frozenset({K.DOCUMENT_SENT, K.DOCUMENT_ANSWERED}),
}


@dataclass(frozen=True, slots=True)
class Touched:
    """From `low` to `high` journeys in the days from `first` to `last`; `low` None is fewer than five."""

    first: date
    last: date
    low: int | None

    @property
    def high(self) -> int:
        """The most that it can be."""
        return FEWEST - 1 if self.low is None else self.low + FEWEST - 1


def counted_days(today: date) -> tuple[date, date]:
    """The first and the last day: thirty that end on the last Sunday before today."""
    last = today - timedelta(days=today.isoweekday())
    return last - timedelta(days=DAYS - 1), last


def low_of(count: int) -> int | None:
    """A count in fives; None for fewer than five, whether there are any or not."""
    return count - count % FEWEST if count >= FEWEST else None
