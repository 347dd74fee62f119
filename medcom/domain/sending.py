"""What becomes of a letter that goes out: how it is carried, when it is sent again, when somebody is told (SPEC A5)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from discharge.channel.rules.channel import ChannelDocument
from medcom.domain.classic.layouts import layout_for
from medcom.parsing.codes import ResponseCode


class Carrier(StrEnum):
    """What a counterpart's own system can receive."""

    NONE = "none"
    FHIR = "fhir"
    OIOXML = "oioxml"
    PAPER = "paper"


class SendState(StrEnum):
    """How far a message of ours has come."""

    WRITTEN = "written"
    HANDED_OVER = "handed_over"
    RECEIVED = "received"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    BY_HAND = "by_hand"
    STOPPED = "stopped"


S = SendState

# Nothing is sent or asked any more; a late positive acknowledgement is taken in all the same.
OPEN = frozenset({S.WRITTEN, S.HANDED_OVER})
OPEN_VALUES = sorted(state.value for state in OPEN)
# It did not reach the other system: somebody has to see to it.
NEEDS_A_PERSON = frozenset({S.REFUSED, S.UNANSWERED, S.BY_HAND})
TRANSITIONS: dict[SendState, frozenset[SendState]] = {
    S.WRITTEN: frozenset({S.HANDED_OVER, S.RECEIVED, S.REFUSED, S.STOPPED}),
    S.HANDED_OVER: frozenset({S.RECEIVED, S.REFUSED, S.UNANSWERED, S.STOPPED}),
    S.RECEIVED: frozenset(),
    S.REFUSED: frozenset({S.RECEIVED}),
    S.UNANSWERED: frozenset({S.RECEIVED, S.REFUSED}),
    S.BY_HAND: frozenset(),
    # Said to be wrong on the way: that it came there is worth knowing.
    S.STOPPED: frozenset({S.RECEIVED}),
}
# MedCom, reliable messaging (SPEC A5): no acknowledgement in 30 minutes, then again, at most twice.
ANSWERED_WITHIN = timedelta(minutes=30)
MOST_RESENDS = 2
# Not in the agreement (inf): the receiver may be waiting for it.
MESSAGE_TASK = "message_not_received"
TASK_WITHIN = timedelta(hours=1)


class SendingStep(StrEnum):
    """What is to be done next with a message."""

    SEND = "send"
    TELL = "tell"


def sources_of(state: SendState) -> list[str]:
    """The states that a message may come from, as the database names them."""
    return sorted(source.value for source, targets in TRANSITIONS.items() if state in targets)


@dataclass(frozen=True, slots=True)
class Means:
    """What the system of a counterpart receives: how, which classic versions, and whether in a VANSEnvelope."""

    carrier: Carrier = Carrier.NONE
    versions: frozenset[str] = frozenset()
    in_vans: bool = False

    def classic_for(self, kind: str) -> str:
        """The classic version in which it gets a document of this kind; "" for none.

        CareCommunication carries a korrespondance only (DICTIONARY 8.2): whoever gets those so may get reports in XML.
        """
        if self.carrier not in _BY_MESSAGE or (self.carrier is Carrier.FHIR and kind == ChannelDocument.CORRESPONDENCE):
            return ""
        return layout_for(kind, self.versions)


_BY_MESSAGE = frozenset({Carrier.FHIR, Carrier.OIOXML})


def carried_as(means: Means, kind: str) -> SendState | None:
    """What a sending of this kind becomes at a counterpart: a message, work for a person, or nothing (None)."""
    if means.carrier is Carrier.NONE:
        return None
    by_fhir = means.carrier is Carrier.FHIR and kind == ChannelDocument.CORRESPONDENCE
    return S.WRITTEN if by_fhir or means.classic_for(kind) else S.BY_HAND


def next_step(state: SendState, number: int, *, handed: bool) -> SendingStep | None:
    """Half an hour after the last envelope, the `number`th: without an answer the letter is sent again, twice at most,
    and then somebody is told; so they are of one that nobody fetched (SPEC A5). A transient refusal is no answer: the
    receiver asks to have it again later."""
    if state not in OPEN:
        return None
    return SendingStep.SEND if handed and number <= MOST_RESENDS else SendingStep.TELL


def state_after(state: SendState, code: ResponseCode) -> SendState:
    """What an acknowledgement makes of it; one that comes late or twice changes nothing for the worse."""
    target = {ResponseCode.OK: S.RECEIVED, ResponseCode.FATAL_ERROR: S.REFUSED}.get(code, state)
    return target if target in TRANSITIONS[state] else state
