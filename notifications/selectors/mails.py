"""How the mails are doing, for the administrator and the health endpoint, and what a person chose."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from notifications.domain.groups import NewsGroup
from notifications.domain.mail import MailState, MailWay, QuietHours
from notifications.models import Mail, MailChoice, MailHours
from notifications.querysets import MailQuerySet
from organisations.models import User

MOST_LISTED = 100


def unsent_mails(mails: MailQuerySet) -> list[Mail]:
    """Every one of them that has not left, the newest first; those that were given up before the others."""
    rows = mails.unsettled().select_related("user")
    failed = list(mails.failed().select_related("user")[:MOST_LISTED])
    others = rows.exclude(state=MailState.FAILED.value)
    return [*failed, *others[: MOST_LISTED - len(failed)]]


def failed_number(mails: MailQuerySet | None = None) -> int:
    """How many mails wait for a person: of these, else of everybody's."""
    return (Mail.objects.all() if mails is None else mails).failed().count()


def last_sent_at() -> datetime | None:
    """When a mail last left."""
    sent = Mail.objects.filter(state=MailState.SENT.value, settled_at__isnull=False)
    return sent.order_by("-settled_at").values_list("settled_at", flat=True).first()


def oldest_overdue_mail(now: datetime) -> timedelta | None:
    """How long the oldest mail that may leave has waited; None when none does."""
    since = Mail.objects.due(now).order_by("created_at").values_list("created_at", flat=True).first()
    return None if since is None else now - since


def choices_of(user: User) -> Mapping[NewsGroup, MailWay]:
    """What the person chose, by group; nothing where they left it to their unit."""
    rows = MailChoice.objects.filter(user=user).order_by("group")
    return {NewsGroup(row.group): MailWay(row.way) for row in rows}


def mail_hours_of(user: User) -> QuietHours:
    """When they want mail."""
    row = MailHours.objects.filter(user=user).first()
    return row.value if row else QuietHours()
