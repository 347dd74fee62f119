"""When a task begins and is due, and how far a plan is (RULES 1.2; K25)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from journeys.domain.calendar.clock import month_from
from principles.plans.rules.templates import PlanTrack, TemplateTask


class TaskStatus(StrEnum):
    """How far a task is, as whoever works on it says."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


OPEN = frozenset({TaskStatus.NOT_BEGUN, TaskStatus.UNDER_WAY})


class StatusQuestion(StrEnum):
    """What a status answers (SQ1–SQ5)."""

    HOW_FAR = "SQ1"
    EXPERIENCE = "SQ2"
    WORKS = "SQ3"
    ACTIVITIES = "SQ4"
    FOCUS = "SQ5"


class Stage(StrEnum):
    """The four steps of a PDSA cycle, in their order (IP-23)."""

    PLAN = "plan"
    DO = "do"
    STUDY = "study"
    ACT = "act"


class MeetingKind(StrEnum):
    """What a plan's meetings are held for (IP-14, IP-23, IP-26, IP-27)."""

    KICK_OFF = "kick_off"
    COOPERATION = "cooperation"
    SPARRING = "sparring"
    SEMINAR = "seminar"
    WRAP_UP = "wrap_up"


# Of what the plan has done: they are not held before it starts (IP-26, IP-27).
LOOKING_BACK = frozenset({MeetingKind.SEMINAR, MeetingKind.WRAP_UP})


@dataclass(frozen=True, slots=True)
class JudgedTask:
    """What is judged of a task; `due_on` is the last day on which it is in time, None where none was agreed.

    `begun_on` is the day on which its plan was begun: what was to be ready before that was nobody's to keep yet.
    """

    track: PlanTrack
    status: TaskStatus
    due_on: date | None
    done_on: date | None = None
    begun_on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many tasks there are (dropped ones are none), how many are done, late, and were due before the plan."""

    total: int
    done: int
    late: int
    overtaken: int = 0


@dataclass(frozen=True, slots=True)
class OnTime:
    """K25: of the tasks that were due, how many were done by then."""

    numerator: int
    denominator: int


def month_start(start: date, number: int) -> date:
    """The first day of month `number` of a plan; month 1 is the month of `start`, month 0 the one before."""
    return month_from(start, number - 1)


def first_status(starts_on: date, begun_on: date) -> date:
    """The first month of a plan that has a status: the one before it starts, or the one in which it was begun."""
    return min(month_start(starts_on, 0), month_start(begun_on, 1))


def days_of(item: TemplateTask, start: date) -> tuple[date | None, date]:
    """From when until when (the last day) an item of a template runs in a plan that starts in that month."""
    first = month_start(start, item.first_month) if item.first_month is not None else None
    return first, month_start(start, item.last_month + 1) - timedelta(days=1)


def is_late(task: JudgedTask, today: date) -> bool:
    """Open after the last day; one that is done, dropped or has no day is never late, nor one that is overtaken."""
    kept_until = _kept_until(task)
    return task.status in OPEN and kept_until is not None and kept_until < today


def is_overtaken(task: JudgedTask) -> bool:
    """Open, and its last day was over when the plan was begun (IP-20, IP-30, IP-31 of one begun in its month 1).

    Nobody was late with it: somebody says whether it is done, or agrees a new day.
    """
    return task.status in OPEN and task.due_on is not None and _kept_until(task) is None


def _kept_until(task: JudgedTask) -> date | None:
    """The last day as the plan has to keep it; None where none was agreed, or it was over before there was a plan."""
    if task.due_on is None or (task.begun_on is not None and task.due_on < task.begun_on):
        return None
    return task.due_on


def progress(tasks: Iterable[JudgedTask], today: date) -> Progress:
    """Of a plan or of one of its tracks."""
    counted = [task for task in tasks if task.status is not TaskStatus.DROPPED]
    return Progress(
        total=len(counted),
        done=sum(task.status is TaskStatus.DONE for task in counted),
        late=sum(is_late(task, today) for task in counted),
        overtaken=sum(map(is_overtaken, counted)),
    )


def on_time(tasks: Iterable[JudgedTask], today: date) -> OnTime:
    """K25. Due are those whose last day is over; one that was done without a day said is not in time.

    What was to be ready before the plan was begun is not due, done or not: it was not this plan that kept it.
    """
    due = [task for task in tasks if _was_due(task, today)]
    return OnTime(sum(_done_in_time(task) for task in due), len(due))


def _was_due(task: JudgedTask, today: date) -> bool:
    kept_until = _kept_until(task)
    return task.status is not TaskStatus.DROPPED and kept_until is not None and kept_until < today


def _done_in_time(task: JudgedTask) -> bool:
    if task.status is not TaskStatus.DONE or task.done_on is None or task.due_on is None:
        return False
    return task.done_on <= task.due_on


def next_stage(recorded: Iterable[Stage]) -> Stage | None:
    """The first step of a cycle that nobody has written; none when it is through."""
    written = set(recorded)
    return next((stage for stage in Stage if stage not in written), None)
