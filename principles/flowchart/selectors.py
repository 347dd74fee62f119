"""What the modules answer of one journey, as the chart asks it; nothing is worked out anew (issue 9, done-when 5)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from discharge.agreement.rules.preparation import agreed_in_time, before_leaving
from discharge.agreement.selectors import StayStory, kept_story
from discharge.channel.rules.psychiatric_contact import MUNICIPAL_ROLES
from discharge.channel.selectors import asks_for_plan
from discharge.discharge_letter.selectors import current_letter, standing_sending
from discharge.extended_responsibility.rules.clock import ANSWERING
from discharge.extended_responsibility.selectors.windows import state_at
from discharge.knowledge.rules import knowledge_of
from discharge.meetings.rules import meetings_of
from discharge.models import CloseOutCondition, DischargeLetter, ExtendedResponsibility
from discharge.readiness.selectors.periods import left_at
from documents.domain.outdated import RENEW_PLAN
from documents.domain.threads import SentVersion, Thread, first_sent
from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import CARE_PATHWAY_PLAN, CLOSED_KINDS
from journeys.domain.history.ready_periods import PeriodEnd
from journeys.domain.state.planning import planning_began_at, report_first_sent_at
from journeys.domain.state.status import AT_HOME, JourneyStatus
from journeys.models import Journey, Task
from organisations.models import User
from principles.flowchart.rules.position import ChartFacts, OpenTask
from principles.models import StepAnswer

# (step, "done" with its time, or "not_applicable", "unknown", "waiting", "skipped" with the code of the reason).
Answer = tuple[str, str, datetime | str]
_ENDED = {JourneyStatus.DECEASED: "deceased", JourneyStatus.CANCELLED: "cancelled"}
_CONDITIONS = {"enrolled": "enrolled", "fmk": "medicine", "rehabilitation": "rehabilitation"}


def chart_facts(
    journey: Journey,
    tasks: Iterable[Task],
    threads: Iterable[Thread],
    *,
    letters: Sequence[DischargeLetter],
    reads_plans: bool,
    now: datetime,
) -> ChartFacts:
    """`threads` are those that the reader may read; whoever takes no part in plans is told nothing of them."""
    story, tasks = kept_story(journey), list(tasks)
    outdated = any(task.kind == RENEW_PLAN for task in tasks)
    answers = [
        *_of_row(journey, story),
        *_of_agreement(journey, story, now),
        *_of_threads(journey, list(threads), reads_plans=reads_plans, outdated=outdated),
        *_of_letter(journey, letters),
        *_of_close_out(journey),
        *_of_window(journey, now),
    ]
    by_answer: dict[str, dict[str, datetime | str]] = {}
    for step, answer, value in answers:
        by_answer.setdefault(answer, {})[step] = value
    return ChartFacts(
        done={step: at for step, at in by_answer.get("done", {}).items() if isinstance(at, datetime)},
        not_applicable=_reasons(by_answer, "not_applicable"),
        unknown=_reasons(by_answer, "unknown"),
        waiting=_reasons(by_answer, "waiting"),
        skipped=_reasons(by_answer, "skipped"),
        tasks=tuple(OpenTask(task.kind, str(task.owner_id), task.due_at, task.opened_at) for task in tasks),
        begun=bool(journey.admitted_at or journey.arrived_at),
        left=journey.status_value in AT_HOME,
        ended=_ENDED.get(journey.status_value, ""),
    )


def _reasons(by_answer: dict[str, dict[str, datetime | str]], answer: str) -> dict[str, str]:
    return {step: str(reason) for step, reason in by_answer.get(answer, {}).items()}


def _of_row(journey: Journey, story: StayStory) -> Iterator[Answer]:
    known = story.once(knowledge_of)
    if known.referral_at is not None:
        yield "referral", "done", known.referral_at
    else:
        yield "referral", "unknown", "not_stated"
    if known.answered_at is not None:
        yield "knowledge", "done", known.answered_at
    elif known.open is None:
        # Whether the hospital needed to ask nobody has said (001-40).
        yield "knowledge", "unknown", "practice_not_asked"
    if (began := planning_began_at(story)) is not None:
        yield "planning", "done", began
    planned = story.last(EventKind.ADMISSION_DECIDED)
    times = {
        "planned": planned.stated_at if planned else None,
        "admitted": journey.admitted_at,
        "report": report_first_sent_at(story),
        "physician": journey.physician_since,
        "discharged": journey.discharged_at,
        "closed": journey.closed_at,
    }
    yield from ((step, "done", at) for step, at in times.items() if at is not None)
    yield from _of_services(journey)


# What is done together with the municipality, where it helps the citizen at all.
_WITH_MUNICIPALITY = ("report", "planning", "care_plan", "agreed_time", "early_contact")


def _of_services(journey: Journey) -> Iterator[Answer]:
    if _was_visit(journey):
        yield "admitted", "not_applicable", "not_admitted"
    if journey.municipal_services is None:
        yield from ((step, "unknown", "services_unknown") for step in _WITH_MUNICIPALITY)
    elif journey.municipal_services is False:
        yield from ((step, "not_applicable", "no_services") for step in _WITH_MUNICIPALITY)
    elif journey.admitted_at is not None and journey.report_requested_at is None:
        yield "report", "not_applicable", "not_asked_for"
    elif _was_visit(journey):
        steps = ("report", "planning", "care_plan", "changed_plan")
        yield from ((step, "not_applicable", "not_admitted") for step in steps)


def _was_visit(journey: Journey) -> bool:
    """Whether the citizen was seen and went home, and was not admitted (2d S2)."""
    return journey.is_visit and journey.status_value in AT_HOME


def _of_agreement(journey: Journey, story: StayStory, now: datetime) -> Iterator[Answer]:
    agreed = story.agreement
    if agreed.agreed is not None:
        at = agreed.agreed.agreed_at
        in_time = agreed_in_time(at, left_at(journey))
        yield ("agreed_time", "done", at) if in_time else ("agreed_time", "skipped", "agreed_after_discharge")
    if agreed.wishes:
        yield "involved", "done", agreed.wishes[0].said.stated_at
    else:
        yield "involved", "unknown", "not_stated"
    yield from _of_readiness(journey, story, now)
    closed = [barrier.closed_at for barrier in story.barriers if barrier.closed_at is not None]
    if closed and len(closed) == len(story.barriers):
        yield "barriers", "done", max(closed)
    elif not story.barriers:
        yield "barriers", "not_applicable", "none_raised"
    meetings = story.once(meetings_of)
    called = [each.said_at for each in meetings.invitations if each.document_kind not in CLOSED_KINDS]
    if called and not meetings.open:
        yield "meeting", "done", called[-1]
    elif not meetings.open:
        yield "meeting", "not_applicable", "meeting_answered" if meetings.asked else "none_asked"
    begun, over = story.last(EventKind.ACUTE_FUNCTION_STARTED), story.last(EventKind.ACUTE_FUNCTION_ENDED)
    if begun is None:
        yield "acute_function", "not_applicable", "no_function"
    elif over is not None and over.occurred_at >= begun.occurred_at:
        yield "acute_function", "done", over.occurred_at
    else:
        yield "acute_function", "waiting", "running"


def _of_readiness(journey: Journey, story: StayStory, now: datetime) -> Iterator[Answer]:
    """Whoever is treated again, terminal, or came back from a long leave is ready no longer (001-87, 001-89; P4)."""
    last = next(reversed(story.periods_at(now)), None)
    if last is not None and last.end_reason in (None, PeriodEnd.DISCHARGE, PeriodEnd.DEATH):
        yield "ready", "done", last.ready_at
    elif story.terminal:
        yield "ready", "not_applicable", "terminal"
    elif last is None and journey.status_value in AT_HOME:
        # Registered only when somebody has to wait (001-86).
        yield "ready", "not_applicable", "did_not_wait"


def _of_threads(journey: Journey, threads: list[Thread], *, reads_plans: bool, outdated: bool) -> Iterator[Answer]:
    told_municipality = first_sent(threads, "correspondence", roles=MUNICIPAL_ROLES)
    given = {"contact": told_municipality, "early_contact": told_municipality}
    # Psychiatry's are asked for while the citizen is there (annex 2); afterwards nobody says that they were not done.
    lies = reads_plans and journey.status_value not in AT_HOME and journey.status_value not in _ENDED
    for step, at in {**given, "card": first_sent(threads, "agreement_card")}.items():
        if at is not None:
            yield step, "done", at
        elif step == "contact" or not lies:
            yield step, "unknown", "not_stated"
    plans = [each for thread in threads if thread.kind == CARE_PATHWAY_PLAN for each in thread.versions if each.stands]
    if plans:
        first = min(each.sent_at for each in plans)
        in_time = before_leaving(first, left_at(journey))
        yield ("care_plan", "done", first) if in_time else ("care_plan", "skipped", "after_discharge")
        # Where the plan says another time than the one that holds, a changed plan lies ahead.
        if len(plans) > 1 and not outdated:
            yield "changed_plan", "done", max(each.sent_at for each in plans)
        elif not outdated:
            yield "changed_plan", "not_applicable", "one_version"
    elif not reads_plans:
        yield from ((step, "unknown", "not_readable") for step in ("care_plan", "changed_plan"))
    elif asks_for_plan(journey) is False:
        yield from ((step, "not_applicable", "plan_not_used") for step in ("care_plan", "changed_plan"))
    elif journey.municipal_services is not True:
        yield "changed_plan", "not_applicable", "one_version"
    yield _of_letters([thread.current for thread in threads if thread.current.stands])


def _of_letters(standing: list[SentVersion]) -> Answer:
    """One that was sent in error to everybody asks for no answer; done when the last receiver of all has answered."""
    answered = [answer.at for version in standing for answer in version.answers]
    if any(version.unanswered for version in standing):
        return "letters", "waiting", "awaits_answer"
    return ("letters", "done", max(answered)) if answered else ("letters", "not_applicable", "no_letters")


def _of_letter(journey: Journey, letters: Sequence[DischargeLetter]) -> Iterator[Answer]:
    letter = current_letter(letters)
    if letter is None:
        return
    sent_at = standing_sending(letter)
    if sent_at is not None:
        yield "letter", "done", sent_at
    if letter.acknowledged_at is not None:
        yield "letter_received", "done", letter.acknowledged_at
    elif journey.has_no_practice:
        yield "letter_received", "not_applicable", "no_practice"


def _of_close_out(journey: Journey) -> Iterator[Answer]:
    for row in CloseOutCondition.objects.filter(journey=journey).order_by("place"):
        if row.condition == "letter" and row.state == "not_needed":
            yield from ((step, "not_applicable", "not_needed") for step in ("letter", "letter_received"))
        step = _CONDITIONS.get(row.condition)
        if step is None:
            continue
        if row.state == "met" and row.met_at is not None:
            yield step, "done", row.met_at
        elif row.state == "not_needed":
            yield step, "not_applicable", "not_needed"


def _of_window(journey: Journey, now: datetime) -> Iterator[Answer]:
    windows = ExtendedResponsibility.objects.filter(journey=journey, voided=False).order_by("discharged_at", "key")
    window = windows.last()
    if window is None:
        return
    state = state_at(window, now)
    if window.eligible is False:
        yield "answers", "not_applicable", "window_off"
    elif state in ANSWERING:
        yield "answers", "waiting", "running"
    elif window.eligible and window.ends_at is not None and window.ends_at <= now:
        yield "answers", "done", window.ends_at
    else:
        yield "answers", "unknown", "window_unknown"


def own_answers(user: User) -> dict[str, bool]:
    """What a person has said of each step."""
    return dict(StepAnswer.objects.filter(user=user).values_list("step", "helpful"))
