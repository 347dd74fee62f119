"""An implementation plan that has run for eight months: most first tasks done, one late, one change tried out."""

from datetime import date, datetime, timedelta

from journeys.selectors.sight import visible_journeys
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role
from organisations.models import CooperationArea, User
from organisations.selectors.permissions import can
from principles.learning.actions import nominate, save_action, show_case, tell_holder
from principles.learning.rules.asking import Tone
from principles.learning.selectors import holders_of
from principles.models import ApprovalStep, ImplementationPlan, LearningAction, LearningCase, PlanMeeting
from principles.plans.actions import (
    answer_status,
    begin_cycle,
    begin_plan,
    record_stage,
    save_approval,
    save_meeting,
    save_task,
)
from principles.plans.rules.approval import PLACES, ApprovalOutcome, ApprovalSubject, Decider
from principles.plans.rules.progress import MeetingKind, Stage, StatusQuestion, TaskStatus, month_start
from principles.plans.selectors import own_area

_MONTHS_AGO = 8
_LATE, _UNDER_WAY = "IP-33", "IP-23.1"
_SAID = {
    StatusQuestion.HOW_FAR: "De lokale planer er lavet i tre af fire kommuner. Den sidste mangler en dato.",
    StatusQuestion.EXPERIENCE: "Det hjælper, at visitationen og afdelingen har mødt hinanden.",
    StatusQuestion.WORKS: "Planer kommer tidligere end i foråret. Udskrivelser fredag eftermiddag driller stadig.",
    StatusQuestion.ACTIVITIES: "Fælles skolebænk om princip 4 og 6. Dialogkort på alle afdelingsmøder i september.",
    StatusQuestion.FOCUS: "Hjælpemidler, der skal bestilles, og hvem der ringer, når planen ændrer sig.",
}
_STEPS = {
    Stage.PLAN: "To afsnit ringer til visitationen, så snart hjælpemidler nævnes ved stuegang, i fire uger.",
    Stage.DO: "Der blev ringet i de fleste forløb. I weekenden tog ingen telefonen.",
    Stage.STUDY: "Færre planer blev ændret dagen før hjemkomst. Weekenderne ligner det, de plejer.",
}

_LEARNT = (
    "Visitationen blev ringet op, da planen ændrede sig, og alt var klar ved hjemkomsten.",
    "Hjælpemidlerne blev bestilt for sent, fordi ingen vidste, hvem der havde lovet det.",
)


def write_plans(now: datetime) -> None:
    """One plan, of the cluster whose administrator is among the demo's people; what is there already stays."""
    by = User.objects.filter(active_membership__role=Role.CLUSTER_ADMINISTRATOR.value, fictitious=True).first()
    area = own_area(by, on=local_date(now)) if by else None
    if by is None or area is None or ImplementationPlan.objects.exists():
        return
    _write(area, by, now)


def _write(area: CooperationArea, by: User, now: datetime) -> None:
    today = local_date(now)
    begun_at = now - timedelta(days=31 * (_MONTHS_AGO + 1))
    start = month_start(today, 1 - _MONTHS_AGO)
    plan = begin_plan(area, template="002", month=start, unit=None, by=by, now=begun_at)
    _work_on_tasks(plan, by, now)
    answer_status(plan, month=month_start(today, 0), words=_SAID, by=by, now=now)
    _try_a_change(plan, by, now)
    _meet(plan, by, today)
    _approve(plan, by, now)
    _learn(plan, by, now)


def _work_on_tasks(plan: ImplementationPlan, by: User, now: datetime) -> None:
    today = local_date(now)
    for task in plan.tasks.select_related("plan__area"):
        if task.item in (_UNDER_WAY, _LATE):
            task.status = TaskStatus.UNDER_WAY.value
        elif task.due_on and task.due_on < today:
            task.status, task.done_on = TaskStatus.DONE.value, task.due_on - timedelta(days=6)
        save_task(task, by=by, now=now)


def _try_a_change(plan: ImplementationPlan, by: User, now: datetime) -> None:
    first, *rest = _STEPS.items()
    days = [local_date(now) - timedelta(days=days) for days in (70, 42, 28)]
    title = "Ring om hjælpemidler samme dag, som de nævnes"
    cycle = begin_cycle(plan, title=title, indicator="K6", words=first[1], on=days[0], by=by, now=now)
    for (stage, words), on in zip(rest, days[1:], strict=True):
        record_stage(cycle, stage, words=words, on=on, by=by, now=now)


