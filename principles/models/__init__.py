"""Tables of the agreement and of what is followed by it."""

from principles.models.approvals import ApprovalStep
from principles.models.clause_version import ClauseVersion
from principles.models.indicator_case import IndicatorCase
from principles.models.plans import Cycle, CycleStep, ImplementationPlan, PlanMeeting, PlanTask, StatusAnswer

__all__ = [
    "ApprovalStep",
    "ClauseVersion",
    "Cycle",
    "CycleStep",
    "ImplementationPlan",
    "IndicatorCase",
    "PlanMeeting",
    "PlanTask",
    "StatusAnswer",
]
