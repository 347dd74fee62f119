"""What the modules answer of one journey, as the points ask it; nothing is folded anew (issue 9)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum

from discharge.agreement.rules.agreement import Agreement
from discharge.agreement.selectors import StayStory, kept_story
from discharge.channel.rules.psychiatric_contact import MUNICIPAL_ROLES
from discharge.channel.selectors import asks_for_plan
from discharge.discharge_letter.selectors import current_letter, standing_sending, state_of
from discharge.knowledge.rules import knowledge_of
from discharge.meetings.rules import meetings_of
from discharge.models import DischargeLetter
from discharge.readiness.selectors.periods import left_at, preparation_of
from documents.domain.realism import plans_of
from documents.domain.threads import Thread, first_sent
from documents.selectors.sent import words_of
from journeys.domain.calendar.clock import start_of_day
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import CARE_PATHWAY_PLAN, CLOSED_KINDS
from journeys.domain.events.payloads.readiness import ReadyRegistered
from journeys.domain.state.planning import planning_began_at, report_first_sent_at
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, ReadMark, Task
from organisations.domain.kinds import Speciality
from principles.flowchart.rules.graph import NODES
from principles.in_practice.rules.facts import PlanFacts, PracticeFacts
from principles.in_practice.rules.helpfulness import Helpfulness, published, uses_shown
from principles.models import ChartUse, StepAnswer

_ENDED = frozenset({JourneyStatus.DECEASED, JourneyStatus.CANCELLED})


def practice_facts(
    journey: Journey,
    *,
    tasks: Sequence[Task],
    threads: Sequence[Thread],
    marks: Sequence[ReadMark],
    letters: Sequence[DischargeLetter],
    has_relatives: bool | None,
    reads_plans: bool,
    now: datetime,
) -> PracticeFacts:
    """`threads` are those that the reader may read; `has_relatives` None is that nobody has named or denied any."""
    story = kept_story(journey)
    said = story.agreement
    known, meetings = story.once(knowledge_of), story.once(meetings_of)
    coordination = known.coordination
    letter = current_letter(letters)
    invited = [each.said_at for each in meetings.invitations if each.document_kind not in CLOSED_KINDS]
    return PracticeFacts(
        psychiatric={Speciality.PSYCHIATRIC.value: True, Speciality.SOMATIC.value: False}.get(journey.speciality),
        admitted_at=journey.admitted_at,
        visit=journey.is_visit,
        left_at=left_at(journey),
        ended=journey.status_value in _ENDED,
        never=journey.status_value is JourneyStatus.CANCELLED,
        closed=journey.status_value is JourneyStatus.CLOSED,
        municipal_need=journey.municipal_services,
        has_municipality=journey.municipality_id is not None,
        practice_known=journey.gp_practice_id is not None or journey.has_no_practice,
        has_physician=journey.physician_since is not None,
        wished_at=said.wishes[0].said.stated_at if said.wishes else None,
        coordination_at=coordination.at if coordination else None,
        needs_more=coordination.needs_more if coordination else None,
        has_relatives=coordination.relatives if coordination and coordination.relatives is not None else has_relatives,
        day_said_at=_day_said_at(said),
        planning_began_at=planning_began_at(story),
        referral_at=known.referral_at,
        knowledge_asked_at=known.asked_at,
        knowledge_answered_at=known.answered_at,
        report_asked_at=journey.report_requested_at,
        report_sent_at=report_first_sent_at(story),
        reads_plans=reads_plans,
        plan=_plan(threads, story),
        plan_applies=asks_for_plan(journey),
        agreed_at=said.agreed.agreed_at if said.agreed else None,
        proposed=said.pending is not None,
        preparation_for=preparation_of(journey, story, marks=marks).working_for,
        patient_informed_at=_informed_at(story),
        open_tasks=len(tasks),
        late_tasks=sum(task.due_at is not None and task.due_at <= now for task in tasks),
        letter=state_of(letter, now=now) if letter else None,
        letter_sent_at=standing_sending(letter) if letter else None,
        letter_received_at=letter.acknowledged_at if letter else None,
        correspondence_at=first_sent(threads, "correspondence", roles=MUNICIPAL_ROLES),
        card_at=first_sent(threads, "agreement_card"),
        meeting_asked=bool(meetings.asked),
        meeting_open=bool(meetings.open),
        invited_at=invited[-1] if invited else None,
    )


def _plan(threads: Sequence[Thread], story: StayStory) -> PlanFacts | None:
    plans = plans_of((thread for thread in threads if thread.kind == CARE_PATHWAY_PLAN), story)
    if not plans:
        return None
    last = plans[-1]
    return PlanFacts(
        first_at=plans[0].version.sent_at,
        last_at=last.version.sent_at,
        moved=last.is_outdated if last.planned_at is not None else None,
        contingency=bool(words_of(last.version).get("contingency", "").strip()),
    )


def _day_said_at(said: Agreement) -> datetime | None:
    first = [each.said.stated_at for each in said.expected[:1]]
    first += [each.said.stated_at for each in said.proposals[:1]]
    return min(first, default=None)


def _informed_at(story: StayStory) -> datetime | None:
    """When a registration last said that the citizen had been told (001-82)."""
    told = [
        event.stated_at
        for event in story.counting
        if event.kind is EventKind.READY_REGISTERED
        and event.read(ReadyRegistered).checklist.get("patient_informed") is True
    ]
    return told[-1] if told else None


def helpfulness(*, today: date) -> tuple[Helpfulness, ...]:
    """K21 as it may be shown, of every step that anybody has answered about, in the order of the chart.

    Of the months that are over: a figure that moved while people answer would tell who did, and what. Whoever has
    changed their mind this month is counted with what they said before.
    """
    until = start_of_day(today.replace(day=1))
    over = Q(answered_at__lt=until)
    yes = Q(over, helpful=True) | Q(~over, helpful_before=True)
    no = Q(over, helpful=False) | Q(~over, helpful_before=False)
    rows = (
        StepAnswer.objects.filter(yes | no)
        .values_list("step")
        .annotate(yes=Count("pk", filter=yes), no=Count("pk", filter=no))
    )
    counts = {step: (yes, no) for step, yes, no in rows}
    return published({node.code: counts[node.code] for node in NODES if node.code in counts})


def uses(track: str, *, today: date) -> int | None:
    """How often a chart was opened in the thirty days before today, as it may be shown."""
    days = ChartUse.objects.filter(track=track, on__gte=today - timedelta(days=30), on__lt=today)
    return uses_shown(days.aggregate(n=Sum("opened"))["n"] or 0)
