"""What tests of mails begin with: a ward's nurse and doctor with addresses, and something to tell the ward."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from notifications.actions.notifications import notify_unit
from notifications.channels.email.sending import Round, mail_round
from notifications.domain.escalation import Watch
from notifications.domain.groups import NewsGroup
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailState, MailWay
from notifications.models import EscalationStep, Mail, MailChoice, MailHours, Notification, TellingRule
from organisations.models import Organisation, User
from tests.notifications.conftest import NOW


def choose(user: User, way: MailWay, group: NewsGroup = NewsGroup.DOCUMENTS) -> None:
    """The person's own choice, and an address to be written to."""
    user.email = f"person{user.pk}@example.dk"
    user.save(update_fields=["email"])
    MailChoice.objects.update_or_create(user=user, group=group.value, defaults={"way": way.value})


def quiet(user: User, begins: int, ends: int) -> None:
    """Their quiet time, in whole hours of Danish clocks."""
    MailHours.objects.create(user=user, quiet_from=time(begins), quiet_to=time(ends))


def telling_rule(unit: Organisation, way: MailWay = MailWay.AT_ONCE, **whom: object) -> TellingRule:
    """A rule about the unit's letters."""
    values = {"group": NewsGroup.DOCUMENTS.value, "way": way.value, "valid_from": date(2026, 1, 1), **whom}
    return TellingRule.objects.create(unit=unit, **values)


def step(unit: Organisation | None = None, minutes: int = 0, **more: object) -> EscalationStep:
    """A step about overdue tasks."""
    values = {"watch": Watch.DEADLINE.value, "valid_from": date(2026, 1, 1), **more}
    return EscalationStep.objects.create(unit=unit, waits_minutes=minutes, **values)


def failed_mail(user: User, error: str = "NoAddress: ") -> Mail:
    """One that waits for an administrator."""
    values = {"created_at": NOW, "next_attempt_at": NOW, "settled_at": NOW, "last_error": error}
    return Mail.objects.create(user=user, way=MailWay.AT_ONCE.value, state=MailState.FAILED.value, **values)


def tell(
    unit: Organisation,
    *,
    kind: NotificationKind = NotificationKind.DOCUMENT_SENT,
    subject: UUID | None = None,
    at: datetime = NOW,
) -> Notification:
    """The unit is told of something in a journey."""
    subject = subject or uuid4()
    return notify_unit(
        unit_id=unit.pk, kind=kind, subject_ref=subject, key=f"{kind}:{subject}:{unit.pk}", facts={}, now=at
    )


def send(at: datetime = NOW) -> Round:
    """One round at a moment."""
    return mail_round(now=lambda: at, limit=50)
