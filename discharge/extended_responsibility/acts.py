"""What people do to the 72 hours: exempt, extend, note a 112 call (RULES 2e; 001 §2.2)."""

from dataclasses import dataclass
from datetime import datetime

from discharge.extended_responsibility.selectors.windows import (
    current_window,
    emergency_open,
    emergency_since,
    exempted_in_stay,
    state_at,
)
from discharge.models import ExtendedResponsibility
from discharge.wording.refused import RuledAct
from journeys.actions.acting.moving import check_stays_between_turns
from journeys.actions.acting.stated import Saying
from journeys.actions.acting.whereabouts import ELSEWHERE
from journeys.actions.refusals import NOT_NOW
from journeys.domain.calendar.clock import iso
from journeys.domain.events import EventKind
from journeys.domain.events.payload import Payload
from journeys.domain.events.payloads.responsibility import ResponsibilityExempted, ResponsibilityExtended
from journeys.domain.state.status import AT_HOME, IN_HOSPITAL, JourneyStatus
from journeys.models import Journey, JourneyEvent
from journeys.querysets import family_of
from journeys.selectors.whereabouts import in_hospital_elsewhere
from organisations.domain.permissions import Permission

_OVER = frozenset({"expired", "exempted"})
_RUNS = frozenset({"running", "extended"})
_WINDOWS = "_windows"


def _window(journey: Journey, now: datetime) -> ExtendedResponsibility | None:
    """The window that decides, kept with this row of a request: a page asks it for several buttons."""
    kept: dict[datetime, ExtendedResponsibility | None] = journey.__dict__.setdefault(_WINDOWS, {})
    if now not in kept:
        kept[now] = current_window(journey, at=now)
    return kept[now]


@dataclass(frozen=True, kw_only=True)
class _OfWindow(RuledAct):
    """Said of the citizen's window, with a reason."""

    reason: str

    @classmethod
    def home(cls, journey: Journey, now: datetime) -> Journey:
        """The journey whose discharge gave the window: a later visit may have begun a journey of its own (X1, X2)."""
        window = _window(journey, now) if journey.status_value not in IN_HOSPITAL else None
        return journey if window is None or window.journey_id == journey.pk else window.journey


@dataclass(frozen=True, kw_only=True)
class Exempt(_OfWindow):
    """Exempts a terminal citizen individually, before or within the 72 hours; a named doctor decides (RULES 2e)."""

    kind, permission = EventKind.RESPONSIBILITY_EXEMPTED, Permission.EXEMPT_RESPONSIBILITY
    physician: str

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """In a bed, once; or while there is a window that is not over."""
        status = journey.status_value
        if status is JourneyStatus.ACUTE_AMBULATORY:
            return NOT_NOW
        if status in IN_HOSPITAL:
            return "window.exempted_already" if exempted_in_stay(journey) else None
        window = _window(journey, now) if status in AT_HOME else None
        if window is None or window.eligible is False:
            return "window.nothing_to_exempt"
        return "window.is_over" if state_at(window, now) in _OVER else None

    def judge(self, journey: Journey, saying: Saying) -> None:
        """With why, and who decided it."""
        self.require("reason", "window.exempt_reason_missing")
        self.require("physician", "window.physician_missing")

    def payload(self) -> Payload:
        """Why and by whom."""
        return ResponsibilityExempted(reason=self.reason.strip(), physician=self.physician.strip())


@dataclass(frozen=True, kw_only=True)
class Extend(_OfWindow):
    """Lets the ward answer longer, while the window still runs; the municipality is told (RULES 2e)."""

    kind, permission = EventKind.RESPONSIBILITY_EXTENDED, Permission.EXTEND_RESPONSIBILITY
    until: datetime

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While it runs and the citizen is at home; a visit leaves it running (X2)."""
        window = _window(journey, now)
        if window is None or window.ends_at is None or state_at(window, now) not in _RUNS:
            return "window.not_running"
        return None if journey.status_value in AT_HOME else NOT_NOW

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Longer than it runs anyway, and why."""
        window = _window(journey, saying.now)
        if window is not None and window.ends_at is not None and self.until <= window.ends_at:
            raise self.refused("window.until_not_later", field="until", ends_at=iso(window.ends_at))
        self.require("reason", "window.extend_reason_missing")

    def payload(self) -> Payload:
        """Until when and why."""
        return ResponsibilityExtended(until=self.until, reason=self.reason.strip())


@dataclass(frozen=True, kw_only=True)
class _Of112(RuledAct):
    """A 112 call of a citizen at home; said right, it stays so and overtakes no other call."""

    permission = Permission.LOG_CALL

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Of a citizen at home, and no call ends before it began."""
        if saying.corrects is not None:
            at = self.occurred_at or saying.corrects.occurred_at
            check_stays_between_turns(saying.corrects, at)
            self._check_order(saying.corrects, at)

    def _check_order(self, event: JourneyEvent, at: datetime) -> None:
        kinds = [kind.value for kind in (EventKind.EMERGENCY_CALLED, EventKind.EMERGENCY_ENDED)]
        others = JourneyEvent.objects.filter(
            citizen_id__in=family_of(event.citizen.root_id), placement__voided=False, kind__in=kinds
        ).exclude(pk=event.pk)
        first, last = sorted((event.occurred_at, at))
        overtaken = others.filter(occurred_at__range=(first, last)).order_by("occurred_at").first()
        if overtaken is None:
            return
        if self.kind is EventKind.EMERGENCY_ENDED and at < event.occurred_at:
            raise self.refused("emergency.before_call", field="occurred_at", called_at=iso(overtaken.occurred_at))
        raise self.refused("emergency.overtakes", field="occurred_at")


class Call112(_Of112):
    """Notes that 112 was called; the 72 hours lapse until it has ended (X3)."""

    kind = EventKind.EMERGENCY_CALLED

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """Of a citizen at home, once at a time."""
        status = journey.status_value
        if status in IN_HOSPITAL:
            return "emergency.in_hospital"
        if in_hospital_elsewhere(journey):
            return ELSEWHERE
        if status not in AT_HOME:
            return "after.deceased" if status is JourneyStatus.DECEASED else NOT_NOW
        return "emergency.already_called" if emergency_open(journey) else None


class End112(_Of112):
    """The call ended without admission: the 72 hours go on to their original end (X3, A9)."""

    kind = EventKind.EMERGENCY_ENDED

    @classmethod
    def refusal(cls, journey: Journey, now: datetime) -> str | None:
        """While a call is open, from where the citizen was at home."""
        if not emergency_open(journey):
            return "emergency.none"
        return None if journey.status_value in AT_HOME else NOT_NOW

    def judge(self, journey: Journey, saying: Saying) -> None:
        """Not before it began."""
        super().judge(journey, saying)
        since = emergency_since(journey) if saying.corrects is None else None
        if since is not None and (self.occurred_at or saying.now) < since:
            raise self.refused("emergency.before_call", field="occurred_at", called_at=iso(since))
