"""How one journey stands in the chart: a pure function of what the house has answered and of what is open (UX §2.3).

A step with open tasks is next, whatever else is known of it: the chart says to be done what people are asked for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from organisations.domain.kinds import Speciality
from principles.flowchart.rules.graph import ChartTrack, FlowchartNode, Phase


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    NEXT = "next"
    AHEAD = "ahead"
    # It runs, and nobody is asked for anything.
    WAITING = "waiting"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenTask:
    """What is asked of somebody; `owner` is an organisation's id."""

    kind: str
    owner: str
    due_at: datetime | None
    opened_at: datetime

    @property
    def urgency(self) -> tuple[bool, datetime, str]:
        """What is due first comes first; what has no time comes last, the oldest first."""
        return (self.due_at is None, self.due_at or self.opened_at, self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFacts:
    """What the modules answered: a time, or the code of a reason, per step."""

    done: Mapping[str, datetime] = field(default_factory=dict)
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, str] = field(default_factory=dict)
    # Done too late to be of use.
    skipped: Mapping[str, str] = field(default_factory=dict)
    tasks: tuple[OpenTask, ...] = ()
    # Begun, left, and how it ended otherwise: "deceased", "cancelled"; empty while it goes on.
    begun: bool = False
    left: bool = False
    ended: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStanding:
    """One step of one journey; `at` is when it was done, `tasks` what is open in it, the first due first."""

    node: FlowchartNode
    state: StepState
    at: datetime | None = None
    reason: str = ""
    tasks: tuple[OpenTask, ...] = ()

    def asks(self, units: Collection[str]) -> bool:
        """Whether something in it is asked of one of these units."""
        return any(task.owner in units for task in self.tasks)


def position(steps: Iterable[FlowchartNode], facts: ChartFacts) -> tuple[StepStanding, ...]:
    """Each step of the chart, and how the journey stands in it."""
    return tuple(_standing(node, facts) for node in steps)


def _standing(node: FlowchartNode, facts: ChartFacts) -> StepStanding:
    at = facts.done.get(node.code)
    tasks = tuple(sorted((task for task in facts.tasks if node.takes(task.kind)), key=lambda task: task.urgency))
    if tasks:
        return StepStanding(node=node, state=StepState.NEXT, at=at, tasks=tasks)
    if at is not None:
        return StepStanding(node=node, state=StepState.DONE, at=at)
    if reason := facts.not_applicable.get(node.code, ""):
        return StepStanding(node=node, state=StepState.NOT_APPLICABLE, reason=reason)
    if reason := facts.waiting.get(node.code, ""):
        return StepStanding(node=node, state=StepState.WAITING, reason=reason)
    if reason := facts.unknown.get(node.code, ""):
        return StepStanding(node=node, state=StepState.UNKNOWN, reason=reason)
    if reason := _passed(node, facts):
        return StepStanding(node=node, state=StepState.SKIPPED, reason=reason)
    return StepStanding(node=node, state=StepState.AHEAD)


def _passed(node: FlowchartNode, facts: ChartFacts) -> str:
    """Why a step that nobody did, or nobody in time, is not done any more."""
    if reason := facts.skipped.get(node.code, ""):
        return reason
    if facts.ended:
        return facts.ended
    if node.phase is Phase.BEFORE and facts.begun:
        return "begun"
    return "left" if node.phase is Phase.STAY and facts.left else ""


def track_of(*, speciality: str, admission_type: str) -> ChartTrack | None:
    """The chart of a journey; None while nobody knows whether it is acute or planned."""
    if speciality == Speciality.PSYCHIATRIC:
        return ChartTrack.PSYCHIATRY
    return {"acute": ChartTrack.ACUTE, "planned": ChartTrack.PLANNED}.get(admission_type)
