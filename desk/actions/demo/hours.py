"""Nobody goes home at 03:40: moves a story as a whole so that leaving, and being found ready, fall in the day."""

from datetime import datetime, time, timedelta

from desk.actions.demo.story import Tale
from journeys.domain.calendar.clock import at_local, in_copenhagen, local_date
from journeys.domain.events import EventKind

# People go home, and rounds are held, within these hours.
FIRST, LAST = time(10, 0), time(15, 30)
ANSWERS_FOR = 72.0
_LEAVING = ("discharge", "leave")


def shift_of(story: Tale, *, now: datetime) -> timedelta:
    """By how much the story is moved: back to the last believable hour, or on where the 72 hours would end by that."""
    anchor = _anchor(story)
    if anchor is None:
        return timedelta(0)
    at = now - timedelta(hours=anchor)
    if FIRST <= in_copenhagen(at).time() <= LAST:
        return timedelta(0)
    earlier, later = _believable(at, minutes=int(anchor * 37) % 300 // 5 * 5)
    still_answers = anchor < ANSWERS_FOR <= (now - earlier).total_seconds() / 3600
    return (later if still_answers else earlier) - at


def in_the_day(at: datetime) -> datetime:
    """A time that is proposed: the next believable hour, whole quarters."""
    clock = in_copenhagen(at).time()
    if FIRST <= clock <= LAST:
        return at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    day = local_date(at) if clock < FIRST else local_date(at) + timedelta(days=1)
    return at_local(day, time(11, 0))


def _anchor(story: Tale) -> float | None:
    steps = [step.hours_ago for step in story.steps if step.what in _LEAVING]
    ready = [fact.hours_ago for fact in story.facts if fact.kind is EventKind.READY_REGISTERED]
    return next(iter([*steps, *ready]), None)


def _believable(at: datetime, *, minutes: int) -> tuple[datetime, datetime]:
    """A believable hour of the day before, and one of the day after; not everybody leaves at the same minute."""
    day, clock = local_date(at), in_copenhagen(at).time()
    before = day if clock > LAST else day - timedelta(days=1)
    after = day if clock < FIRST else day + timedelta(days=1)
    clock = (datetime.combine(before, FIRST) + timedelta(minutes=minutes)).time()
    return at_local(before, clock), at_local(after, clock)
