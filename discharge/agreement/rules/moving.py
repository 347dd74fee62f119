"""An agreed time that is near is moved by telephone, not in writing alone (flowchart 1-40, 2-5; RULES 2a O4)."""

from datetime import datetime

from discharge.agreement.rules.agreement import agreement_of
from discharge.settings.rules.limits import hours
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import elapsed
from journeys.domain.events import EventKind
from journeys.domain.history.history import History


def is_call_missing(history: History, at: datetime, *, now: datetime, choices: Choices = DEFAULTS) -> bool:
    """Whether moving the agreed time to `at` needs a call that nobody has written down since it was agreed.

    A call of the same hours counts, whoever wrote it down. Action so soon is always by telephone (flowchart 1-40;
    RULES 2a O4), 24 hours where the area has decided on no others (G6).
    """
    agreed, within = history.once(agreement_of).agreed, hours(choices["G6"])
    if agreed is None or agreed.at == at or elapsed(now, agreed.at) >= within:
        return False
    since = max(agreed.agreed_at, now - within)
    calls = (event for event in history.counting if event.kind is EventKind.CALL_LOGGED)
    return not any(since <= call.stated_at and call.occurred_at <= now for call in calls)
