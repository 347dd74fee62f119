"""Tables of the agreement and of what is followed by it."""

from principles.models.approvals import ApprovalStep
from principles.models.clause_version import ClauseVersion
from principles.models.figures import CellMark, FigureCensus, IndicatorCell, KeptCensus, Population, PublishedFigure
from principles.models.flowchart import ChartUse, StepAnswer
from principles.models.indicator_case import IndicatorCase
from principles.models.learning import AuditAnswer, LearningAction, LearningCase, Nomination
from principles.models.plans import Cycle, CycleStep, ImplementationPlan, PlanMeeting, PlanTask, StatusAnswer
from principles.models.registers import (
    Adoption,
    Alternative,
    ChangeDecision,
    ChangeRequest,
    FollowUpAnswer,
    InitiativeStatus,
    SharedPractice,
    TrainingEvent,
)
from principles.models.surveys import (
    SurveyBatch,
    SurveyCode,
    SurveyParticipation,
    SurveyStatement,
    SurveyTally,
    SurveyText,
)

__all__ = [
    "Adoption",
    "Alternative",
    "ApprovalStep",
    "AuditAnswer",
    "CellMark",
    "ChangeDecision",
    "ChangeRequest",
    "ChartUse",
    "ClauseVersion",
    "Cycle",
    "CycleStep",
    "FigureCensus",
    "FollowUpAnswer",
    "ImplementationPlan",
    "IndicatorCase",
    "IndicatorCell",
    "InitiativeStatus",
    "KeptCensus",
    "LearningAction",
    "LearningCase",
    "Nomination",
    "PlanMeeting",
    "PlanTask",
    "Population",
    "PublishedFigure",
    "SharedPractice",
    "StatusAnswer",
    "StepAnswer",
    "SurveyBatch",
    "SurveyCode",
    "SurveyParticipation",
    "SurveyStatement",
    "SurveyTally",
    "SurveyText",
    "TrainingEvent",
]
