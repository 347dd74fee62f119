"""The states of a received message, and the tables beside them (DESIGN §3, §4)."""

from enum import StrEnum


class MessageState(StrEnum):
    """What became of a message."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    ACKNOWLEDGEMENT = "acknowledgement"
    FAILED_WILL_RETRY = "failed_will_retry"
    SET_ASIDE = "set_aside"
    # An envelope of several letters, each of which is a message of its own: all taken, or not all.
    OPENED = "opened"
    PARTLY_REFUSED = "partly_refused"


class Door(StrEnum):
    """How a message came in."""

    GATEWAY = "gateway"
    COMMAND = "command"


S = MessageState

# Stored first, worked on later; everything else is final.
WAITING = frozenset({S.RECEIVED, S.FAILED_WILL_RETRY})
# Nothing works on it until somebody asks for it.
RETRIABLE = WAITING | {S.SET_ASIDE}
FINAL = frozenset(MessageState) - RETRIABLE
TRANSITIONS: dict[MessageState, frozenset[MessageState]] = {
    S.RECEIVED: FINAL | {S.FAILED_WILL_RETRY, S.SET_ASIDE},
    S.FAILED_WILL_RETRY: FINAL | {S.FAILED_WILL_RETRY, S.SET_ASIDE},
    S.SET_ASIDE: FINAL | {S.FAILED_WILL_RETRY, S.SET_ASIDE},
    **dict.fromkeys(FINAL, frozenset()),
}
# Someone should look at these: the message is kept and nothing came of it.
NEEDS_EYES = frozenset({S.CONFLICT, S.REJECTED, S.UNREADABLE, S.UNSUPPORTED, S.FAILED_WILL_RETRY, S.SET_ASIDE})
# The one word of the import command (DESIGN §7).
OUTCOMES: dict[MessageState, str] = {
    S.ACCEPTED: "accepted",
    S.DUPLICATE: "duplicate",
    S.UNSUPPORTED: "unsupported",
    S.ACKNOWLEDGEMENT: "accepted",
    S.OPENED: "accepted",
}


def outcome_word(state: MessageState) -> str:
    """accepted, duplicate, unsupported or rejected."""
    return OUTCOMES.get(state, "rejected")
