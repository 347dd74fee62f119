"""What can be written about a journey to learn from: address, words around the form, and the form itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from desk.forms.learning.actions import ActionForm
from desk.forms.learning.cases import AuditForm, CaseForm, CheckForm, ObjectionForm, ToldForm
from journeys.domain.calendar.clock import local_date
from organisations.domain.permissions import Permission
from organisations.models import User
from principles.learning.selectors import holders_of
from principles.models import LearningAction, LearningCase

Data = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Writing:
    """Whose case, who writes, and when."""

    case: LearningCase
    by: User
    now: datetime

    @property
    def today(self) -> date:
        """The Danish day."""
        return local_date(self.now)


@dataclass(frozen=True, slots=True)
class CaseWrite:
    """One kind of writing; of a party's it is asked whether the reader sees the journey."""

    heading: Promise
    says: Promise
    saved: Promise
    permission: Permission
    of_parties: bool
    form_of: Callable[[Data, Writing, int | None], CaseForm]


def _told(data: Data, of: Writing, row_id: int | None) -> CaseForm:
    return ToldForm(data, case=of.case, holders=holders_of(of.case.journey, of.now))


def _objection(data: Data, of: Writing, row_id: int | None) -> CaseForm:
    return ObjectionForm(data, case=of.case, holders=holders_of(of.case.journey, of.now))


def _check(data: Data, of: Writing, row_id: int | None) -> CaseForm:
    return CheckForm(data, case=of.case)


def _audit(data: Data, of: Writing, row_id: int | None) -> CaseForm:
    return AuditForm(data, case=of.case)


def _action(data: Data, of: Writing, row_id: int | None) -> CaseForm:
    action = LearningAction(case=of.case)
    if row_id is not None:
        found = next((row for row in of.case.actions.all() if row.pk == row_id), None)
        if found is None:
            raise Http404
        action = found
    return ActionForm(data, action=action, by=of.by, today=of.today)


_SEEN = _("Kun de, der er part i forløbet, kan læse det, til en anden har set det igennem.")
WRITES: Mapping[str, CaseWrite] = {
    "fortalt": CaseWrite(
        _("Borgeren er fortalt det"), _SEEN, _("Det er skrevet ned."), Permission.NOMINATE_JOURNEY, True, _told
    ),
    "nej": CaseWrite(
        _("Nogen siger nej"),
        _("Er forløbet vist til andre, forsvinder det også der."),
        _("Alt, der var skrevet om forløbet her, er slettet."),
        Permission.NOMINATE_JOURNEY,
        True,
        _objection,
    ),
    "kontrol": CaseWrite(
        _("Se pakken igennem"),
        _("Når du gemmer, kan alle, der arbejder med aftalen, læse pakken og det, du skriver."),
        _("Forløbet er vist for andre nu."),
        Permission.CHECK_LEARNING,
        True,
        _check,
    ),
    "audit": CaseWrite(
        _("Audit af forløbet"),
        _("Svar sammen, alle der var med. Skriv ingen navne, steder, datoer eller numre."),
        _("Svarene er gemt."),
        Permission.CHECK_LEARNING,
        True,
        _audit,
    ),
    "handling": CaseWrite(
        _("Beslutning og handling"),
        _("Skriv ikke om enkelte borgere. Alle, der arbejder med aftalen, kan læse det."),
        _("Handlingen er gemt."),
        Permission.MANAGE_PLANS,
        False,
        _action,
    ),
}
# Those that change a row that there is.
WITH_ROWS = frozenset({"handling"})
# The same for programs, whose addresses are English.
WRITES_BY_NAME: Mapping[str, str] = {
    "told": "fortalt",
    "objection": "nej",
    "check": "kontrol",
    "audit": "audit",
    "actions": "handling",
}
