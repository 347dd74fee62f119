"""What can be written in each register: who may, the words around the form, and the form itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.registers.rows import (
    AdoptionForm,
    AlternativeForm,
    ChangeForm,
    EventForm,
    FollowUpAnswerForm,
    InitiativeStatusForm,
    RegisterForm,
    SteeringDecisionForm,
    WorkingPracticeForm,
)
from desk.selectors.asker import Asker
from desk.selectors.registers.changes import change_in_sight
from desk.selectors.registers.practices import adoption_of
from discharge.wording.refused import RefusedByRule
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.models import CooperationArea
from principles.clauses.rules.contents import BY_ADDRESS
from principles.indicators.rules.registry import QUESTIONS
from principles.models import Adoption, Alternative, FollowUpAnswer, SharedPractice, TrainingEvent
from principles.registers.rules.initiatives import Status, initiatives
from principles.registers.rules.training import TrainingKind
from principles.registers.selectors import (
    alternatives,
    events,
    follow_up_answers,
    own_cluster,
    practices,
    questions_left,
    statuses,
)
from principles.registers.sentences import not_your_register

Data = Mapping[str, Any] | None
FormOf = Callable[[Data, Asker, str, str], RegisterForm]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class RegisterWrite:
    """One kind of writing; the form is made of the data, the asker, the row's key and what the address names."""

    heading: Promise
    saved: Promise
    permission: Permission
    form_of: FormOf
    # From which page it was asked, by what that page names in the address; None: from the register.
    asked_on: Callable[[str], str | None] = lambda _named: None


