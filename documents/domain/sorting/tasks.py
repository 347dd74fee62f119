"""What follows from sorting: one open task of a kind for each side, whoever sorted (RULES 001-22)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from documents.domain.answers import SETTLED
from documents.domain.declaring import Text
from documents.domain.threads import SentVersion, Thread
from journeys.domain.tasks.open_tasks import WantedTask

# So the kind of its task begins; the work and the side follow.
SORTED = "sorted_"


class Work(StrEnum):
    """What somebody is to do with a document."""

    READ = "read"
    ASSESS = "assess"
    NURSE = "nurse"
    AIDS = "aids"
    MEDICINE = "medicine"
    TRAIN = "train"
    CALL = "call"


WORKS: Mapping[Work, Text] = {
    Work.READ: ("Læs og kvittér", "Read and acknowledge"),
    Work.ASSESS: ("Vurdér behovet for hjælp", "Assess the need for help"),
    Work.NURSE: ("Planlæg sygeplejen", "Plan the nursing"),
    Work.AIDS: ("Skaf hjælpemidler", "Get aids"),
    Work.MEDICINE: ("Gennemgå medicinen", "Go through the medicine"),
    Work.TRAIN: ("Planlæg træningen", "Plan the training"),
    Work.CALL: ("Ring til afsenderen", "Call the sender"),
}


class HouseSide(StrEnum):
    """Whose house it is: each has its own task of a kind in a journey."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    GENERAL_PRACTICE = "general_practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDelivery:
    """A delivery whose last sorting asks for work. `side` is the house's part in the cooperation."""

    delivery: str
    work: Work
    unit: str
    side: HouseSide
    at: datetime
    due_at: datetime | None


def kind_of(work: str, side: str) -> str:
    """The kind of the task."""
    return f"{SORTED}{work}_{side}"


# Every kind of task that sorting opens, and its work.
TASK_KINDS: Mapping[str, Work] = {kind_of(work, side): work for work in Work for side in HouseSide}


def sorted_tasks(placed: Iterable[PlacedDelivery], threads: Iterable[Thread]) -> tuple[WantedTask, ...]:
    """One task of a kind and side while any document asks for it: of the first one, due when the soonest is.

    A document that was taken back, or sent in error, asks for nothing.
    """
    standing = {
        version.delivery_to(unit): (version, unit)
        for thread in threads
        for version in thread.versions
        for unit in version.receivers
    }
    tasks: dict[str, WantedTask] = {}
    for each in sorted(placed, key=lambda each: (each.at, each.delivery)):
        if each.delivery in standing and _is_open(each, *standing[each.delivery]):
            kind = kind_of(each.work, each.side)
            task = WantedTask(kind, each.unit, each.at, each.due_at)
            tasks[kind] = _sooner(tasks[kind], task) if kind in tasks else task
    return tuple(tasks.values())


def _is_open(placed: PlacedDelivery, version: SentVersion, unit: str) -> bool:
    # Who is only to read it has done so when it is acknowledged.
    answer = version.answer_for(unit)
    is_read = placed.work is Work.READ and answer is not None and answer.code in SETTLED
    return not is_read and version.error_of(unit) is None


def _sooner(first: WantedTask, other: WantedTask) -> WantedTask:
    due = min((each.due_at for each in (first, other) if each.due_at), default=None)
    return WantedTask(first.kind, first.owner, first.opened_at, due)
