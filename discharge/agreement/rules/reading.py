"""When correspondence is read: the municipality once per shift, the ward by day (flowchart 1-40, 2-5)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from discharge.settings.rules.limits import clock, clocks, span
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import at_local, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTerms:
    """When the municipality reads and works, and the ward; clock times are Copenhagen's (RULES §7 G1–G4)."""

    version: str
    source: str = "UX §2 item 4; flowchart 1-40, 2-5; 001-60–66"
    # Flowchart 1-40: the municipality reads correspondence once per shift.
    reads_at: tuple[time, ...]
    # Not in the agreement (inf): when visitation and aids depots work.
    opens: time
    closes: time
    # Flowchart 2-5: ward staff read 08–15; what is sent before 14:30 is read that day.
    ward_reads_from: time
    ward_reads_to: time
    ward_send_before: time


def terms_of(choices: Choices = DEFAULTS) -> ReadingTerms:
    """What the cooperation area has decided, as the answers in force have it."""
    opens, closes = span(choices["G2"])
    reads_from, reads_to = span(choices["G3"])
    return ReadingTerms(
        version=choices.version("flowchart-2-5", ("G1", "G2", "G3", "G4")),
        reads_at=clocks(choices["G1"]),
        opens=opens,
        closes=closes,
        ward_reads_from=reads_from,
        ward_reads_to=reads_to,
        ward_send_before=clock(choices["G4"]),
    )


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
