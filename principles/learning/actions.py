"""A journey is nominated, its citizen told, looked through by a second person, discussed and acted on (001-103)."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from discharge.wording.refused import RefusedByRule
from journeys.models import Journey
from journeys.selectors.telling import told_parties
from notifications.actions.notifications import notify_unit
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.actions.history import saved_by
from organisations.domain.moments import local_date
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role, sector_of
from organisations.models import User
from organisations.selectors.areas import area_of
from organisations.selectors.permissions import check_can
from principles.learning.rules.asking import CaseState, Holder, Tone, check_problem
from principles.learning.rules.audit import AuditVerdict
from principles.learning.rules.pack import pack_of
from principles.learning.rules.traces import Known, traces_in
from principles.learning.selectors import (
    OVER,
    alike,
    common_kinds,
    facts_of,
    holders_of,
    known_of,
    standing_of,
    state_of,
)
from principles.learning.sentences import trace_words
from principles.models import AuditAnswer, LearningAction, LearningCase, Nomination
from principles.plans.actions import typed_in_vain
from principles.plans.rules.progress import TaskStatus
from principles.plans.selectors import may_change
from principles.plans.sentences import not_your_cluster


@transaction.atomic
def nominate(journey: Journey, *, tone: Tone, words: str, by: User, now: datetime) -> LearningCase:
    """A party or the citizen wants others to learn from it; a citizen who does has been told. Raises Refused."""
    check_can(by, Permission.NOMINATE_JOURNEY, journey)
    assert by.role is not None
    area = area_of(journey.municipality, on=local_date(now)) if journey.municipality else None
    row, is_new = LearningCase.objects.get_or_create(journey=journey, defaults={"area": area, "opened_at": now})
    case = _locked(row.pk)
    if state_of(case) is CaseState.OBJECTED:
        raise RefusedByRule("learning.objected")
    if case.nominations.filter(nominated_by=by).exists():
        raise RefusedByRule("learning.nominated_already")
    side = sector_of(by.role).value
    Nomination.objects.create(case=case, tone=tone.value, words=words, side=side, nominated_at=now, nominated_by=by)
    if by.role is Role.CITIZEN and case.told_on is None:
        _say_told(case, Holder.CITIZEN, local_date(now))
    if is_new:
        _tell_parties(case, now)
    return case


def _news_key(case: LearningCase) -> str:
    return f"learning:{case.pk}:"


def _tell_parties(case: LearningCase, now: datetime) -> None:
    """A case that nobody knows of waits for ever: every party hears that a second person is needed."""
    for unit_id in {party.organisation_id for party in told_parties(case.journey)}:
        notify_unit(
            unit_id=unit_id,
            kind=NotificationKind.LEARNING_NOMINATED,
            subject_ref=case.journey_id,
            key=f"{_news_key(case)}{unit_id}",
            facts={},
            now=now,
        )


def _call_off_news(case: LearningCase, now: datetime) -> None:
    """It has been looked through, or there is nothing any more: no list and no mail asks for it, and nobody read it."""
    asked = Notification.objects.filter(key__startswith=_news_key(case), seen_at=None)
    asked.update(seen_at=now)


@transaction.atomic
def tell_holder(case: LearningCase, *, whom: Holder, on: date, by: User, now: datetime) -> LearningCase:
    """Somebody of a party has told the citizen, or whoever holds their rights, and they did not object."""
    case = _locked(case.pk)
    check_can(by, Permission.NOMINATE_JOURNEY, case.journey)
    if state_of(case) is CaseState.OBJECTED:
        raise RefusedByRule("learning.objected")
    if whom not in holders_of(case.journey, now):
        raise RefusedByRule("learning.holder", field="told_whom")
    if on < local_date(case.opened_at):
        raise RefusedByRule("learning.told_before", field="told_on")
    return _say_told(case, whom, on)


@transaction.atomic
def object_to(case: LearningCase, *, whom: Holder, by: User, now: datetime) -> LearningCase:
    """The citizen, or whoever holds their rights, says no: the pack and every word are deleted, at any time.

    What a meeting decided about the journey goes too, with what the table's history kept of it.
    """
    case = _locked(case.pk)
    check_can(by, Permission.NOMINATE_JOURNEY, case.journey)
    if whom not in holders_of(case.journey, now):
        raise RefusedByRule("learning.holder", field="objected_whom")
    if state_of(case) is CaseState.OBJECTED:
        return case
    _call_off_news(case, now)
    return _emptied(case, now, whom.value)


def _emptied(case: LearningCase, objected_at: datetime, whom: str) -> LearningCase:
    case.nominations.all().delete()
    case.actions.all().delete()
    LearningAction.history.filter(case_id=case.pk).delete()
    case.audit.all().delete()
    case.pack, case.lesson, case.checked_at, case.checked_by = None, "", None, None
    case.told_on, case.told_whom = None, ""
    case.objected_at, case.objected_whom = objected_at, whom
    case.save()
    return case


def carry_case(retired: UUID, home: UUID) -> None:
    """A journey turned out to be part of another: what was written of it follows, and a no to the one holds of both.

    Runs in the event's transaction, under the citizen's lock. A no stays with the old address too, should they part.
    """
    rows = {row.journey_id: row for row in LearningCase.objects.select_for_update().filter(journey__in=(retired, home))}
    moving, staying = rows.get(retired), rows.get(home)
    objected = next((row for row in rows.values() if row.objected_at is not None), None)
    if objected is not None and objected.objected_at is not None:
        for journey, row in ((retired, moving), (home, staying)):
            about = row or LearningCase(journey_id=journey, area_id=objected.area_id, opened_at=objected.opened_at)
            if about.objected_at is None:
                about.save()
                _call_off_news(about, objected.objected_at)
                _emptied(about, objected.objected_at, objected.objected_whom)
    elif moving is not None and staying is None:
        moving.journey_id = home
        moving.save(update_fields=["journey"])
    elif moving is not None and staying is not None:
        _join(moving, staying)


def _join(moving: LearningCase, staying: LearningCase) -> None:
    """Two cases of one stay: no word goes, and a second person looks anew at what neither of them has seen whole."""
    for said in moving.nominations.all():
        own = staying.nominations.filter(nominated_by=said.nominated_by_id).first()
        if own is None:
            said.case = staying
            said.save(update_fields=["case"])
        else:
            own.words = f"{own.words}\n\n{said.words}"
            own.save(update_fields=["words"])
    for answer in moving.audit.all():
        earlier = staying.audit.filter(question=answer.question, answered_at__lte=answer.answered_at)
        earlier.delete()
        if not staying.audit.filter(question=answer.question).exists():
            answer.case = staying
            answer.save(update_fields=["case"])
    moving.actions.update(case=staying)
    LearningAction.history.filter(case_id=moving.pk).update(case_id=staying.pk)
    if staying.told_on is None:
        staying.told_on, staying.told_whom = moving.told_on, moving.told_whom
    staying.lesson = "\n\n".join(filter(None, (staying.lesson, moving.lesson)))
    staying.pack, staying.checked_at, staying.checked_by = None, None, None
    staying.save()
    moving.delete()


@transaction.atomic
def show_case(case: LearningCase, *, lesson: str, by: User, now: datetime) -> LearningCase:
    """A second person of a party has looked the pack through and written the lesson anew; now others see both.

    Raises Refused: by whoever nominated it, before anybody was told, while the stay goes on, or where the text names
    somebody.
    """
    case = _locked(case.pk)
    journey = case.journey
    check_can(by, Permission.CHECK_LEARNING, journey)
    problem = check_problem(standing_of(case), by=by.pk)
    if problem is not None:
        raise RefusedByRule(problem)
    if journey.status_value not in OVER:
        raise RefusedByRule("learning.not_over")
    _check_words(journey, lesson, field="lesson", by=by)
    case.pack = pack_of(facts_of(journey, now=now), alike(journey), common=common_kinds())
    case.lesson, case.checked_at, case.checked_by = lesson.strip(), now, by
    case.save()
    # What the second person wrote into the audit has been looked through by nobody else.
    case.audit.exclude(answered_by=by).update(seconded=True)
    _call_off_news(case, now)
    return case


@transaction.atomic
def answer_audit(
    case: LearningCase, answers: Mapping[str, tuple[AuditVerdict, str]], *, by: User, now: datetime
) -> LearningCase:
    """Those who took part answer the audit's questions; a question that is left open keeps its earlier answer."""
    case = _locked(case.pk)
    check_can(by, Permission.CHECK_LEARNING, case.journey)
    if state_of(case) is CaseState.OBJECTED:
        raise RefusedByRule("learning.objected")
    if not answers:
        raise RefusedByRule("learning.nothing_answered")
    for key, (verdict, words) in answers.items():
        _check_words(case.journey, words, field=f"{key}_words", by=by)
        before = case.audit.filter(question=key).first()
        if before is not None and (before.verdict, before.words) == (verdict.value, words) and before.answered_by == by:
            # Sent along with another answer: nothing new, and whoever looked it through still has.
            continue
        seconded = before is not None and before.answered_by != by
        said = {"verdict": verdict.value, "words": words, "answered_at": now, "answered_by": by, "seconded": seconded}
        AuditAnswer.objects.update_or_create(case=case, question=key, defaults=said)
    return case