def _meet(plan: ImplementationPlan, by: User, today: date) -> None:
    held = PlanMeeting(
        plan=plan,
        kind=MeetingKind.COOPERATION.value,
        held_on=today - timedelta(days=20),
        title="Weekender og hjælpemidler",
        participants="Medicinske afsnit, visitationerne, praksiskonsulenten",
        minutes="Hvert hus fortalte om et forløb, der gik godt, og et, der ikke gjorde.",
        decisions="Visitationens telefon besvares også lørdag formiddag\nAfsnittene skriver det lokale nummer i planen",
    )
    ahead = PlanMeeting(
        plan=plan,
        kind=MeetingKind.SEMINAR.value,
        held_on=today + timedelta(days=45),
        title="Det har vi lært af det første år",
        participants="Alle klynger",
    )
    for meeting in (held, ahead):
        save_meeting(meeting, by=by)


def _approve(plan: ImplementationPlan, by: User, now: datetime) -> None:
    """The cluster's steering group has said yes with a change, and the managements have it on their agenda."""
    said = ApprovalStep(
        plan=plan,
        subject=ApprovalSubject.PLAN.value,
        body=Decider.CLUSTER_STEERING_GROUP.value,
        place=PLACES[Decider.CLUSTER_STEERING_GROUP],
        planned_on=plan.starts_on - timedelta(days=20),
        outcome=ApprovalOutcome.APPROVED_WITH_CHANGES.value,
        decided_on=plan.starts_on - timedelta(days=20),
        comment="Opgaven om regler rykkes en måned.",
    )
    ahead = ApprovalStep(
        plan=plan,
        subject=ApprovalSubject.PLAN.value,
        body=Decider.MANAGEMENTS.value,
        place=PLACES[Decider.MANAGEMENTS],
        planned_on=local_date(now) + timedelta(days=12),
    )
    for step in (said, ahead):
        save_approval(step, by=by, now=now)


def _learn(plan: ImplementationPlan, by: User, now: datetime) -> None:
    """One journey that the municipality looked through and the cluster acted on, and one that waits for that."""
    nurse, assessor = (_somebody(role) for role in (Role.HOSPITAL_NURSE, Role.NEEDS_ASSESSOR))
    if nurse is None or assessor is None:
        return
    over = visible_journeys(nurse, now=now).filter(discharged_at__isnull=False, merged_into=None, deceased_at=None)
    both = [
        row
        for row in over.order_by("-discharged_at", "pk")
        if can(nurse, Permission.NOMINATE_JOURNEY, row) and can(assessor, Permission.CHECK_LEARNING, row)
    ]
    for journey, tone, words in zip(both, (Tone.WENT_WELL, Tone.WENT_BADLY), _LEARNT, strict=False):
        case = nominate(journey, tone=tone, words=words, by=nurse, now=now)
        if tone is Tone.WENT_WELL:
            _act_on(case, plan, nurse, assessor, by, now)


def _act_on(case: LearningCase, plan: ImplementationPlan, nurse: User, assessor: User, by: User, now: datetime) -> None:
    whom = next(iter(holders_of(case.journey, now)))
    tell_holder(case, whom=whom, on=local_date(now), by=nurse, now=now)
    show_case(case, lesson="Ring til modtageren samme dag, som planen ændrer sig.", by=assessor, now=now)
    action = LearningAction(
        case=case,
        meeting=plan.meetings.order_by("held_on")[0],
        decision="Afsnittene ringer til visitationen, når en sendt plan ændres efter kl. 12.",
        title="Ring, når planen ændrer sig",
        indicator="K6",
        begins_on=month_start(local_date(now), -2),
        due_on=local_date(now) + timedelta(days=60),
        status=TaskStatus.UNDER_WAY.value,
    )
    save_action(action, by=by, now=now)


def _somebody(role: Role) -> User | None:
    people = User.objects.filter(active_membership__role=role.value, fictitious=True)
    return people.select_related("active_membership__unit__root").order_by("pk").first()
