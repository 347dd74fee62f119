"""Tables of telling: what is to be done after commit, what units have been told, and how it reaches their people."""

from notifications.models.mail import Addressee, Mail, MailChoice, MailHours
from notifications.models.notification import Notification
from notifications.models.outbox import OutboxMessage
from notifications.models.rules import Escalation, EscalationStep, TellingRule

__all__ = [
    "Addressee",
    "Escalation",
    "EscalationStep",
    "Mail",
    "MailChoice",
    "MailHours",
    "Notification",
    "OutboxMessage",
    "TellingRule",
]
