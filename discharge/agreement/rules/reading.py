"""When correspondence is read: the municipality once per shift, the ward by day (flowchart 1-40, 2-5)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from journeys.domain.calendar.clock import at_local, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTerms:
    """When the municipality reads and works, as effective-dated data; clock times are Copenhagen's."""

    version: str
    source: str
    valid_from: date | None = None
    # Flowchart 1-40: the municipality reads correspondence once per shift.
    reads_at: tuple[time, ...] = (time(7, 0), time(15, 0), time(23, 0))
    # Not in the agreement (inf): when visitation and aids depots work.
    opens: time = time(8, 0)
    closes: time = time(15, 0)
    # Flowchart 2-5: ward staff read 08–15; what is sent before 14:30 is read that day.
    ward_reads_from: time = time(8, 0)
    ward_reads_to: time = time(15, 0)
    ward_send_before: time = time(14, 30)


TERMS: tuple[ReadingTerms, ...] = (
    ReadingTerms(version="flowchart-2-5", source="UX §2 item 4; flowchart 1-40, 2-5; 001-60–66"),
)


def terms_on(day: date, rows: Collection[ReadingTerms] = TERMS) -> ReadingTerms:
    """The row in force on a day: of those begun, the one that began last."""
    begun = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return max(begun, key=lambda row: row.valid_from or date.min)


def next_reading(at: datetime, terms: ReadingTerms) -> datetime:
    """When the municipality next reads: at the beginning of its next shift (no reading hour is ever skipped)."""
    day = local_date(at)
    moments = [at_local(each, clock) for each in (day, day + timedelta(days=1)) for clock in terms.reads_at]
    return min(moment for moment in moments if moment >= at)


def ward_reading(at: datetime, terms: ReadingTerms) -> datetime:
    """By when a bed ward has read what is sent at a moment: that day's end, or the next day's after the last minute.

    A ward reads every day of the week (flowchart 2-5); nobody has said when a clinic is one.
    """
    day = local_date(at)
    late = send_before(at, terms) is None
    return at_local(day + timedelta(days=late), terms.ward_reads_to)


def send_before(now: datetime, terms: ReadingTerms) -> datetime | None:
    """Until when something sent to the ward is read today; None when it is read tomorrow (flowchart 2-5)."""
    last = at_local(local_date(now), terms.ward_send_before)
    return last if now < last else None
