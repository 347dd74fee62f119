"""What people do to the 72 hours: exempt, extend, note a 112 call (RULES 2e; 001 §2.2)."""

from datetime import datetime

from discharge.extended_responsibility.selectors.windows import current_window, emergency_since, state_at
from discharge.models import ExtendedResponsibility
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, state_fact, under_lock
from journeys.actions.acting.whereabouts import check_not_elsewhere
from journeys.actions.events import Recorded
from journeys.domain.calendar.clock import iso
from journeys.domain.events import EventKind
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent
from journeys.querysets import family_of
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

_OVER = frozenset({"expired", "exempted"})
_RUNS = frozenset({"running", "extended"})


@under_lock
def exempt(journey: Journey, *, reason: str, physician: str, act: Act) -> Recorded:
    """Exempts a terminal citizen individually, before or within the 72 hours; a named doctor decides (RULES 2e)."""
    check_can(act.by, Permission.EXEMPT_RESPONSIBILITY, journey)
    if not reason.strip():
        raise RefusedByRule("window.exempt_reason_missing", field="reason")
    if not physician.strip():
        raise RefusedByRule("window.physician_missing", field="physician")
    window = current_window(journey, at=act.now)
    if journey.status_value not in IN_HOSPITAL:
        if window is None or window.eligible is False:
            raise RefusedByRule("window.nothing_to_exempt")
        if state_at(window, act.now) in _OVER:
            raise RefusedByRule("window.is_over")
    payload = {"reason": reason.strip(), "physician": physician.strip()}
    if window is not None and journey.status_value not in IN_HOSPITAL:
        journey = _journey_of(window, journey)
    return state_fact(
        journey, EventKind.RESPONSIBILITY_EXEMPTED, payload, act=act, permission=Permission.EXEMPT_RESPONSIBILITY
    )


@under_lock
def extend(journey: Journey, *, until: datetime, reason: str, act: Act) -> Recorded:
    """Lets the ward answer longer, while the window still runs; the municipality is told (RULES 2e)."""
    check_can(act.by, Permission.EXTEND_RESPONSIBILITY, journey)
    window = _running(journey, act.now)
    assert window.ends_at is not None
    if until <= window.ends_at:
        raise RefusedByRule("window.until_not_later", field="until", ends_at=iso(window.ends_at))
    if not reason.strip():
        raise RefusedByRule("window.extend_reason_missing", field="reason")
    payload = {"until": until.isoformat(), "reason": reason.strip()}
    return state_fact(
        _journey_of(window, journey),
        EventKind.RESPONSIBILITY_EXTENDED,
        payload,
        act=act,
        permission=Permission.EXTEND_RESPONSIBILITY,
    )


def _journey_of(window: ExtendedResponsibility, journey: Journey) -> Journey:
    """The journey whose discharge gave the window: a later visit may have begun a journey of its own (X1, X2)."""
    return journey if window.journey_id == journey.pk else window.journey


def _running(journey: Journey, now: datetime) -> ExtendedResponsibility:
    window = current_window(journey, at=now)
    if window is None or state_at(window, now) not in _RUNS or window.ends_at is None:
        raise RefusedByRule("window.not_running")
    return window


@under_lock
def call_112(journey: Journey, *, at: datetime, act: Act) -> Recorded:
    """Notes that 112 was called; the 72 hours lapse until it has ended (X3)."""
    check_can(act.by, Permission.LOG_CALL, journey)
    if journey.status_value in IN_HOSPITAL:
        raise RefusedByRule("emergency.in_hospital")
    check_not_elsewhere(journey)
    if journey.status_value is JourneyStatus.DECEASED:
        raise RefusedByRule("after.deceased")
    if emergency_since(journey) is not None:
        raise RefusedByRule("emergency.already_called")
    return state_fact(journey, EventKind.EMERGENCY_CALLED, {}, act=act, permission=Permission.LOG_CALL, occurred_at=at)


@under_lock
def end_112(journey: Journey, *, at: datetime, act: Act) -> Recorded:
    """The call ended without admission: the 72 hours go on to their original end (X3, A9)."""
    check_can(act.by, Permission.LOG_CALL, journey)
    since = emergency_since(journey)
    if since is None:
        raise RefusedByRule("emergency.none")
    if at < since:
        raise RefusedByRule("emergency.before_call", field="occurred_at", called_at=iso(since))
    return state_fact(journey, EventKind.EMERGENCY_ENDED, {}, act=act, permission=Permission.LOG_CALL, occurred_at=at)


def check_order_of_112(event: JourneyEvent, at: datetime) -> None:
    """Raises RefusedByRule where a corrected time would let a call end before it began, or overtake another call."""
    kinds = [kind.value for kind in (EventKind.EMERGENCY_CALLED, EventKind.EMERGENCY_ENDED)]
    others = JourneyEvent.objects.filter(
        citizen_id__in=family_of(event.citizen.root_id), placement__voided=False, kind__in=kinds
    ).exclude(pk=event.pk)
    first, last = sorted((event.occurred_at, at))
    overtaken = others.filter(occurred_at__range=(first, last)).order_by("occurred_at").first()
    if overtaken is None:
        return
    if event.kind == EventKind.EMERGENCY_ENDED.value and at < event.occurred_at:
        raise RefusedByRule("emergency.before_call", field="occurred_at", called_at=iso(overtaken.occurred_at))
    raise RefusedByRule("emergency.overtakes", field="occurred_at")
