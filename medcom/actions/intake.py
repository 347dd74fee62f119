"""The way of a message: store, read, act once, answer (DESIGN §4)."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists

from journeys.actions.projection.writing import add_unless_known
from medcom.actions.acknowledged import note_acknowledgement, note_receipt
from medcom.actions.answers import answer_to, receipts_of
from medcom.actions.failures import put_off
from medcom.actions.letters import take_letter
from medcom.actions.notified import Noted, note
from medcom.actions.parties import Unknown, default_rule
from medcom.actions.store import part_of, store
from medcom.domain.formats import is_classic_answer
from medcom.domain.identifiers import label_of, number_of
from medcom.domain.reading import MessageReading, payload_of, read
from medcom.domain.states import FINAL, Door, MessageState, outcome_word
from medcom.models import Gateway, InboundMessage, MessageKey
from medcom.parsing.building.resources import local
from medcom.parsing.checking.checker import fewer
from medcom.parsing.codes import ResponseCode
from medcom.parsing.messages.acknowledgement import new_id, response_code
from medcom.parsing.oioxml.reading import letters_apart
from medcom.parsing.problems.problem import Problem, refused

# Two workers that register the same organisations in another order: one of them is told to try again.
TRIES = 3
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
    """Works on a stored message in one transaction; one that is done already is returned as it is. Never raises.

    A passing error (the database) leaves the message waiting and the sender hears transient-error; any other failure
    would come again however often the message is sent, so the sender hears fatal-error. Either is tried again a few
    times by `medcom.tasks.process_waiting_messages` and then set aside with its reason (DESIGN §4).
    """
    reading: MessageReading | None = None
    for attempt in range(1, TRIES + 1):
        try:
            reading = reading or _read(message)
            if reading.is_several:
                return _opened(message, reading, now, unknown)
            with transaction.atomic():
                return _settle(message, reading, unknown or default_rule(), now)
        except (OperationalError, IntegrityError) as error:
            if attempt == TRIES:
                return put_off(message, reading, error, now)
        except Exception as error:
            return put_off(message, reading, error, now)
    raise AssertionError("unreachable")  # pragma: no cover


def _read(message: InboundMessage) -> MessageReading:
    schemas, received_at = settings.MEDCOM_XSD, message.received_at
    return read(bytes(message.body), message.content_type, schemas=schemas, received_at=received_at)


def _settle(message: InboundMessage, reading: MessageReading, unknown: Unknown, now: datetime) -> InboundMessage:
    row, is_envelope_used = _locked(message, reading)
    if row.state_value in FINAL:
        return row
    _describe(row, reading)
    receiver = number_of(reading.envelope.receiver) if reading.envelope else ""
    claim = _first_with_key if reading.flawed else _claim_key
    earlier = claim(row, receiver)
    if reading.classic is not None and earlier is not None and _is_another_letter(row, earlier):
        row.message_id = _own_number(row, receiver)
        earlier = claim(row, receiver)
    if row.state_value is MessageState.ACKNOWLEDGEMENT:
        return _finish(row, reading, _answered(row, reading, now), now)
    if reading.envelope is None or row.message_id is None:
        return _finish(row, reading, reading.problems, now)
    if earlier is not None:
        return _repeated(row, reading, earlier, now)
    if reading.classic is None and is_envelope_used:
        row.state = MessageState.REJECTED.value
        return _finish(row, reading, [Problem("intake.envelope_reused", "Bundle.id")], now)
    if reading.state is not MessageState.RECEIVED:
        return _finish(row, reading, reading.problems, now)
    return _act(row, reading, unknown, now)


def _locked(message: InboundMessage, reading: MessageReading) -> tuple[InboundMessage, bool]:
    """The row as it is stored now, and whether another message came in its envelope before; two workers meet here."""
    envelope, others = reading.envelope, InboundMessage.objects.none()
    if envelope is not None and envelope.bundle_id is not None:
        others = InboundMessage.objects.filter(bundle_id=envelope.bundle_id, message_id__isnull=False)
        others = others.exclude(message_id=envelope.message_id)
    rows = InboundMessage.objects.select_for_update(of=("self",)).annotate(envelope_is_used=Exists(others))
    row = rows.defer("body").get(pk=message.pk)
    return row, bool(row.__dict__["envelope_is_used"])


def _opened(message: InboundMessage, reading: MessageReading, now: datetime, unknown: Unknown | None) -> InboundMessage:
    """Each letter of an envelope is a message of its own: one that is refused or fails stops none beside it.

    Killed in between, it is opened again with the letters that it has.
    """
    with transaction.atomic():
        row = InboundMessage.objects.select_for_update().defer("body").get(pk=message.pk)
        if row.state_value in FINAL:
            return row
        parts = list(row.parts.order_by("part_number")) or _take_apart(message, reading, row)
    parts = [process(part, now=now, unknown=unknown) for part in parts]
    with transaction.atomic():
        row = InboundMessage.objects.select_for_update().defer("body").get(pk=message.pk)
        if row.state_value in FINAL:
            return row
        _describe(row, reading)
        # The letters have their ids; the envelope is none of them.
        row.message_id, row.identity = None, ""
        refusals = [part for part in parts if outcome_word(part.state_value) not in ("accepted", "duplicate")]
        row.state = (MessageState.PARTLY_REFUSED if refusals else MessageState.OPENED).value
        row.problems = [problem.as_json() for problem in _of_parts(refusals)]
        row.answer = receipts_of(reading, parts, now=now)
        row.answer_code = (ResponseCode.FATAL_ERROR if refusals else ResponseCode.OK).value if row.answer else ""
        row.answered_at = now if row.answer else None
        return _save(row)


def _take_apart(message: InboundMessage, reading: MessageReading, row: InboundMessage) -> list[InboundMessage]:
    body, content_type = payload_of(bytes(message.body), message.content_type)
    parts = [part_of(row, letter, number) for number, letter in enumerate(letters_apart(body, content_type), start=1)]
    return InboundMessage.objects.bulk_create(parts)


def _of_parts(parts: Sequence[InboundMessage]) -> tuple[Problem, ...]:
    """Why letters of an envelope were not taken, each reason once."""
    stated = [Problem.from_json(each) for part in parts for each in part.problems]
    return fewer(list({problem.code: problem for problem in stated if refused((problem,))}.values()))


def _answered(row: InboundMessage, reading: MessageReading, now: datetime) -> Sequence[Problem]:
    """An acknowledgement is for a letter of ours; one that breaks the rules of its form is kept and does nothing."""
    if reading.flawed or refused(reading.problems):
        return reading.problems
    receipt = reading.receipt
    if receipt is not None:
        return (*reading.problems, *note_receipt(receipt, gateway=row.gateway, now=now))
    body, content_type = payload_of(bytes(row.body), row.content_type)
    return (*reading.problems, *note_acknowledgement(body, content_type, gateway=row.gateway, now=now))


def _describe(row: InboundMessage, reading: MessageReading) -> None:
    """What the message says about itself, for the log."""
    envelope, notification = reading.envelope, reading.notification
    row.state = reading.state.value
    row.identity = reading.identity
    if envelope is None:
        return
    row.message_id, row.bundle_id = envelope.message_id, envelope.bundle_id
    row.event_code = (envelope.event_code or "")[:60]
    row.sender_label, row.receiver_label = label_of(envelope.sender), label_of(envelope.receiver)
    if reading.classic is not None:
        row.activity = reading.classic.version[:60]
        return
    own = envelope.own_provenance
    row.activity = (notification.activity if notification else (own.activity if own else None) or "")[:60]


def _is_another_letter(row: InboundMessage, earlier: InboundMessage) -> bool:
    """14 signs are used again in time: another letter in another envelope is another one (SPEC B2)."""
    return earlier.identity != row.identity and earlier.bundle_id != row.bundle_id


def _own_number(row: InboundMessage, receiver: str) -> str:
    """That of its envelope besides; of one that was sent before in another envelope still the first one's."""
    assert row.message_id is not None
    assert row.bundle_id is not None
    sender, _sign, envelope = row.bundle_id.rpartition(":")
    letter = row.message_id.rpartition(":")[2]
    same = MessageKey.objects.filter(receiver=receiver, first__identity=row.identity)
    same = same.filter(message_id__startswith=f"{sender}:", message_id__endswith=f":{letter}").order_by("pk")
    return same.values_list("message_id", flat=True).first() or f"{sender}:{envelope}:{letter}"


