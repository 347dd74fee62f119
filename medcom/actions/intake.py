"""The way of a message: store, read, act once, answer (DESIGN §4)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from django.db import Error as DatabaseFailure
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F

from medcom.actions.answers import acknowledgement
from medcom.actions.notified import Noted, note
from medcom.actions.parties import Unknown, default_rule
from medcom.actions.store import store
from medcom.domain.identifiers import label_of
from medcom.domain.reading import Reading, read
from medcom.domain.states import FINAL, Door, MessageState
from medcom.models import Gateway, InboundMessage, MessageKey
from medcom.parsing.acknowledgement import response_code
from medcom.parsing.codes import ResponseCode
from medcom.parsing.problems import Problem
from notifications.domain.redaction import redacted_error

# Two workers that register the same organisations in another order: one of them is told to try again.
TRIES = 3
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
_log = structlog.get_logger(__name__)


def receive(
    body: bytes,
    *,
    content_type: str,
    door: Door,
    now: datetime,
    gateway: Gateway | None = None,
    unknown: Unknown | None = None,
) -> InboundMessage:
    """Stores a message and works on it; the row returned has its state, problems and answer."""
    message = store(body, content_type=content_type, door=door, now=now, gateway=gateway)
    return process(message, now=now, unknown=unknown)


def process(message: InboundMessage, *, now: datetime, unknown: Unknown | None = None) -> InboundMessage:
    """Works on a stored message in one transaction; one that is done already is returned as it is.

    An error of ours (never of the content) leaves the message waiting: the sender hears transient-error, and
    `medcom.tasks.process_waiting_messages` tries again.
    """
    reading = read(bytes(message.body), message.content_type)
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _settle(message, reading, unknown or default_rule(), now)
        except (OperationalError, IntegrityError) as error:
            if attempt == TRIES:
                return _put_off(message, reading, error, now)
        except Exception as error:
            return _put_off(message, reading, error, now)
    raise AssertionError("unreachable")  # pragma: no cover


def _settle(message: InboundMessage, reading: Reading, unknown: Unknown, now: datetime) -> InboundMessage:
    row = InboundMessage.objects.select_for_update().defer("body").get(pk=message.pk)
    if row.state_value in FINAL:
        return row
    _describe(row, reading)
    earlier = _claim_key(row)
    if row.state_value is MessageState.ACKNOWLEDGEMENT or reading.envelope is None or row.message_id is None:
        return _finish(row, reading, reading.problems, now)
    if earlier is not None:
        return _repeated(row, reading, earlier, now)
    if _envelope_is_used(row):
        row.state = MessageState.REJECTED.value
        return _finish(row, reading, [Problem("intake.envelope_reused", "Bundle.id")], now)
    if reading.state is not MessageState.RECEIVED:
        return _finish(row, reading, reading.problems, now)
    return _act(row, reading, unknown, now)


def _describe(row: InboundMessage, reading: Reading) -> None:
    """What the message says about itself, for the log."""
    envelope, notification = reading.envelope, reading.notification
    row.state = reading.state.value
    row.identity = reading.identity
    if envelope is None:
        return
    row.message_id, row.bundle_id = envelope.message_id, envelope.bundle_id
    row.event_code = (envelope.event_code or "")[:60]
    own = envelope.own_provenance
    row.activity = (notification.activity if notification else (own.activity if own else None) or "")[:60]
    row.sender_label, row.receiver_label = label_of(envelope.sender), label_of(envelope.receiver)


def _claim_key(row: InboundMessage) -> InboundMessage | None:
    """None for the first message with an id, else that first one. Two at once wait for each other here."""
    if row.message_id is None or row.state_value is MessageState.ACKNOWLEDGEMENT:
        return None
    key, created = MessageKey.objects.get_or_create(message_id=row.message_id, defaults={"first": row})
    if created or key.first_id == row.pk:
        return None
    return InboundMessage.objects.defer("body").get(pk=key.first_id)


def _repeated(row: InboundMessage, reading: Reading, first: InboundMessage, now: datetime) -> InboundMessage:
    """The duplicate table of SPEC A5."""
    row.original = first
    if row.identity != first.identity:
        row.state = MessageState.CONFLICT.value
        return _finish(row, reading, [Problem("intake.conflicting_duplicate", "Bundle.entry[0].resource.id")], now)
    row.state = MessageState.DUPLICATE.value
    row.citizen_id, row.event_id = first.citizen_id, first.event_id
    if first.bundle_id == row.bundle_id or first.answer is None:
        row.problems, row.answer, row.answer_code = first.problems, first.answer, first.answer_code
        row.answered_at = now
        return _save(row)
    known = [Problem(item["code"], item["expression"], item["detail"]) for item in first.problems]
    return _finish(row, reading, [*known, Problem("intake.duplicate", "Bundle.entry[0].resource.id")], now)


def _envelope_is_used(row: InboundMessage) -> bool:
    if row.bundle_id is None:
        return False
    others = InboundMessage.objects.filter(bundle_id=row.bundle_id, message_id__isnull=False)
    return others.exclude(message_id=row.message_id).exists()


def _act(row: InboundMessage, reading: Reading, unknown: Unknown, now: datetime) -> InboundMessage:
    assert reading.notification is not None
    noted: Noted = note(reading.notification, unknown=unknown, now=now)
    row.state = (MessageState.ACCEPTED if noted.event else MessageState.REJECTED).value
    row.citizen, row.event = noted.citizen, noted.event
    return _finish(row, reading, [*reading.problems, *noted.problems], now)


def _finish(row: InboundMessage, reading: Reading, problems: Sequence[Problem], now: datetime) -> InboundMessage:
    """Writes down the problems and the answer; acknowledgements are never acknowledged (SPEC A5)."""
    row.problems = [_as_json(problem) for problem in problems]
    if row.state_value is not MessageState.ACKNOWLEDGEMENT:
        row.answer = acknowledgement(reading.envelope, problems, now=now)
    row.answer_code = response_code(problems).value if row.answer else ""
    row.answered_at = now if row.answer else None
    return _save(row)


def _save(row: InboundMessage) -> InboundMessage:
    row.attempts += 1
    row.retry_at, row.processing_error = None, ""
    # The bytes are never written again.
    row.save(update_fields=[field.name for field in row._meta.concrete_fields if field.name not in ("id", "body")])
    log = _log.info if row.door == Door.GATEWAY.value else _log.debug
    log("message_received", message=str(row.pk), state=row.state, answer=row.answer_code)
    return row


def _as_json(problem: Problem) -> dict[str, object]:
    return {"code": problem.code, "expression": problem.expression, "detail": dict(problem.detail)}


def _put_off(message: InboundMessage, reading: Reading, error: Exception, now: datetime) -> InboundMessage:
    """Keeps the message for another try; where even that cannot be written, its row says `received` still."""
    _log.warning("message_failed", message=str(message.pk), error=redacted_error(error))
    wait = _WAITS[min(message.attempts, len(_WAITS) - 1)]
    try:
        InboundMessage.objects.filter(pk=message.pk).exclude(state__in=[state.value for state in FINAL]).update(
            state=MessageState.FAILED_WILL_RETRY.value,
            attempts=F("attempts") + 1,
            retry_at=now + wait,
            processing_error=redacted_error(error)[:200],
        )
    except DatabaseFailure:
        _log.warning("message_waits", message=str(message.pk))
    message.state = MessageState.FAILED_WILL_RETRY.value
    problems = [Problem("intake.out_of_operation")]
    message.problems = [_as_json(problem) for problem in problems]
    message.answer = _transient(reading, problems, now)
    message.answer_code = ResponseCode.TRANSIENT_ERROR.value if message.answer else ""
    return message


def _transient(reading: Reading, problems: Sequence[Problem], now: datetime) -> dict[str, object] | None:
    try:
        return acknowledgement(reading.envelope, problems, now=now, code=ResponseCode.TRANSIENT_ERROR)
    except DatabaseFailure:
        # Only a sender of one number is looked up; it is asked to come back all the same.
        return None
