"""Showing the raw bytes of a message: allowed to few, and always written down (DESIGN §6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from journeys.actions.access import Look, Purpose, log_look
from medcom.models import InboundMessage
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can

# What a page can show; the rest stays in the database.
MOST_SHOWN = 200_000


def open_raw(message: InboundMessage, *, by: User, now: datetime) -> str:
    """The message as text, after a row in the access log."""
    check_can(by, Permission.VIEW_MESSAGE_LOG)
    citizens = [message.citizen_id] if message.citizen_id else []
    reason = _("Rå besked {id}").format(id=message.pk)
    log_look(by, Look.OPEN, now=now, purpose=Purpose.ADMINISTRATION, citizens=citizens, reason=reason)
    return bytes(message.body)[:MOST_SHOWN].decode("utf-8", "replace")
