"""A plan's codes in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from discharge.wording.sentences import sentence_of
from documents.sentences import in_language
from organisations.domain.refusals import NotAllowed
from principles.models import ImplementationPlan, PlanTask
from principles.plans.rules.approval import DECIDERS, ApprovalOutcome, ApprovalSubject, Decider
from principles.plans.rules.progress import MeetingKind, Stage, StatusQuestion, TaskStatus
from principles.plans.rules.templates import BODIES, TEMPLATES, PlanTrack

STATUS_WORDS: Mapping[TaskStatus, Promise] = {
    TaskStatus.NOT_BEGUN: _("Ikke begyndt"),
    TaskStatus.UNDER_WAY: _("I gang"),
    TaskStatus.DONE: _("Gjort"),
    TaskStatus.DROPPED: _("Fravalgt"),
}
QUESTION_WORDS: Mapping[StatusQuestion, Promise] = {
    StatusQuestion.HOW_FAR: _("Hvor langt er vi?"),
    StatusQuestion.EXPERIENCE: _("Hvad har vi oplevet indtil nu?"),
    StatusQuestion.WORKS: _("Hvad går godt, og hvad går mindre godt?"),
    StatusQuestion.ACTIVITIES: _("Hvad har vi sat i gang for hvert princip?"),
    StatusQuestion.FOCUS: _("Hvad vil vi fokusere på fremover?"),
}
STAGE_WORDS: Mapping[Stage, Promise] = {
    Stage.PLAN: _("Planlæg"),
    Stage.DO: _("Udfør"),
    Stage.STUDY: _("Undersøg"),
    Stage.ACT: _("Beslut"),
}
STAGE_HINTS: Mapping[Stage, Promise] = {
    Stage.PLAN: _("Hvad vil I prøve, hvor, hvor længe, og hvad venter I?"),
    Stage.DO: _("Hvad gjorde I, og hvad gik anderledes end tænkt?"),
    Stage.STUDY: _("Hvad viser tallet og erfaringerne?"),
    Stage.ACT: _("Skal det bruges, ændres eller droppes?"),
}
MEETING_WORDS: Mapping[MeetingKind, Promise] = {
    MeetingKind.KICK_OFF: _("Kick-off"),
    MeetingKind.COOPERATION: _("Samarbejdsmøde"),
    MeetingKind.SPARRING: _("Sparring på tværs"),
    MeetingKind.SEMINAR: _("Læringsseminar"),
    MeetingKind.WRAP_UP: _("Opsamling"),
}

SUBJECT_WORDS: Mapping[ApprovalSubject, Promise] = {
    ApprovalSubject.PLAN: _("Planen"),
    ApprovalSubject.AGREEMENT: _("Aftalen"),
}
OUTCOME_WORDS: Mapping[ApprovalOutcome, Promise] = {
    ApprovalOutcome.APPROVED: _("Godkendt"),
    ApprovalOutcome.APPROVED_WITH_CHANGES: _("Godkendt med ændringer"),
    ApprovalOutcome.NOTED: _("Taget til efterretning"),
    ApprovalOutcome.SENT_BACK: _("Sendt tilbage"),
}


def decider_name(body: str) -> str:
    """What a body of the approval is called."""
    return in_language(DECIDERS[Decider(body)])


def plan_name(plan: ImplementationPlan) -> str:
    """Whose plan it is."""
    return plan.unit.label if plan.unit else str(plan.area)


def template_name(plan: ImplementationPlan) -> str:
    """From which template it was begun."""
    return in_language(TEMPLATES[plan.template].title)


def track_name(plan: ImplementationPlan, track: PlanTrack) -> str:
    """As the plan's template calls it: the draft says rules where the decided plan says procedures."""
    return in_language(TEMPLATES[plan.template].tracks[track])


def task_title(plan: ImplementationPlan, task: PlanTask) -> str:
    """The template's words, or the plan's own."""
    item = TEMPLATES[plan.template].item(task.item)
    return in_language(item.title) if item else task.title


def task_bodies(plan: ImplementationPlan, task: PlanTask) -> str:
    """Whom the template makes responsible; empty for a task of one's own."""
    item = TEMPLATES[plan.template].item(task.item)
    return ", ".join(in_language(BODIES[body]) for body in item.bodies) if item else ""


def not_your_cluster() -> NotAllowed:
    """The refusal of a secretariat that writes in another cluster's plan."""
    return NotAllowed("plan.not_your_cluster", sentence_of("plan.not_your_cluster", {}))
