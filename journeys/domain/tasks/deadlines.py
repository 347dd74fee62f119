"""What a timer should look like, and what to do with the rows there are (DESIGN §2, §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WantedDeadline:
    """A timer that the state asks for: fires once at `due_at`."""

    kind: str
    starts_at: datetime
    due_at: datetime
    warn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExistingDeadline:
    """The newest row of a kind."""

    kind: str
    generation: int
    due_at: datetime
    state: str


@dataclass(frozen=True, slots=True)
class DeadlinePlan:
    """What to do: open new generations, move pending rows, call pending rows off."""

    open: tuple[tuple[WantedDeadline, int], ...]
    move: tuple[WantedDeadline, ...]
    call_off: tuple[str, ...]


def plan_deadlines(wanted: Sequence[WantedDeadline], existing: Sequence[ExistingDeadline]) -> DeadlinePlan:
    """Compares what is wanted with the newest row of each kind.

    A pending row moves; a fired row whose time moved opens a new generation; a fired row with the same time stays;
    a row that was called off opens a new generation when it is wanted again.
    """
    newest = {row.kind: row for row in sorted(existing, key=lambda row: row.generation)}
    opened, moved = [], []
    for want in wanted:
        row = newest.get(want.kind)
        if row is None:
            opened.append((want, 1))
        elif row.state == "pending":
            moved.append(want)
        elif row.state == "called_off" or row.due_at != want.due_at:
            opened.append((want, row.generation + 1))
    kinds = {want.kind for want in wanted}
    unwanted = tuple(kind for kind, row in newest.items() if row.state == "pending" and kind not in kinds)
    return DeadlinePlan(tuple(opened), tuple(moved), unwanted)
