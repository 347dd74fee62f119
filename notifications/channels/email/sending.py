"""Mails are made, claimed, sent and rescued: at least once, under one Message-ID, and never lost (DESIGN §4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from notifications.channels.email.letter import letter
from notifications.channels.email.outcome import Fault, NoAddress, error_words, fault_of
from notifications.domain.back_off import MAX_ATTEMPTS, is_dead, wait_after
from notifications.domain.mail import MailState, after_quiet, sources_of
from notifications.models import Addressee, Mail
from notifications.selectors.people import hours_of

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round came to."""

    sent: int = 0
    failed: int = 0
    rescued: int = 0


def mail_round(*, now: Callable[[], datetime], limit: int) -> Round:
    """Rescues what a dead worker left, makes what is due, sends at most `limit`."""
    rescued = rescue(now=now())
    keep_quiet(now=now())
    make_due(now=now())
    sent = failed = 0
    while sent + failed < limit and (mail := _claim(now())) is not None:
        fault = _send_claimed(mail, now)
        sent, failed = sent + (fault is None), failed + (fault is not None)
        # Each further one would wait for the same server; they keep their places.
        if fault is Fault.SERVER:
            break
    return Round(sent, failed, rescued)


def keep_quiet(*, now: datetime) -> None:
    """What was late (a server away, no worker, hours chosen since) and meets somebody's quiet time waits for its end.

    What is not made yet waits unmade: in the morning it is one mail, without what a colleague has read by then.
    """
    people = Addressee.objects.to_mail(now).filter(breaks_quiet=False)
    disturbing = Addressee.objects.filter(mail=OuterRef("pk"), breaks_quiet=True)
    mails = Mail.objects.due(now).filter(~Exists(disturbing.order_by()))
    users = {*people.order_by().values_list("user_id", flat=True), *mails.order_by().values_list("user_id", flat=True)}
    for user_id, hours in hours_of(users).items() if users else ():
        ends_at = after_quiet(now, hours)
        if ends_at > now:
            people.filter(user_id=user_id).update(due_at=ends_at)
            mails.filter(user_id=user_id).update(next_attempt_at=ends_at)


def make_due(*, now: datetime) -> int:
    """One mail per person and way, of everything that is due and that nobody has read meanwhile; returns how many."""
    read = Addressee.objects.to_mail(now).filter(notification__seen_at__isnull=False)
    if read.exists():
        Addressee.objects.filter(pk__in=list(read.values_list("pk", flat=True))).update(spared_at=now)
    pairs = Addressee.objects.to_mail(now).order_by("user_id", "way").values_list("user_id", "way").distinct()
    return sum(_make(user_id, way, now) for user_id, way in list(pairs))


def _make(user_id: int, way: str, now: datetime) -> bool:
    with transaction.atomic():
        mail = Mail.objects.create(user_id=user_id, way=way, created_at=now, next_attempt_at=now)
        if Addressee.objects.to_mail(now).filter(user_id=user_id, way=way).update(mail=mail):
            return True
        # Another round was faster: who waited for its rows finds none left.
        mail.delete()
        return False


def rescue(*, now: datetime) -> int:
    """Mails whose sender died between claiming and ending: they are sent again under the same Message-ID."""
    stuck = Mail.objects.stuck(now)
    if not stuck.exists():
        return 0
    # Whatever kills everybody who sends it is given up like any other failure.
    attempted = {"claimed_at": None, "attempts": F("attempts") + 1, "last_error": "Interrupted"}
    last = stuck.filter(attempts__gte=MAX_ATTEMPTS - 1)
    rescued = last.update(state=MailState.FAILED.value, settled_at=now, **attempted)
    rescued += stuck.update(state=MailState.WAITING.value, next_attempt_at=now, **attempted)
    _log.warning("mails_rescued", number=rescued)
    return rescued


def _claim(now: datetime) -> Mail | None:
    """The next one, as being sent; committed before the server is spoken to, so that no lock is held while it answers
    and whoever finds the mail later knows that it may have left."""
    with transaction.atomic():
        mail = Mail.objects.due(now).select_for_update(skip_locked=True).first()
        if mail is None:
            return None
        # SQLite ignores the lock; the conditional UPDATE is what counts (PITFALLS §10).
        mine = Mail.objects.filter(pk=mail.pk, state__in=sources_of(MailState.IN_FLIGHT), claimed_at=mail.claimed_at)
        if not mine.update(state=MailState.IN_FLIGHT.value, claimed_at=now):
            return None
    return Mail.objects.select_related("user").get(pk=mail.pk)


def _send_claimed(mail: Mail, now: Callable[[], datetime]) -> Fault | None:
    try:
        _send(mail)
    except Exception as error:
        fault = fault_of(error)
        _put_off(mail, error, fault, now())
        return fault
    _end(mail, MailState.SENT, settled_at=now(), last_error="")
    return None


def _send(mail: Mail) -> None:
    if not mail.user.email or not mail.user.is_active:
        raise NoAddress
    letter(mail).send()


def _put_off(mail: Mail, error: Exception, fault: Fault, now: datetime) -> None:
    attempts = mail.attempts + 1
    over = fault is Fault.REFUSED or is_dead(attempts)
    _end(
        mail,
        MailState.FAILED if over else MailState.WAITING,
        settled_at=now if over else None,
        attempts=F("attempts") + 1,
        next_attempt_at=now + wait_after(attempts),
        last_error=error_words(error),
    )
    _log.warning("mail_failed", mail=str(mail.pk), attempts=attempts, over=over, error=error_words(error))


def _end(mail: Mail, state: MailState, **values: object) -> None:
    """Only the one who holds the claim ends it: who was taken for dead and lives on changes nothing."""
    Mail.objects.filter(pk=mail.pk, state__in=sources_of(state), claimed_at=mail.claimed_at).update(
        state=state.value, claimed_at=None, **values
    )


def try_again(mail: Mail, *, now: datetime) -> bool:
    """A person says that a mail that failed or waits is to be sent now; False when it is being sent or was sent."""
    rows = Mail.objects.filter(pk=mail.pk, state__in=sources_of(MailState.QUEUED))
    return bool(rows.update(state=MailState.QUEUED.value, settled_at=None, next_attempt_at=now, attempts=0))