@transaction.atomic
def save_action(action: LearningAction, *, by: User, now: datetime) -> LearningAction:
    """What a meeting of a plan decided after talking about the journey, or what became of it. Raises Refused."""
    check_can(by, Permission.MANAGE_PLANS)
    case = _locked(action.case_id)
    stored = LearningAction.objects.select_related("meeting__plan__area").filter(pk=action.pk).first()
    # Neither is it moved to a meeting of another cluster, nor taken over into a meeting of one's own.
    for held in (action, stored):
        if held is not None and not may_change(by, held.meeting.plan):
            raise not_your_cluster()
    if action._state.adding:
        if state_of(case) is not CaseState.SHOWN:
            raise RefusedByRule("learning.not_shown")
        action.decided_at, action.decided_by = now, by
    for field in ("decision", "title", "outcome"):
        # What names nobody in particular: whoever does not see the journey learns nothing from a refusal.
        found = traces_in(getattr(action, field), Known())
        if found:
            raise RefusedByRule("learning.recognisable", field=field, what=trace_words(found))
    if action.due_on and action.due_on < action.begins_on:
        raise RefusedByRule("plan.days_in_order", field="due_on")
    done = action.status == TaskStatus.DONE.value
    if done and action.done_on is None:
        raise RefusedByRule("plan.done_without_day", field="done_on")
    if typed_in_vain(done, action.done_on, stored.done_on if stored else None):
        raise RefusedByRule("plan.day_without_done", field="done_on")
    action.done_on = action.done_on if done else None
    saved_by(action, by)
    return action


def _check_words(journey: Journey, text: str, *, field: str, by: User) -> None:
    found = traces_in(text, known_of(journey, [by.name]))
    if found:
        raise RefusedByRule("learning.recognisable", field=field, what=trace_words(found))


def _say_told(case: LearningCase, whom: Holder, on: date) -> LearningCase:
    case.told_on, case.told_whom = on, whom.value
    case.save(update_fields=["told_on", "told_whom"])
    return case


def _locked(case_id: UUID) -> LearningCase:
    """Two people who write about one case wait for each other here, and an event that ends its journey's end."""
    case = LearningCase.objects.select_for_update(of=("self",)).select_related("area").get(pk=case_id)
    # Read after the lock: a join would show the journey as it was before the wait.
    case.journey = Journey.objects.select_related("citizen").get(pk=case.journey_id)
    return case
