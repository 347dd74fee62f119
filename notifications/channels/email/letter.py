"""What a mail says: that there is news in a journey, how much of what, and where to sign in. Never about whom."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from notifications.domain.groups import GROUP_OF, NewsGroup
from notifications.domain.kinds import NotificationKind
from notifications.domain.mail import MailWay
from notifications.models import Mail
from notifications.sentences import GROUP_LABELS

# People read it in a mailbox, where nobody has chosen a language.
LANGUAGE = "da"
INBOX, CHOICES = "/nyt/", "/beskeder/"


def letter(mail: Mail) -> EmailMessage:
    """The mail as it leaves; the same every time it is tried."""
    # What two units of one house were told is read as one: each telling once.
    told = mail.addressees.order_by("notification__telling").distinct()
    columns = ("notification__kind", "notification__subject_ref", "notification__telling")
    rows = [(kind, subject) for kind, subject, _telling in told.values_list(*columns)]
    plans = {kind for kind, _subject in rows} <= {NotificationKind.PLAN_TASK_LATE.value}
    journeys = len({subject for _kind, subject in rows})
    with override(LANGUAGE):
        subject, body = (
            _digest_words([kind for kind, _subject in rows])
            if mail.way == MailWay.DIGEST
            else (_late() if plans else _news(journeys), [])
        )
        lines = [
            f"{subject}.",
            *body,
            "",
            _("Log ind for at læse det:"),
            _address(INBOX),
            "",
            _("Af hensyn til borgerne står der ikke mere i mailen. Du vælger selv, hvad du får mail om:"),
            _address(CHOICES),
        ]
    return EmailMessage(
        subject=subject,
        body="\n".join(lines) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.user.email],
        headers={"Message-ID": f"<{mail.pk}@{_domain()}>", "Auto-Submitted": "auto-generated"},
    )


def _news(journeys: int) -> str:
    return ngettext("Der er nyt i et forløb", "Der er nyt i %(number)d forløb", journeys) % {"number": journeys}


def _late() -> str:
    return _("En opgave i en implementeringsplan er forsinket")


def _digest_words(kinds: Iterable[str]) -> tuple[str, list[str]]:
    counts = group_counts(kinds)
    return _("Samlet besked: der er nyt til jer"), [
        "",
        *(f"{GROUP_LABELS[group]}: {number}" for group, number in counts.items()),
    ]


def group_counts(kinds: Iterable[str]) -> Mapping[NewsGroup, int]:
    """How much of each group, in the groups' order."""
    counts = Counter(GROUP_OF[NotificationKind(kind)] for kind in kinds)
    return {group: counts[group] for group in NewsGroup if counts[group]}


def _address(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def _domain() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].rstrip(">") or "localhost"
