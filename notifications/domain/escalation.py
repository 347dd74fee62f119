"""Who is told when a deadline has passed or an answer is missing, and when (issue 8; RULES 001-22: nothing is open
without an owner). How long one waits and whom one tells is data; no rule of the region says it (inf)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from organisations.domain.moments import local_date
from organisations.domain.validity import holds_on


class Watch(StrEnum):
    """What is watched."""

    DEADLINE = "deadline"
    TO_ANSWER = "to_answer"
    UNANSWERED = "unanswered"
    # A task of an implementation plan, which is about no citizen.
    PLAN_TASK = "plan_task"


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something of a unit that should have been done at a time; `key` names it and that time, in every process."""

    key: str
    watch: Watch
    unit_id: UUID
    subject_ref: UUID
    due_at: datetime
    role: str = ""
    about: str = ""
    # A timer of its own tells the unit when the time is up.
    told: bool = False


@dataclass(frozen=True, slots=True)
class EscalationRung:
    """So long after the time, these are told: a person, a role, or (neither) the unit; of `to_unit` if one is named.

    `unit_id` None is the step of every unit that has none of its own for that watch.
    """

    id: int
    watch: Watch
    waits: timedelta
    valid_from: date
    unit_id: UUID | None = None
    to_unit: UUID | None = None
    role: str = ""
    person: int | None = None
    breaks_quiet: bool = False
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Half-open [valid_from, valid_to)."""
        return holds_on(day, self.valid_from, self.valid_to)

    def key_for(self, overdue: Overdue) -> str:
        """Names the telling, in few letters: the same step written down anew is not told again."""
        whom = self.person or self.role or "unit"
        text = f"{overdue.key}:{int(self.waits.total_seconds())}:{self.to_unit or ''}:{whom}"
        return str(uuid5(NAMESPACE_OID, text))


# What is longer overdue is not looked at any more; a step waits no longer than half of it.
WATCHED_FOR = timedelta(days=30)
LONGEST_WAIT = WATCHED_FOR / 2
# What the first round lays down where nobody has written a step (inf): of a deadline at once and after four hours; a
# shift for whoever got a plan, a day for whoever sent it; of a plan's task when its last day is over.
FIRST_STEPS: tuple[tuple[Watch, timedelta], ...] = (
    (Watch.DEADLINE, timedelta(0)),
    (Watch.DEADLINE, timedelta(hours=4)),
    (Watch.TO_ANSWER, timedelta(hours=8)),
    (Watch.UNANSWERED, timedelta(hours=24)),
    (Watch.PLAN_TASK, timedelta(0)),
)


def steps_due(
    overdue: Overdue,
    steps: Collection[EscalationRung],
    *,
    lineage: Sequence[UUID],
    sharing: Collection[UUID] = (),
    now: datetime,
) -> tuple[EscalationRung, ...]:
    """The steps whose time has come, in their order; whether one was taken already the caller's table says.

    `lineage` is the unit and those above it, the nearest first. The nearest that has a step of its own is asked, else
    those for everybody: also one laid down later, for a day that has been. Besides them each of the units `sharing` its
    work takes its own steps, and is told itself: what a municipality owes is the work of its Visitation.
    """
    theirs = [
        replace(step, to_unit=step.to_unit or step.unit_id)
        for step in _in_force(overdue, steps)
        if step.unit_id in sharing and step.unit_id not in lineage
    ]
    due = [step for step in (*_nearest(overdue, steps, lineage), *theirs) if overdue.due_at + step.waits <= now]
    return tuple(sorted((step for step in due if not _repeats(step, overdue)), key=lambda step: (step.waits, step.id)))


def _repeats(step: EscalationRung, overdue: Overdue) -> bool:
    """Whether it would tell the unit, and nobody by name, at once what its timer tells it: one event is told once."""
    to_itself = step.to_unit in (None, overdue.unit_id)
    return overdue.told and to_itself and not (step.waits or step.role or step.person)


def _nearest(overdue: Overdue, steps: Collection[EscalationRung], lineage: Sequence[UUID]) -> list[EscalationRung]:
    in_force = _in_force(overdue, steps)
    own = ([step for step in in_force if step.unit_id == unit] for unit in (*lineage, None))
    return next((nearest for nearest in own if nearest), [])


def _in_force(overdue: Overdue, steps: Collection[EscalationRung]) -> list[EscalationRung]:
    return [
        step for step in steps if step.watch is overdue.watch and step.holds_on(local_date(overdue.due_at + step.waits))
    ]
