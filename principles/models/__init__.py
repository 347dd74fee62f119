"""Tables of the agreement and of what is followed by it."""

from principles.models.approvals import ApprovalStep
from principles.models.clause_version import ClauseVersion
from principles.models.figures import CellMark, FigureCensus, IndicatorCell, PublishedFigure
from principles.models.indicator_case import IndicatorCase
from principles.models.plans import Cycle, CycleStep, ImplementationPlan, PlanMeeting, PlanTask, StatusAnswer

__all__ = [
    "ApprovalStep",
    "CellMark",
    "ClauseVersion",
    "Cycle",
    "CycleStep",
    "FigureCensus",
    "ImplementationPlan",
    "IndicatorCase",
    "IndicatorCell",
    "PlanMeeting",
    "PlanTask",
    "PublishedFigure",
    "StatusAnswer",
]
