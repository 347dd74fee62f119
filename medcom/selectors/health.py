"""How the intake keeps up (DESIGN §5)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count

from medcom.domain.states import WAITING, MessageState
from medcom.models import Gateway, InboundMessage
from medcom.parsing.codes import EVENT_KINDS
from medcom.querysets import CLASSIC_CODES

# What a message calls itself is a stranger's text: one that nobody knows is no name of a figure.
OTHER, UNREAD = "other", "unread"
_KINDS = frozenset({*EVENT_KINDS, *CLASSIC_CODES})


def intake_counts(now: datetime, *, within: timedelta) -> Mapping[tuple[str, MessageState], int]:
    """What came in the span before `now`: how many messages of each kind, and what became of them."""
    rows = InboundMessage.objects.filter(received_at__gt=now - within, received_at__lte=now).order_by()
    found: dict[tuple[str, MessageState], int] = {}
    for code, state, number in rows.values_list("event_code", "state").annotate(Count("pk")):
        kind = code if code in _KINDS else OTHER if code else UNREAD
        key = kind, MessageState(state)
        found[key] = found.get(key, 0) + number
    return dict(sorted(found.items()))


def waiting_number() -> int:
    """How many messages are not worked off."""
    return InboundMessage.objects.filter(state__in=[state.value for state in WAITING]).count()


def oldest_waiting_at() -> datetime | None:
    """When the oldest message that is not worked off came in; None when nothing waits."""
    waiting = InboundMessage.objects.filter(state__in=[state.value for state in WAITING])
    return waiting.order_by("received_at").values_list("received_at", flat=True).first()


def speak_for_all() -> list[str]:
    """Active gateways that may deliver for every sender: right for a national hub, else nobody decided it (D14)."""
    if settings.DEMO:
        return []
    return list(Gateway.objects.active().filter(all_senders=True).values_list("name", flat=True))
