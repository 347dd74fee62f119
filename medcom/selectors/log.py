"""The message log, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count

from journeys.domain.calendar.clock import COPENHAGEN
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.querysets import InboundMessageQuerySet
from organisations.selectors.keyset import PageCut, Paged, page_by_key

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What of the log to show; None is everything."""

    state: MessageState | None = None
    gateway: int | None = None
    day: date | None = None


def log_page(wanted: LogFilter, cut: PageCut) -> Paged[InboundMessage]:
    """One page of the log, newest first."""
    rows = _matching(wanted)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state.value)
    return page_by_key(rows.without_body().select_related("gateway"), cut, at="received_at", size=PAGE)


def counts_by_state(wanted: LogFilter) -> dict[MessageState, int]:
    """How many messages of each state there are on the chosen day and gateway."""
    rows = _matching(wanted).order_by().values_list("state").annotate(Count("pk"))
    return {MessageState(state): count for state, count in rows}


def _matching(wanted: LogFilter) -> InboundMessageQuerySet:
    rows = InboundMessage.objects.all()
    if wanted.gateway is not None:
        rows = rows.filter(gateway_id=wanted.gateway)
    if wanted.day is not None:
        begins = datetime.combine(wanted.day, time(), COPENHAGEN)
        ends = datetime.combine(wanted.day + timedelta(days=1), time(), COPENHAGEN)
        rows = rows.filter(received_at__gte=begins, received_at__lt=ends)
    return rows


def logged_message(message_id: UUID) -> InboundMessage | None:
    """One message without its bytes, with what it repeats."""
    rows = InboundMessage.objects.defer("body").select_related("gateway")
    return rows.filter(pk=message_id).first()


def parts_of(message: InboundMessage) -> list[InboundMessage]:
    """The letters of an envelope that came with several, in its order."""
    return list(message.parts.without_body().order_by("part_number"))


def repeats_of(message: InboundMessage) -> list[InboundMessage]:
    """Later deliveries under the same id, oldest first."""
    return list(message.repeats.without_body().order_by("received_at", "pk"))
