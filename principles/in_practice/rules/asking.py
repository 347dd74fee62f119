"""What each point asks of a journey here and now; None where a fact is missing stays "unknown"."""

from datetime import datetime, timedelta

from discharge.agreement.rules.preparation import agreed_in_time, before_leaving
from discharge.discharge_letter.rules.deadline import LetterState
from principles.in_practice.rules.facts import PracticeFacts
from principles.in_practice.rules.standing import PointAnswer, PointStanding
from principles.indicators.rules.measures.planning import within_a_day

NOT_PSYCHIATRY = "not_psychiatry"
_OFF_PSYCHIATRY = PointAnswer(PointStanding.OFF, reason=NOT_PSYCHIATRY)


def wishes(facts: PracticeFacts) -> PointAnswer:
    """001-11: what the citizen and the relatives wish and worry about."""
    if facts.wished_at is not None:
        return PointAnswer(PointStanding.MET, facts.wished_at)
    return _asked(facts, "no_wish")


def coordination(facts: PracticeFacts) -> PointAnswer:
    """001-12: more support where it is needed, above all without relatives."""
    if facts.needs_more is None:
        return PointAnswer(
            PointStanding.UNKNOWN, reason="no_relatives_stated" if facts.has_relatives is None else "not_stated"
        )
    if not facts.needs_more:
        return PointAnswer(PointStanding.MET, facts.coordination_at, "no_more_needed")
    if facts.never:
        return PointAnswer(PointStanding.OFF, facts.coordination_at, "no_stay")
    if facts.closed:
        return PointAnswer(PointStanding.UNKNOWN, facts.coordination_at, "needed_more")
    reason = "alone" if facts.has_relatives is False else "needs_more"
    return PointAnswer(PointStanding.MISSED if facts.ended else PointStanding.ASKED, facts.coordination_at, reason)


def day_said(facts: PracticeFacts) -> PointAnswer:
    """001-13, 001-64: somebody has said a day: it is planned as early as can be, and the citizen can read it."""
    if facts.day_said_at is not None:
        return PointAnswer(PointStanding.MET, facts.day_said_at)
    return _in_stay(facts, "no_day")


def card(facts: PracticeFacts) -> PointAnswer:
    """B2-P1: the agreement card, in the hand at the discharge from psychiatry."""
    if not facts.psychiatric:
        return _OFF_PSYCHIATRY
    if facts.card_at is not None:
        return PointAnswer(PointStanding.MET, facts.card_at)
    return _if_told_here(facts, "no_card")


def team(facts: PracticeFacts) -> PointAnswer:
    """001-20, 001-21: one team, so that everybody knows who is on it."""
    if not facts.practice_known:
        return PointAnswer(PointStanding.UNKNOWN, reason="practice_unknown")
    if not facts.has_municipality:
        return PointAnswer(PointStanding.UNKNOWN, reason="municipality_unknown")
    if not facts.has_physician and not facts.over and facts.admitted_at is not None:
        return PointAnswer(PointStanding.ASKED, reason="no_physician")
    return PointAnswer(PointStanding.MET)


def owner(facts: PracticeFacts) -> PointAnswer:
    """001-22, B2-P2: nobody falls between two chairs; a task without an owner cannot be stored."""
    return PointAnswer(
        PointStanding.MET, reason="owned" if facts.open_tasks else "nothing_open", number=facts.open_tasks
    )


def referral(facts: PracticeFacts) -> PointAnswer:
    """001-30: what the referring doctor knows has been passed on."""
    if facts.referral_at is not None:
        return PointAnswer(PointStanding.MET, facts.referral_at)
    return PointAnswer(PointStanding.UNKNOWN, reason="no_referral")


def planning(facts: PracticeFacts) -> PointAnswer:
    """001-31, 001-62: planning begins at the admission; K4 counts a call of the municipality's as well."""
    if facts.planning_began_at is not None:
        return _done_within_a_day(facts, facts.planning_began_at)
    return _without_need(facts) or _in_stay(facts, "not_begun")


def report(facts: PracticeFacts) -> PointAnswer:
    """001-32, 001-61: the municipality's information is up to date at the admission; K11 asks the same."""
    if facts.report_sent_at is not None:
        return _done_within_a_day(facts, facts.report_sent_at)
    if (off := _without_need(facts)) is not None:
        return off
    if facts.report_asked_at is None:
        if facts.admitted_at is None:
            return _in_stay(facts, "no_report")
        return PointAnswer(PointStanding.OFF, reason="not_asked_for")
    return _asked(facts, "no_report")


def early_contact(facts: PracticeFacts) -> PointAnswer:
    """B2-P3, B2-P4, B2-P6: the municipality hears early, by a correspondence letter."""
    if not facts.psychiatric:
        return _OFF_PSYCHIATRY
    if facts.correspondence_at is not None:
        return PointAnswer(PointStanding.MET, facts.correspondence_at)
    return _without_need(facts) or _if_told_here(facts, "no_letter")


