"""The citizen's window that decides, its state, and an open 112 call (RULES 2e)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile

from discharge.agreement.selectors import kept_story
from discharge.extended_responsibility.rules.clock import ANSWERING, WindowState
from discharge.models import ExtendedResponsibility
from journeys.domain.events import EventKind
from journeys.domain.state.close_out import since_last_stay
from journeys.models import Journey


def current_window(journey: Journey, *, at: datetime) -> ExtendedResponsibility | None:
    """The citizen's window that decides at `at` (RULES 2d "one situation, one answer").

    One that runs or may run, whichever journey it belongs to; else the newest one of this journey.
    """
    windows = ExtendedResponsibility.objects.filter(journey__citizen_id=journey.citizen_id, voided=False)
    return deciding_window(windows.order_by("discharged_at", "key"), journey, at=at)


def deciding_window(
    windows: Iterable[ExtendedResponsibility], journey: Journey, *, at: datetime
) -> ExtendedResponsibility | None:
    """The same choice among the citizen's windows, oldest first."""
    counting = [window for window in windows if not window.voided]
    for states in (ANSWERING, {WindowState.UNKNOWN}):
        answering = [window for window in counting if state_at(window, at) in states]
        if answering:
            return answering[-1]
    return next((window for window in reversed(counting) if window.journey_id == journey.pk), None)


def interrupted_window(journey: Journey, *, at: datetime) -> ExtendedResponsibility | None:
    """The citizen's window that a 112 call interrupts, and that goes on when the call has ended (X3, A9)."""
    windows = ExtendedResponsibility.objects.filter(journey__citizen_id=journey.citizen_id, voided=False)
    waiting = windows.filter(eligible=True, ends_at__gt=at).order_by("discharged_at", "key")
    return next((each for each in reversed(waiting) if state_at(each, at) == WindowState.SUPERSEDED), None)


def region_missing(windows: Iterable[ExtendedResponsibility], journey: Journey) -> bool:
    """Whether a window of this journey waits for somebody to say in which region the hospital lies (E1)."""
    waiting = [w for w in windows if w.journey_id == journey.pk and not w.voided and w.eligible is None]
    return any("region" in window.missing for window in waiting)


def state_at(window: ExtendedResponsibility | None, at: datetime) -> str | None:
    """The state of a stored window at an instant; None without a window or before it.

    One that nobody decided on is over when the 72 hours are, whatever the answer would have been.
    """
    if window is None:
        return None
    begun = [str(state) for since, state in window.phases if datetime.fromisoformat(since) <= at]
    state = begun[-1] if begun else None
    undecided = state == WindowState.UNKNOWN and window.eligible is None
    return "expired" if undecided and window.could_end_at is not None and window.could_end_at <= at else state


def exempted_in_stay(journey: Journey) -> bool:
    """Whether the hospital has decided during the journey's last stay that the 72 hours shall not begin."""
    stay = kept_story(journey).once(since_last_stay)
    return any(event.kind is EventKind.RESPONSIBILITY_EXEMPTED for event in stay)


def emergency_since(journey: Journey) -> datetime | None:
    """Since when a 112 call is what answers for the citizen, in whichever journey (RULES 2d S11); None where none is.

    Read from the stored answers: a call told of somebody who lies in hospital suspends nothing.
    """
    row = getattr(journey.citizen, "responsibility", None)
    open_ones = takewhile(lambda period: period["open"]["state"] == "S11", reversed(row.periods if row else []))
    begun = [datetime.fromisoformat(period["from"]) for period in open_ones]
    return begun[-1] if begun else None


def emergency_open(journey: Journey) -> bool:
    """Whether 112 was called and nobody has told the outcome."""
    return emergency_since(journey) is not None
