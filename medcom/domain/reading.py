"""What can be known of a message before the database is asked: bytes in, a notification or problems out."""

import hashlib
import json
from dataclasses import dataclass

from medcom.domain.events import problems_of_chain
from medcom.domain.lengths import problems_of_lengths
from medcom.domain.states import MessageState
from medcom.domain.times import held, problems_of_times
from medcom.parsing.checker import check
from medcom.parsing.codes import EventKind
from medcom.parsing.decode import Unreadable, decode
from medcom.parsing.envelope import Envelope, read_envelope
from medcom.parsing.notification import HospitalNotification, read_notification
from medcom.parsing.problems import Problem, refused
from medcom.parsing.types import Json

# Home-care and hospital messages of the older generation, and the envelope they travel in (SPEC B1, C).
_OLD_NAMESPACES = ("{http://rep.oio.dk/", "{urn:oio:medcom:", "{http://medcom.dk/")
_EDIFACT = (b"UNA", b"UNB")


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading.

    `state` is what the message becomes unless the database knows better: a notification without errors is `received`.
    """

    state: MessageState
    problems: tuple[Problem, ...] = ()
    envelope: Envelope | None = None
    notification: HospitalNotification | None = None
    identity: str = ""


def read(body: bytes, content_type: str = "") -> Reading:
    """Reads any bytes; never raises."""
    try:
        resource = decode(body, content_type or None)
    except Unreadable as unreadable:
        return _not_fhir(body, unreadable)
    problems = check(resource)
    if resource.get("resourceType") != "Bundle":
        return Reading(MessageState.UNREADABLE, problems)
    envelope = read_envelope(resource)
    identity = _digest(_content(resource))
    if envelope.event is EventKind.ACKNOWLEDGEMENT:
        return Reading(MessageState.ACKNOWLEDGEMENT, problems, envelope, None, identity)
    if envelope.event in (EventKind.CARE_COMMUNICATION, EventKind.OTHER):
        return Reading(MessageState.UNSUPPORTED, problems, envelope, None, identity)
    if refused(problems):
        return Reading(MessageState.REJECTED, problems, envelope, None, identity)
    told = read_notification(resource)
    notification = held(told)
    problems += problems_of_chain(told) + problems_of_times(notification) + problems_of_lengths(told)
    state = MessageState.REJECTED if refused(problems) else MessageState.RECEIVED
    # A resend has a later time of its own, so what is held at it must not count for its identity.
    return Reading(state, problems, envelope, notification, _digest(_identity(told)))


def _not_fhir(body: bytes, unreadable: Unreadable) -> Reading:
    old = unreadable.detail.startswith(_OLD_NAMESPACES) or body.lstrip().startswith(_EDIFACT)
    if old:
        return Reading(MessageState.UNSUPPORTED, (Problem("unreadable.old_format"),))
    return Reading(MessageState.UNREADABLE, (Problem(unreadable.code, unreadable.place),))


def _identity(notification: HospitalNotification) -> str:
    """What a technical resend repeats, who sent it included: a transfer under a used id must not be dropped."""
    places = (notification.sender, notification.service_provider)
    return repr((notification.identity, *(party and (party.sor, party.gln) for party in places)))


def _content(resource: Json) -> str:
    """All but what a technical resend renews: the envelope's id and times (SPEC A5)."""
    renewed = {"id", "timestamp", "meta"}
    return json.dumps({name: value for name, value in resource.items() if name not in renewed}, sort_keys=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