def _status(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    initiative = initiatives().get(key)
    if initiative is None:
        raise Http404
    said = statuses().get(key)
    status = Status(said.status) if said else initiative.status
    return InitiativeStatusForm(data, initiative=initiative, status=status, today=_today(asker))


def _new_alternative(data: Data, asker: Asker, _key: str, _named: str) -> RegisterForm:
    return AlternativeForm(data, row=Alternative(area=_own(asker)), today=_today(asker))


def _alternative(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    row = _row_of(alternatives(), key)
    _check_own(asker, row.area)
    return AlternativeForm(data, row=row, today=_today(asker))


def _new_answer(data: Data, asker: Asker, _key: str, named: str) -> RegisterForm:
    area, question = _own(asker), named if named in QUESTIONS else ""
    left = questions_left(area)
    if data is None and (not left or (question and question not in left)):
        raise RefusedByRule("register.answered_already")
    return FollowUpAnswerForm(data, row=FollowUpAnswer(area=area, question=question))


def _answer(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    row = _row_of(follow_up_answers(), key)
    _check_own(asker, row.area)
    return FollowUpAnswerForm(data, row=row)


def _new_practice(data: Data, asker: Asker, _key: str, _named: str) -> RegisterForm:
    return WorkingPracticeForm(data, row=SharedPractice(area=_own(asker)), today=_today(asker))


def _practice(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    row = _row_of(practices(), key)
    _check_own(asker, row.area)
    return WorkingPracticeForm(data, row=row, today=_today(asker))


def _new_adoption(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    return AdoptionForm(data, row=Adoption(practice=_row_of(practices(), key), area=_own(asker)), today=_today(asker))


def _adoption(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    practice = _row_of(practices(), key)
    row = adoption_of(practice, _own(asker))
    if row is None:
        raise Http404
    row.practice = practice
    return AdoptionForm(data, row=row, today=_today(asker))


def _new_event(data: Data, asker: Asker, _key: str, _named: str) -> RegisterForm:
    return EventForm(data, row=TrainingEvent(area=_own(asker), kind=TrainingKind.BENCH.value), today=_today(asker))


def _event(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    row = _row_of(events(), key)
    _check_own(asker, row.area)
    return EventForm(data, row=row, today=_today(asker))


def _new_change(data: Data, asker: Asker, _key: str, named: str) -> RegisterForm:
    return ChangeForm(data, today=_today(asker), clause=named)


def _decision(data: Data, asker: Asker, key: str, _named: str) -> RegisterForm:
    row = change_in_sight(asker, key)
    if row is None:
        raise Http404
    form = SteeringDecisionForm(data, row=row)
    if not form.fields["state"].choices:  # type: ignore[attr-defined]
        raise RefusedByRule("register.not_now")
    return form


def _clause_page(named: str) -> str | None:
    return reverse("desk:clause", args=[named]) if named in BY_ADDRESS else None


def _follow_up(named: str) -> str | None:
    return f"{reverse('desk:figures-follow-up')}#{named}" if named in QUESTIONS else None


def _row_of(rows: QuerySet[Row], key: str) -> Row:
    try:
        row = rows.filter(pk=rows.model._meta.pk.to_python(key)).first()
    except (ValueError, OverflowError, ValidationError):
        row = None
    if row is None:
        raise Http404
    return row


def _own(asker: Asker) -> CooperationArea:
    area = own_cluster(asker.user, on=_today(asker))
    if area is None:
        raise RefusedByRule("register.no_cluster")
    return area


def _check_own(asker: Asker, area: CooperationArea) -> None:
    if _own(asker).pk != area.pk:
        raise not_your_register()


def _today(asker: Asker) -> date:
    return local_date(asker.now)


_ROWS, _STEERING = Permission.MANAGE_REGISTERS, Permission.DECIDE_CHANGE
_ASK = Permission.REQUEST_CHANGE
# By the register's address: a new row.
NEW: Mapping[str, RegisterWrite] = {
    "alternativer": RegisterWrite(_("Nyt tilbud"), _("Tilbuddet er gemt."), _ROWS, _new_alternative),
    "loesninger": RegisterWrite(_("Beskriv en løsning"), _("Løsningen er beskrevet."), _ROWS, _new_practice),
    "laering": RegisterWrite(_("Nyt møde"), _("Mødet er gemt."), _ROWS, _new_event),
    "svar": RegisterWrite(_("Skriv et svar"), _("Svaret er gemt."), _ROWS, _new_answer, _follow_up),
    "forslag": RegisterWrite(
        _("Foreslå en ændring"),
        _("Forslaget er sendt til Sundhedsstyregruppen. I kan følge det her."),
        _ASK,
        _new_change,
        _clause_page,
    ),
}
# By the register's address and what is written about one of its rows.
WRITES: Mapping[tuple[str, str], RegisterWrite] = {
    ("indsatser", "status"): RegisterWrite(
        _("Ny status"), _("Status er ændret."), Permission.MANAGE_INITIATIVES, _status
    ),
    ("alternativer", "ret"): RegisterWrite(_("Ret tilbuddet"), _("Tilbuddet er gemt."), _ROWS, _alternative),
    ("svar", "ret"): RegisterWrite(_("Ret svaret"), _("Svaret er gemt."), _ROWS, _answer),
    ("loesninger", "ret"): RegisterWrite(_("Ret løsningen"), _("Løsningen er gemt."), _ROWS, _practice),
    ("loesninger", "tag-op"): RegisterWrite(
        _("Vi tager den op"), _("Jeres klynge har taget løsningen op."), _ROWS, _new_adoption
    ),
    ("loesninger", "erfaring"): RegisterWrite(_("Skriv erfaring"), _("Erfaringen er gemt."), _ROWS, _adoption),
    ("laering", "ret"): RegisterWrite(_("Ret mødet"), _("Mødet er gemt."), _ROWS, _event),
    ("forslag", "afgoer"): RegisterWrite(_("Afgør forslaget"), _("Afgørelsen er gemt."), _STEERING, _decision),
}
# The same for programs, whose addresses are English.
WHAT_BY_NAME: Mapping[str, str] = {
    "status": "status",
    "change": "ret",
    "adopt": "tag-op",
    "experience": "erfaring",
    "decide": "afgoer",
}
