"""What a form lets through fits its column, and so does every stored code: PostgreSQL counts, SQLite does not."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models

import desk.forms
from desk.forms import agreement, doors, mails, own, settings, surveys
from desk.forms.acting.base import ActForm
from desk.forms.acting.citizen import RelativeForm
from desk.forms.checked import CheckedForm
from desk.forms.documents import sorting
from desk.forms.fields import indicator_field
from desk.forms.learning import actions, cases
from desk.forms.plans import approvals, writing
from desk.forms.registers import rows
from desk.selectors.flowchart.chart import SLUGS
from discharge.models import ClosingDay, OpenPointChoice, Tariff
from documents.models import SortingRule
from journeys.models import BreakGlassGrant, CurrentContact, Relative, RelativeCode
from organisations.domain.kinds import Speciality
from organisations.domain.roles import Sector
from organisations.models import User
from principles import models as stored
from principles.clauses.rules.contents import BY_ADDRESS
from principles.flowchart.rules.graph import BY_CODE
from principles.indicators.rules.cells import AGE_GROUPS
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import COHORT_LINES, INDICATORS, KEPT_LINES, LINES
from principles.indicators.rules.registry import QUESTIONS as FOLLOW_UP
from principles.learning.rules.asking import Holder, Tone
from principles.learning.rules.audit import QUESTION, AuditVerdict
from principles.learning.selectors import SHARES
from principles.plans.rules.approval import ApprovalOutcome, ApprovalSubject, Decider
from principles.plans.rules.progress import MeetingKind, Stage, StatusQuestion, TaskStatus
from principles.plans.rules.templates import TEMPLATES, PlanTrack
from principles.registers.rules.changes import ChangeState
from principles.registers.rules.initiatives import Status, initiatives
from principles.registers.rules.training import TrainingKind
from principles.surveys.rules.questions import Respondent, SurveyName
from principles.surveys.rules.themes import SurveyTheme
from principles.surveys.texts.questions import VERSIONS

Form = type[forms.Form]
for each in pkgutil.walk_packages(desk.forms.__path__, "desk.forms."):
    importlib.import_module(each.name)

# The model whose columns have the names of the form's fields. Acts write events, whose values are JSON.
WRITES: Mapping[Form, type[models.Model]] = {
    actions.ActionForm: stored.LearningAction,
    agreement.ClauseVersionForm: stored.ClauseVersion,
    approvals.ApprovalForm: stored.ApprovalStep,
    cases.CheckForm: stored.LearningCase,
    cases.NominationForm: stored.Nomination,
    cases.ToldForm: stored.LearningCase,
    cases.ObjectionForm: stored.LearningCase,
    doors.BreakGlassForm: BreakGlassGrant,
    doors.ContactReasonForm: CurrentContact,
    mails.ChoicesForm: User,
    own.GiveCodeForm: RelativeCode,
    own.GiveOwnCodeForm: RelativeCode,
    RelativeForm: Relative,
    rows.AdoptionForm: stored.Adoption,
    rows.AlternativeForm: stored.Alternative,
    rows.FollowUpAnswerForm: stored.FollowUpAnswer,
    rows.ChangeForm: stored.ChangeRequest,
    rows.SteeringDecisionForm: stored.ChangeDecision,
    rows.EventForm: stored.TrainingEvent,
    rows.WorkingPracticeForm: stored.SharedPractice,
    rows.InitiativeStatusForm: stored.InitiativeStatus,
    settings.ClosingDayForm: ClosingDay,
    settings.OpenPointForm: OpenPointChoice,
    settings.TariffForm: Tariff,
    sorting.SortingRuleForm: SortingRule,
    surveys.CodesForm: stored.SurveyBatch,
    surveys.TextForm: stored.SurveyStatement,
    writing.CycleForm: stored.Cycle,
    writing.MeetingForm: stored.PlanMeeting,
    writing.PlanForm: stored.ImplementationPlan,
    writing.StageForm: stored.CycleStep,
    writing.TaskForm: stored.PlanTask,
}
# The action itself says how much or how many can be.
CHECKED_BY_ACTION = frozenset({(surveys.CodesForm, "number")})

QUESTIONS = [question.key for version in VERSIONS for question in version.questions]
QUESTIONS += [question.key for version in VERSIONS for question in version.open_questions]
ALL_LINES = [*LINES, *COHORT_LINES, *KEPT_LINES, *(f"{line}.mean" for line in ("K1", "K2", "K18", "K22")), "K1.rate"]
SPECIALITIES = list(Speciality)
UUID = ["0" * 36]
SPLIT = ["|".join(parts) for parts in product(QUESTIONS, Respondent, SPECIALITIES)]
SPLIT += ["|".join(parts) for parts in product(QUESTIONS, SurveyTheme)]
# Everything that stands in a column of codes, by model and column.
CODES: Mapping[str, Iterable[str]] = {
    "ApprovalStep.subject": ApprovalSubject,
    "ApprovalStep.body": Decider,
    "ApprovalStep.outcome": ApprovalOutcome,
    "AuditAnswer.question": QUESTION,
    "AuditAnswer.verdict": AuditVerdict,
    "ChangeDecision.state": ChangeState,
    "ChangeRequest.clause": BY_ADDRESS,
    "ChangeRequest.state": ChangeState,
    "ChartUse.track": SLUGS.values(),
    "ClauseVersion.clause": BY_ADDRESS,
    "Cycle.indicator": INDICATORS,
    "CycleStep.stage": Stage,
    "FollowUpAnswer.question": FOLLOW_UP,
    "ImplementationPlan.template": TEMPLATES,
    "IndicatorCase.age_group": AGE_GROUPS,
    "IndicatorCase.detail": SPLIT,
    "IndicatorCase.line": ALL_LINES,
    "IndicatorCase.speciality": SPECIALITIES,
    "IndicatorCell.age_group": AGE_GROUPS,
    "IndicatorCell.area": UUID,
    "IndicatorCell.detail": SPLIT,
    "IndicatorCell.hospital": UUID,
    "IndicatorCell.line": ALL_LINES,
    "IndicatorCell.municipality": UUID,
    "IndicatorCell.speciality": SPECIALITIES,
    "IndicatorCell.ward": UUID,
    "InitiativeStatus.initiative": initiatives(),
    "InitiativeStatus.status": Status,
    "KeptCensus.source": ("surveys", "statements", "registers", "flowchart"),
    "LearningAction.indicator": SHARES,
    "LearningAction.status": TaskStatus,
    "LearningCase.objected_whom": Holder,
    "LearningCase.told_whom": Holder,
    "Nomination.side": Sector,
    "Nomination.tone": Tone,
    "PlanMeeting.kind": MeetingKind,
    "PlanTask.item": [item.key for template in TEMPLATES.values() for item in template.items],
    "PlanTask.status": TaskStatus,
    "PlanTask.track": PlanTrack,
    "PublishedFigure.beside": [*UUID, *SPECIALITIES, *AGE_GROUPS],
    "PublishedFigure.cut": Cut,
    "PublishedFigure.detail": SPLIT,
    "PublishedFigure.line": ALL_LINES,
    "PublishedFigure.unit": UUID,
    "SharedPractice.indicator": INDICATORS,
    "StatusAnswer.question": StatusQuestion,
    "StepAnswer.step": BY_CODE,
    "SurveyBatch.respondent": Respondent,
    "SurveyBatch.speciality": SPECIALITIES,
    "SurveyCode.digest": ["0" * 64],
    "SurveyParticipation.survey": SurveyName,
    "SurveyStatement.question": QUESTIONS,
    "SurveyStatement.respondent": Respondent,
    "SurveyTally.group": [
        "|".join(parts) for parts in product([v.key for v in VERSIONS], Respondent, ["2026-01-01"], UUID, SPECIALITIES)
    ],
    "SurveyTally.respondent": Respondent,
    "SurveyTally.speciality": SPECIALITIES,
    "SurveyTally.version": [version.key for version in VERSIONS],
    "SurveyText.question": QUESTIONS,
    "SurveyText.respondent": Respondent,
    "TrainingEvent.kind": TrainingKind,
}
# Only the administrator's own pages write it, made from the model itself.
BY_MODEL_FORM = {"Population.source"}


def columns() -> Iterator[tuple[str, models.Field[Any, Any]]]:
    for model in apps.get_app_config("principles").get_models():
        if not model.__name__.startswith("Historical"):
            for column in model._meta.concrete_fields:
                if isinstance(column, models.CharField):
                    yield f"{model.__name__}.{column.name}", column


def typed(form: Form) -> Iterator[tuple[str, forms.Field, models.Field[Any, Any]]]:
    """The fields in which one can write as one likes, with their columns."""
    names = {column.name: column for column in WRITES[form]._meta.concrete_fields}
    for name, field in form.base_fields.items():
        if name in names and not isinstance(field, forms.ModelForm | forms.ChoiceField | forms.ModelChoiceField):
            yield name, field, names[name]


def subclasses(of: Form) -> Iterator[Form]:
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.mark.parametrize("form", WRITES, ids=lambda form: form.__name__)
def test_a_text_fits_its_column(form: Form) -> None:
    for name, field, column in typed(form):
        if isinstance(field, forms.CharField) and column.max_length is not None:
            assert field.max_length is not None, f"{name} may be as long as it likes"
            assert field.max_length <= column.max_length, name


@pytest.mark.parametrize("form", WRITES, ids=lambda form: form.__name__)
def test_a_number_fits_its_column(form: Form) -> None:
    for name, field, column in typed(form):
        small = isinstance(column, models.PositiveSmallIntegerField)
        if small and not issubclass(form, forms.ModelForm) and (form, name) not in CHECKED_BY_ACTION:
            assert isinstance(field, forms.IntegerField)
            assert isinstance(field.min_value, int), name
            assert isinstance(field.max_value, int), name
            assert 0 <= field.min_value <= field.max_value <= 32767, name


def test_every_form_about_the_agreement_that_is_written_in_is_listed() -> None:
    written = {form for form in subclasses(CheckedForm) if not issubclass(form, ActForm) and _is_of_agreement(form)}
    texts = {form for form in written if any(_is_text(field) for field in form.base_fields.values())}
    abstract = {writing._StepForm}
    # The code is compared, never stored.
    assert texts - abstract - {surveys.SurveyCodeForm} <= set(WRITES)


def _is_of_agreement(form: Form) -> bool:
    return form.__module__.split(".")[2] in {"agreement", "flowchart", "learning", "plans", "registers", "surveys"}


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and not field.widget.is_hidden


def test_every_column_of_the_agreement_is_a_text_of_a_form_or_one_of_codes() -> None:
    by_form = {f"{WRITES[form].__name__}.{name}" for form in WRITES for name, _field, _column in typed(form)}
    assert {name for name, _column in columns()} == {name for name, _column in columns()} & (
        by_form | set(CODES) | BY_MODEL_FORM
    )


@pytest.mark.parametrize("name", CODES)
def test_every_code_fits_its_column(name: str) -> None:
    longest = dict(columns())[name].max_length
    assert longest is not None
    assert [code for code in CODES[name] if len(code) > longest] == []


@pytest.mark.parametrize("said", ["K1\n2", "K\N{ARABIC-INDIC DIGIT FIVE}", "K1\N{ARABIC-INDIC DIGIT TWO}", "K29", "k1"])
def test_an_indicator_is_one_of_those_there_are(said: str) -> None:
    with pytest.raises(forms.ValidationError):
        indicator_field().clean(said)
    assert indicator_field().clean(" K28\n") == "K28"
