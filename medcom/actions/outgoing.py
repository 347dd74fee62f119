"""Letters go out: built once when they are released, sent again while nobody answers, and never lost (SPEC A5)."""

from datetime import datetime
from uuid import UUID

import structlog
from django.db import Error as DatabaseFailure
from django.db import IntegrityError, transaction
from django.db.models import Q

from documents.models import Delivery, Document
from journeys.domain.history.release import UNDO_WITHIN
from medcom.actions.failures import PASSING
from medcom.actions.undelivered import tell_sender
from medcom.domain.classic.layouts import is_read_only
from medcom.domain.sending import (
    ANSWERED_WITHIN,
    OPEN_VALUES,
    Carrier,
    SendingStep,
    SendState,
    carried_as,
    next_step,
)
from medcom.models import OutboundMessage, Sending
from medcom.parsing.building.letter_bundle import build_letter
from medcom.parsing.checking.checker import check
from medcom.parsing.fhir.decode import encode_json
from medcom.parsing.fhir.types import Json
from medcom.parsing.messages.acknowledgement import new_id
from medcom.parsing.problems.problem import Severity
from medcom.selectors.classic import classic_message
from medcom.selectors.outgoing import Hindered, carriers_of, letter_to_send, undecided, unsent, wrong_since
from notifications.domain.redaction import redacted_error

MOST_AT_ONCE, MOST_PASSED_OVER = 200, 2_000
_log = structlog.get_logger(__name__)


def send_letters(*, now: datetime) -> int:
    """One round: builds what was released, sends again what nobody answered; returns how many messages moved."""
    made = _make_due(now)
    _pass_over(now)
    return made + _go_on(now)


def _make_due(now: datetime) -> int:
    made = 0
    for delivery in list(unsent(now)[:MOST_AT_ONCE]):
        try:
            with transaction.atomic():
                made += _make(delivery, now)
        except IntegrityError:
            # Another round was faster: a delivery is one message.
            continue
        except PASSING:
            raise
        except Exception as error:
            # It must not stop those behind it (DESIGN §4).
            _log.warning("letter_not_made", delivery=delivery.key, error=redacted_error(error))
    return made


def _pass_over(now: datetime) -> None:
    """The rest needs no message: it is read here, was brought by one, or has one. Nobody asks about it again."""
    rest = undecided(now).exclude(pk__in=unsent(now).values("pk"))
    with transaction.atomic():
        keys = rest.order_by("released_at", "key").select_for_update(skip_locked=True, of=("self",))
        Delivery.objects.filter(pk__in=list(keys.values_list("pk", flat=True)[:MOST_PASSED_OVER])).update(routed_at=now)


def _make(delivery: Delivery, now: datetime) -> bool:
    means = carriers_of([delivery.receiver])[delivery.receiver_id]
    state = carried_as(means, delivery.kind)
    if state is None:
        return False
    document = Document.objects.get(pk=delivery.document)
    message = OutboundMessage(
        delivery=delivery.key,
        document=document,
        number=delivery.number,
        thread=document.thread,
        citizen=delivery.journey.citizen,
        sender=delivery.sender,
        receiver=delivery.receiver,
        state=state.value,
        made_at=now,
    )
    if state is SendState.BY_HAND and means.carrier is Carrier.OIOXML and is_read_only(delivery.kind):
        message.hindrance = "no_schema"
    first = Sending(message=message, number=1, made_at=now)
    if state is SendState.WRITTEN:
        _build(message, delivery, first, now, means.classic_for(delivery.kind))
    message.save(force_insert=True)
    if message.body is not None:
        first.save(force_insert=True)
    else:
        tell_sender(message, now=now)
    return True


def _build(message: OutboundMessage, delivery: Delivery, first: Sending, now: datetime, version: str) -> None:
    """The message, checked by our own reader; a letter of which none can be made is work for a person.

    `version` is the classic one that it is built in; "" for a CareCommunication.
    """
    try:
        if version:
            built = classic_message(delivery, message.pk, version, envelope=first.pk, now=now)
        else:
            built = _bundle(message, delivery, first, now)
    except DatabaseFailure:
        raise
    except Exception as error:
        # It would fail in the next round too, and must not stop those behind it (DESIGN §4).
        message.state = SendState.BY_HAND.value
        message.hindrance = str(error)[:200] if isinstance(error, Hindered) else "failed"
        _log.warning("letter_not_built", message=str(message.pk), error=redacted_error(error))
        return
    message.body = encode_json(built)
    message.due_at = now + ANSWERED_WITHIN


def _bundle(message: OutboundMessage, delivery: Delivery, first: Sending, now: datetime) -> Json:
    bundle = {**build_letter(letter_to_send(delivery, message.pk), now=now, ids=new_id), "id": str(first.pk)}
    errors = [problem for problem in check(bundle) if problem.severity is Severity.ERROR]
    if errors:
        raise Hindered(f"check.{errors[0].code}")
    return bundle


def _go_on(now: datetime) -> int:
    due = OutboundMessage.objects.filter(_due(now), state__in=OPEN_VALUES).order_by("due_at", "pk")
    moved = 0
    for key in list(due.values_list("pk", flat=True)[:MOST_AT_ONCE]):
        try:
            with transaction.atomic():
                moved += _step(key, now)
        except PASSING:
            raise
        except Exception as error:
            _log.warning("letter_not_moved", message=str(key), error=redacted_error(error))
    return moved


def _due(now: datetime) -> Q:
    """No step lies further ahead than one waiting: such a one was set by a clock that has been put back since."""
    return Q(due_at__lte=now) | Q(due_at__gt=now + ANSWERED_WITHIN)


def _step(key: UUID, now: datetime) -> bool:
    """What is due of one message; it may have been answered while this round came to it."""
    message = _locked(key)
    last = message.sendings.order_by("-number").first()
    if last is None or message.due_at is None:
        return False
    if message.due_at > now:
        message.due_at = min(message.due_at, now + ANSWERED_WITHIN)
        message.save(update_fields=["due_at"])
        return False
    wrong = wrong_since(message)
    if wrong is not None:
        return _stop(message, wrong, now)
    step = next_step(message.state_value, last.number, handed=last.handed_at is not None)
    if step is None:
        return False
    if step is SendingStep.SEND:
        Sending.objects.create(message=message, number=last.number + 1, made_at=now)
        message.due_at = now + ANSWERED_WITHIN
        message.save(update_fields=["due_at"])
        return True
    message.due_at = None
    if last.handed_at is not None:
        message.state = SendState.UNANSWERED.value
    message.save(update_fields=["due_at", "state"])
    tell_sender(message, now=now)
    return True


def _stop(message: OutboundMessage, since: datetime, now: datetime) -> bool:
    """It is said to be wrong: not sent again. While that can be undone it only waits."""
    undone_until = min(since, now) + UNDO_WITHIN
    if now < undone_until:
        message.due_at = undone_until
    else:
        message.state, message.due_at = SendState.STOPPED.value, None
    message.save(update_fields=["state", "due_at"])
    return message.due_at is None


def _locked(key: UUID) -> OutboundMessage:
    return OutboundMessage.objects.select_for_update().get(pk=key)