def _claim_key(row: InboundMessage, receiver: str) -> InboundMessage | None:
    """None for the first message with an id to a receiver, else that one. Two at once wait for each other here."""
    if row.message_id is None or row.state_value is MessageState.ACKNOWLEDGEMENT:
        return None
    key = MessageKey(message_id=row.message_id, receiver=receiver, first=row)
    if add_unless_known(key):
        return None
    key = MessageKey.objects.get(message_id=row.message_id, receiver=receiver)
    return None if key.first_id == row.pk else InboundMessage.objects.defer("body").get(pk=key.first_id)


def _first_with_key(row: InboundMessage, receiver: str) -> InboundMessage | None:
    """The message that has this id already; one of a broken form looks and does not take it (M13)."""
    key = MessageKey.objects.filter(message_id=row.message_id, receiver=receiver).first()
    return InboundMessage.objects.defer("body").get(pk=key.first_id) if key and row.message_id else None


def _repeated(row: InboundMessage, reading: MessageReading, first: InboundMessage, now: datetime) -> InboundMessage:
    """The duplicate table of SPEC A5."""
    row.original = first
    if row.identity != first.identity or _is_of_other_class(reading, first):
        row.state = MessageState.CONFLICT.value
        return _finish(row, reading, [Problem("intake.conflicting_duplicate", "Bundle.entry[0].resource.id")], now)
    row.state = MessageState.DUPLICATE.value
    row.citizen_id, row.event_id = first.citizen_id, first.event_id
    repeated = Problem("intake.duplicate", "Bundle.entry[0].resource.id")
    if first.answer is None or is_classic_answer(first.answer) or reading.vans is not None:
        return _finish(row, reading, [*map(Problem.from_json, first.problems), repeated], now)
    # The first answer's content in a new envelope (DESIGN §4 step 3).
    row.problems = [*first.problems, repeated.as_json()]
    row.answer = {**first.answer, "id": new_id(), "timestamp": local(now)}
    row.answer_code, row.answered_at = first.answer_code, now
    return _save(row)