def knowledge(facts: PracticeFacts) -> PointAnswer:
    """001-40: the hospital fetches what the practice knows, where it needs it."""
    if facts.knowledge_answered_at is not None:
        return PointAnswer(PointStanding.MET, facts.knowledge_answered_at)
    if facts.knowledge_asked_at is None:
        return PointAnswer(PointStanding.UNKNOWN, reason="nobody_asked")
    if facts.never:
        return PointAnswer(PointStanding.OFF, reason="no_stay")
    over = facts.over or facts.closed
    return PointAnswer(PointStanding.MISSED if over else PointStanding.WAITING, reason="practice_answers")


def as_of_now(facts: PracticeFacts) -> PointAnswer:
    """001-41: what the municipality plans by is as it is now: the plan says the time that holds."""
    if not facts.reads_plans:
        return PointAnswer(PointStanding.UNKNOWN, reason="not_readable")
    if facts.plan is None:
        return PointAnswer(PointStanding.OFF, reason="no_plan_yet")
    if facts.plan.moved is None:
        return PointAnswer(PointStanding.MET, facts.plan.last_at, "no_time_then")
    if not facts.plan.moved:
        return PointAnswer(PointStanding.MET, facts.plan.last_at)
    return _for_home(facts, "plan_is_old")


def in_time(facts: PracticeFacts) -> PointAnswer:
    """001-51: answers in time, above all where somebody waits."""
    if facts.late_tasks:
        return PointAnswer(PointStanding.ASKED, reason="late", number=facts.late_tasks)
    return PointAnswer(PointStanding.MET, reason="nothing_late")


def meeting(facts: PracticeFacts) -> PointAnswer:
    """B2-P5: whoever wants a meeting across sectors is answered; the hospital invites."""
    if not facts.psychiatric:
        return _OFF_PSYCHIATRY
    if facts.meeting_open:
        return _asked(facts, "meeting_waits")
    if facts.invited_at is not None:
        return PointAnswer(PointStanding.MET, facts.invited_at)
    return PointAnswer(PointStanding.OFF, reason="meeting_answered" if facts.meeting_asked else "no_meeting")


def plan(facts: PracticeFacts) -> PointAnswer:
    """001-63: a realistic care pathway plan, as soon as there is one to send; K5 and K6 ask the same."""
    if (off := _no_plan_is_asked(facts)) is not None:
        return off
    if not facts.reads_plans:
        return PointAnswer(PointStanding.UNKNOWN, reason="not_readable")
    if facts.plan is None:
        if facts.municipal_need is None:
            return PointAnswer(PointStanding.UNKNOWN, reason="services_unknown")
        return _in_stay(facts, "no_plan")
    if before_leaving(facts.plan.first_at, facts.left_at):
        return PointAnswer(PointStanding.MET, facts.plan.first_at)
    if facts.municipal_need is False:
        return PointAnswer(PointStanding.OFF, reason="no_services")
    return PointAnswer(PointStanding.MISSED, facts.plan.first_at, "after_discharge")


def agreed_time(facts: PracticeFacts) -> PointAnswer:
    """001-65: hospital and municipality have both said yes; K20 asks the same."""
    if facts.agreed_at is not None and agreed_in_time(facts.agreed_at, facts.left_at):
        return PointAnswer(PointStanding.MET, facts.agreed_at)
    if facts.municipal_need is False:
        return PointAnswer(PointStanding.OFF, reason="no_services")
    if facts.agreed_at is not None:
        return PointAnswer(PointStanding.MISSED, facts.agreed_at, "agreed_after_discharge")
    if facts.municipal_need is None:
        return PointAnswer(PointStanding.UNKNOWN, reason="services_unknown")
    # K20 asks it of a visit too.
    asked = _for_home if facts.over else _in_stay
    return asked(facts, "waits_for_answer" if facts.proposed else "no_time")


def citizen_agrees(facts: PracticeFacts) -> PointAnswer:
    """001-65, 001-82: the citizen is part of it; only what is written down of the citizen is known.

    Of a time that hospital and municipality have not agreed nobody can be part, whatever the citizen was told.
    """
    if facts.patient_informed_at is None:
        return PointAnswer(PointStanding.UNKNOWN, reason="citizen_not_written")
    if facts.municipal_need is False or facts.agreed_at is not None:
        return PointAnswer(PointStanding.MET, facts.patient_informed_at)
    return PointAnswer(PointStanding.OFF if facts.over else PointStanding.WAITING, reason="told_without_time")


