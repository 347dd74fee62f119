"""What can be known of a message before the database is asked: bytes in, a notification, a letter or problems out."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from journeys.domain.sight.showable import is_showable
from medcom.domain.classic.reading import Classic, read_classic
from medcom.domain.events import problems_of_chain
from medcom.domain.lengths import problems_of_lengths
from medcom.domain.letters import IncomingLetter, incoming_of
from medcom.domain.observations import incoming_of_observation
from medcom.domain.states import MessageState
from medcom.domain.times import held, problems_of_times
from medcom.parsing.bundle import Message
from medcom.parsing.checking.checker import check, fewer
from medcom.parsing.codes import MessageEventKind
from medcom.parsing.envelope import Envelope, MessageOrganization, read_envelope
from medcom.parsing.fhir.decode import Unreadable, decode
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.types import Json
from medcom.parsing.messages.care_communication import CareCommunication, NotALetter, read_care_communication
from medcom.parsing.messages.home_care_observation import HomeCareObservation, read_home_care_observation
from medcom.parsing.messages.notification import HospitalNotification, read_notification
from medcom.parsing.oioxml.message import Receipt
from medcom.parsing.oioxml.reading import is_classic
from medcom.parsing.oioxml.vans import VansEnvelope, is_vans, read_vans
from medcom.parsing.problems.problem import Problem, refused

# Home-care and hospital messages of the older generation, and the envelope they travel in (SPEC B1, C).
_OLD_NAMESPACES = ("{http://rep.oio.dk/", "{urn:oio:medcom:", "{http://medcom.dk/")
_EDIFACT = (b"UNA", b"UNB")
# What becomes of the kinds that nothing is done with.
_UNWORKED = {
    MessageEventKind.ACKNOWLEDGEMENT: MessageState.ACKNOWLEDGEMENT,
    MessageEventKind.OTHER: MessageState.UNSUPPORTED,
}


@dataclass(frozen=True, slots=True)
class MessageReading:
    """The outcome of reading.

    `state` is what the message becomes unless the database knows better: a notification without errors is `received`.
    """

    state: MessageState
    problems: tuple[Problem, ...] = ()
    envelope: Envelope | None = None
    notification: HospitalNotification | None = None
    letter: CareCommunication | None = None
    identity: str = ""
    # Its form is broken, perhaps on the way: the same id may come again whole, so it must not be used up.
    flawed: bool = False
    observation: HomeCareObservation | None = None
    # A letter or receipt of the older generation.
    classic: Classic | None = None
    # The envelope of the network that it came in.
    vans: VansEnvelope | None = None

    @property
    def is_several(self) -> bool:
        """Whether it is an envelope of classic letters, each of which is a message of its own."""
        return self.classic is not None and self.classic.is_several

    @property
    def incoming(self) -> IncomingLetter | None:
        """The letter that it is, of either generation; None of anything else."""
        if self.classic is not None:
            return self.classic.incoming
        if self.observation is not None:
            return incoming_of_observation(self.observation)
        return incoming_of(self.letter) if self.letter is not None else None

    @property
    def receipt(self) -> Receipt | None:
        """A receipt of the older generation or of the network; None of anything else."""
        if self.classic is not None:
            return self.classic.receipt
        return self.vans.receipt if self.vans is not None else None


def read(
    body: bytes, content_type: str = "", *, schemas: Path | None = None, received_at: datetime | None = None
) -> MessageReading:
    """Reads any bytes; never raises. `schemas` is where the official schemas of classic letters lie, if they do.

    `received_at` is when the message came: what it tells of a later time is held there.
    """
    if is_vans(body):
        return _of_vans(body, content_type, schemas, received_at)
    if is_classic(body):
        return _of_classic(read_classic(body, content_type, schemas=schemas))
    flaws = Flaws()
    try:
        resource = decode(body, content_type or None, flaws=flaws)
    except Unreadable as unreadable:
        return _not_fhir(body, unreadable, flaws)
    message = Message(resource)
    problems = check(message)
    if resource.get("resourceType") != "Bundle":
        return MessageReading(MessageState.UNREADABLE, _problems_of(flaws) or problems)
    envelope = read_envelope(message)
    if flaws.noted:
        return _flawed(resource, envelope, flaws, problems)
    identity = _digest(_content(resource))
    if envelope.event in _UNWORKED:
        return MessageReading(_UNWORKED[envelope.event], problems, envelope, identity=identity)
    if refused(problems):
        return MessageReading(MessageState.REJECTED, problems, envelope, identity=identity)
    if envelope.event is MessageEventKind.CARE_COMMUNICATION:
        return _letter(message, envelope, problems)
    if envelope.event is MessageEventKind.HOME_CARE_OBSERVATION:
        return _observation(message, envelope, problems)
    told = read_notification(message, envelope)
    notification = held(told, received_at)
    problems += problems_of_chain(told) + problems_of_times(notification) + problems_of_lengths(told)
    state = MessageState.REJECTED if refused(problems) else MessageState.RECEIVED
    # A resend has a later time of its own, so what is held at it must not count for its identity.
    return MessageReading(state, problems, envelope, notification, identity=_digest(_identity(told)))


def payload_of(body: bytes, content_type: str) -> tuple[bytes, str]:
    """The message itself and its stated type: of one that came in an envelope of the network what lies in it."""
    vans = read_vans(body, content_type) if is_vans(body) else None
    return (vans.data, "") if vans is not None and vans.data is not None else (body, content_type)


def _of_vans(body: bytes, content_type: str, schemas: Path | None, received_at: datetime | None) -> MessageReading:
    try:
        vans = read_vans(body, content_type)
    except Unreadable as unreadable:
        return MessageReading(MessageState.UNREADABLE, (_problem(unreadable),))
    if vans.data is None:
        return MessageReading(MessageState.ACKNOWLEDGEMENT, (), vans=vans, identity=_digest(vans.identifier))
    if is_vans(vans.data):
        return MessageReading(MessageState.UNREADABLE, (Problem("unreadable.vans_nested"),))
    return replace(read(vans.data, schemas=schemas, received_at=received_at), vans=vans)


def _of_classic(found: Classic) -> MessageReading:
    return MessageReading(
        found.state,
        found.problems,
        found.envelope,
        identity=found.identity,
        flawed=found.flawed,
        classic=found,
    )


def _letter(message: Message, envelope: Envelope, problems: tuple[Problem, ...]) -> MessageReading:
    letter = read_care_communication(message, envelope)
    texts = [letter.topic, *(part.text for part in letter.segments), *(part.title for part in letter.files)]
    if not all(map(is_showable, texts)):
        # Neither stored nor shown: what no page can show is sent again in signs that one can.
        return MessageReading(MessageState.REJECTED, (*problems, Problem("cc.not_showable", "Bundle")), envelope)
    identity = _digest(repr((letter.identity, _numbers(letter.sender, letter.receiver))))
    return MessageReading(MessageState.RECEIVED, problems, envelope, letter=letter, identity=identity)


def _observation(message: Message, envelope: Envelope, problems: tuple[Problem, ...]) -> MessageReading:
    try:
        told = read_home_care_observation(message, envelope)
    except NotALetter:
        return MessageReading(
            MessageState.REJECTED, (*problems, Problem("hco.report_missing", "Bundle.entry")), envelope
        )
    parts = incoming_of_observation(told)
    if not all(map(is_showable, [*parts.values.values(), *map(str, (part.writer for part in parts.parts.texts))])):
        return MessageReading(MessageState.REJECTED, (*problems, Problem("cc.not_showable", "Bundle")), envelope)
    problems = (*problems, Problem("hco.profile_unchecked", "Bundle"))
    identity = _digest(repr((told.identity, _numbers(told.sender, told.receiver))))
    return MessageReading(MessageState.RECEIVED, problems, envelope, observation=told, identity=identity)


def _flawed(resource: Json, envelope: Envelope, flaws: Flaws, problems: tuple[Problem, ...]) -> MessageReading:
    """A message of a broken form: who can be told is told by an acknowledgement like any other refusal (M13)."""
    if envelope.message_id is None and envelope.event is not MessageEventKind.ACKNOWLEDGEMENT:
        return MessageReading(MessageState.UNREADABLE, _problems_of(flaws))
    state = _UNWORKED.get(envelope.event, MessageState.REJECTED)
    problems = fewer([*_problems_of(flaws), *problems])
    return MessageReading(state, problems, envelope, identity=_digest(_content(resource)), flawed=True)


def _problems_of(flaws: Flaws) -> tuple[Problem, ...]:
    return tuple(_problem(flaw) for flaw in flaws.noted)


def _problem(unreadable: Unreadable) -> Problem:
    return Problem(unreadable.code, unreadable.place)


def _not_fhir(body: bytes, unreadable: Unreadable, flaws: Flaws) -> MessageReading:
    old = unreadable.detail.startswith(_OLD_NAMESPACES) or body.lstrip().startswith(_EDIFACT)
    if old:
        return MessageReading(MessageState.UNSUPPORTED, (Problem("unreadable.old_format"),))
    return MessageReading(MessageState.UNREADABLE, (_problem((*flaws.noted, unreadable)[0]),))


def _identity(notification: HospitalNotification) -> str:
    """What a technical resend repeats, who sent it included: a transfer under a used id must not be dropped."""
    return repr((notification.identity, *_numbers(notification.sender, notification.service_provider)))


def _numbers(*parties: MessageOrganization | None) -> list[tuple[str | None, str | None] | None]:
    return [(party.sor, party.gln) if party else None for party in parties]


def _content(resource: Json) -> str:
    """All but what a technical resend renews: the envelope's id and times (SPEC A5)."""
    renewed = {"id", "timestamp", "meta"}
    return json.dumps({name: value for name, value in resource.items() if name not in renewed}, sort_keys=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