def _is_of_other_class(reading: MessageReading, first: InboundMessage) -> bool:
    """Whether one says acute ambulatory and the other in a bed; the digest of a letter does not hold it (SPEC A5)."""
    told = first.event.payload.get("class") if first.event else None
    return reading.notification is not None and told not in (None, reading.notification.encounter_class)


def _act(row: InboundMessage, reading: MessageReading, unknown: Unknown, now: datetime) -> InboundMessage:
    letter = reading.incoming
    if letter is not None:
        return _finish(row, reading, fewer([*reading.problems, *take_letter(row, letter, unknown, now)]), now)
    assert reading.notification is not None
    noted: Noted = note(reading.notification, identity=reading.identity, unknown=unknown, gateway=row.gateway, now=now)
    row.state = (MessageState.ACCEPTED if noted.event else MessageState.REJECTED).value
    row.citizen, row.event = noted.citizen, noted.event
    return _finish(row, reading, fewer([*reading.problems, *noted.problems]), now)


def _finish(row: InboundMessage, reading: MessageReading, problems: Sequence[Problem], now: datetime) -> InboundMessage:
    """Writes down the problems and the answer; acknowledgements are never acknowledged (SPEC A5)."""
    row.problems = [problem.as_json() for problem in problems]
    if row.state_value is not MessageState.ACKNOWLEDGEMENT:
        row.answer = answer_to(reading, problems, now=now)
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