def preparation(facts: PracticeFacts) -> PointAnswer:
    """001-60, 001-66: time to prepare. The agreement has no fixed hours: only no working time at all is too little."""
    if facts.municipal_need is False:
        return PointAnswer(PointStanding.OFF, reason="no_services")
    if facts.preparation_for is None:
        return PointAnswer(PointStanding.UNKNOWN, reason="not_agreed_yet")
    hours = int(facts.preparation_for / timedelta(hours=1))
    if facts.preparation_for <= timedelta():
        return _for_home(facts, "no_working_time")
    return PointAnswer(PointStanding.MET, reason="working_hours", number=hours)


def contingency(facts: PracticeFacts) -> PointAnswer:
    """001-67: what to do if the symptoms return stands in the plan."""
    if (off := _no_plan_is_asked(facts)) is not None:
        return off
    if not facts.reads_plans:
        return PointAnswer(PointStanding.UNKNOWN, reason="not_readable")
    if facts.plan is None:
        return _in_stay(facts, "no_plan")
    if facts.plan.contingency is None:
        return PointAnswer(PointStanding.UNKNOWN, reason="not_readable")
    if facts.plan.contingency:
        return PointAnswer(PointStanding.MET, facts.plan.last_at)
    if facts.municipal_need is False:
        return PointAnswer(PointStanding.OFF, reason="no_services")
    return _for_home(facts, "no_contingency")


def letter(facts: PracticeFacts) -> PointAnswer:
    """001-68: the discharge letter within the standard; only a positive receipt says that it is sent (2f L4)."""
    if facts.letter is None:
        return PointAnswer(PointStanding.OFF, reason="not_discharged")
    if facts.letter_received_at is not None:
        late = facts.letter is LetterState.LATE
        return PointAnswer(
            PointStanding.MET, facts.letter_sent_at or facts.letter_received_at, "letter_was_late" if late else ""
        )
    if facts.letter_sent_at is not None:
        return PointAnswer(PointStanding.WAITING, facts.letter_sent_at, "no_receipt")
    return PointAnswer(
        PointStanding.ASKED, reason="letter_late" if facts.letter is LetterState.OVERDUE else "no_letter_yet"
    )


def _no_plan_is_asked(facts: PracticeFacts) -> PointAnswer | None:
    """Why the journey needs no plan; None where it does, or where one was sent all the same (001-71, 001-74)."""
    if facts.plan is not None:
        return None
    if facts.municipal_need is False:
        return PointAnswer(PointStanding.OFF, reason="no_services")
    if facts.psychiatric and facts.plan_applies is not True:
        return PointAnswer(PointStanding.OFF, reason="psychiatry_letters")
    unused = facts.reads_plans and facts.plan_applies is False
    return PointAnswer(PointStanding.OFF, reason="plan_not_used") if unused else None


def _without_need(facts: PracticeFacts) -> PointAnswer | None:
    """Why nothing is asked together with the municipality; None where it helps the citizen."""
    if facts.municipal_need is None:
        return PointAnswer(PointStanding.UNKNOWN, reason="services_unknown")
    return None if facts.municipal_need else PointAnswer(PointStanding.OFF, reason="no_services")


def _asked(facts: PracticeFacts, reason: str) -> PointAnswer:
    """Asked until the stay has ended or the citizen gone home."""
    if facts.never:
        return PointAnswer(PointStanding.OFF, reason="no_stay")
    return PointAnswer(PointStanding.MISSED if facts.over else PointStanding.ASKED, reason=reason)


def _if_told_here(facts: PracticeFacts, reason: str) -> PointAnswer:
    """What may be done on paper, by telephone or in another system: that it was not, nobody says afterwards."""
    if facts.never:
        return PointAnswer(PointStanding.OFF, reason="no_stay")
    if facts.over or not facts.reads_plans:
        return PointAnswer(PointStanding.UNKNOWN, reason="not_told_here")
    return PointAnswer(PointStanding.ASKED, reason=reason)


def _for_home(facts: PracticeFacts, reason: str) -> PointAnswer:
    """What prepares the home-coming: of whoever died in the hospital it was missed by nobody."""
    return PointAnswer(PointStanding.OFF, reason="died") if facts.never_home else _asked(facts, reason)


def _in_stay(facts: PracticeFacts, reason: str) -> PointAnswer:
    """Asked from the admission on: before it there is time, and whoever was seen and sent home had no stay (S2)."""
    if facts.admitted_at is None and not facts.over:
        return PointAnswer(PointStanding.WAITING, reason="not_begun_stay")
    if facts.visit and not facts.ended:
        return PointAnswer(PointStanding.OFF, reason="not_admitted")
    return _for_home(facts, reason)


def _done_within_a_day(facts: PracticeFacts, at: datetime) -> PointAnswer:
    """Done, whoever asked for it; what came late is said where it was to come within a day."""
    in_time = facts.admitted_at is None or within_a_day(facts.admitted_at, at)
    return PointAnswer(PointStanding.MET, at, "" if in_time or facts.municipal_need is False else "after_a_day")
