"""The registers' codes in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from discharge.wording.sentences import sentence_of
from organisations.domain.refusals import NotAllowed
from principles.registers.rules.changes import ChangeState
from principles.registers.rules.initiatives import InitiativeOutcome, InitiativeTheme, Status
from principles.registers.rules.training import TrainingKind

STATUS_WORDS: Mapping[Status, Promise] = {
    Status.UNKNOWN: _("Ikke oplyst"),
    Status.POSTPONED: _("Udskudt"),
    Status.DELAYED: _("Forsinket"),
    Status.UNDER_WAY: _("I gang"),
    Status.DONE: _("Gennemført"),
    Status.STOPPED: _("Stoppet"),
}
THEME_WORDS: Mapping[InitiativeTheme, Promise] = {
    InitiativeTheme.CITIZEN: _("Borgeren som aktiv part"),
    InitiativeTheme.NEW_WAYS: _("Nye former for samarbejde"),
    InitiativeTheme.EQUALITY: _("Lighed i sundhed"),
    InitiativeTheme.COHERENCE: _("Sammenhæng og kvalitet"),
    InitiativeTheme.DATA: _("Data, der forebygger"),
    InitiativeTheme.RIGHT_TREATMENT: _("Rette behandling første gang"),
    InitiativeTheme.JOINT: _("Fælles ledelse"),
}
PLAN_WORDS: Mapping[str, Promise] = {"003": _("Indsatser 2015–2018"), "004": _("Handleplan 2020")}
OUTCOME_WORDS: Mapping[InitiativeOutcome, Promise] = {
    InitiativeOutcome.REALISED: _("Findes i programmet"),
    InitiativeOutcome.REGISTER: _("Kun i registret"),
    InitiativeOutcome.MISSING: _("Findes ikke"),
}
TRAINING_WORDS: Mapping[TrainingKind, Promise] = {
    TrainingKind.BENCH: _("Fælles skolebænk"),
    TrainingKind.EVENING: _("Fyraftensmøde"),
    TrainingKind.CONSULTANT: _("Møde med praksiskonsulent"),
    TrainingKind.VISIT: _("Besøg hos hinanden"),
    TrainingKind.OTHER: _("Andet"),
}
CHANGE_WORDS: Mapping[ChangeState, Promise] = {
    ChangeState.OPEN: _("Venter på svar"),
    ChangeState.ACCEPTED: _("Vedtaget"),
    ChangeState.REJECTED: _("Afvist"),
    ChangeState.IMPLEMENTED: _("Skrevet ind i aftalen"),
}


def not_your_register() -> NotAllowed:
    """The refusal of a secretariat that writes in another cluster's row."""
    return NotAllowed("register.not_your_cluster", sentence_of("register.not_your_cluster", {}))
