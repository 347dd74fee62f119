"""Tables of the journey: citizens, events, projections, work, deadlines and access."""

from journeys.models.access import AccessLog, BreakGlassGrant, CurrentContact, OutsideSearch, StayEntry
from journeys.models.act_key import ActKey
from journeys.models.citizen import Citizen, Relative
from journeys.models.deadline import Deadline, DeadlineState
from journeys.models.event import ChainKey, EventPlacement, JourneyEvent
from journeys.models.journey import Journey, JourneyParty, ReadMark
from journeys.models.own_access import CitizenLogin, RelativeCode
from journeys.models.rebuild import RebuildPiece, RebuildRun
from journeys.models.task import Task, TaskState

__all__ = [
    "AccessLog",
    "ActKey",
    "BreakGlassGrant",
    "ChainKey",
    "Citizen",
    "CitizenLogin",
    "CurrentContact",
    "Deadline",
    "DeadlineState",
    "EventPlacement",
    "Journey",
    "JourneyEvent",
    "JourneyParty",
    "OutsideSearch",
    "ReadMark",
    "RebuildPiece",
    "RebuildRun",
    "Relative",
    "RelativeCode",
    "StayEntry",
    "Task",
    "TaskState",
]
