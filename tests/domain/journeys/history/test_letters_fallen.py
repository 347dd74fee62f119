"""A letter sent for a discharge that was cancelled, or for a transfer, is not the next one's (RULES 2f L4, 2i V4)."""

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.letters import KnownLetter, letters_of
from tests.factories.events import at, event

ADMITTED = event(K.ADMITTED, 0, ref="in", provider="ward", hospital="a", **{"class": "IMP"})
SENT = [event(K.LETTER_SENT, 49, ref="letter"), event(K.LETTER_ACKNOWLEDGED, 50, letter_ref="letter", positive=True)]


def left(hours: float, ref: str, hospital: str = "a", **more: object) -> EventRecord:
    return event(K.DISCHARGED, hours, ref=ref, provider="ward", hospital=hospital, **more)


def last(*events: EventRecord) -> KnownLetter:
    return letters_of(History([ADMITTED, *events]))[-1]


def test_after_a_cancelled_discharge_the_next_one_owes_its_own_letter() -> None:
    letter = last(left(48, "d"), *SENT, event(K.CANCELLED, 60, voids_ref="d"), left(148, "e"))
    assert (letter.discharged_at, letter.sent_at) == (at(148), None)


def test_a_corrected_discharge_keeps_its_letter() -> None:
    letter = last(left(48, "d"), *SENT, left(52, "e", voids_ref="d"))
    assert (letter.sent_at, letter.acknowledged_at) == (at(49), at(50))


def test_after_a_transfer_the_receiving_hospital_owes_the_letter() -> None:
    there = event(K.ADMITTED, 51, provider="bed", hospital="b", **{"class": "IMP"})
    letter = last(left(48, "d"), *SENT, there, left(148, "e", hospital="b"))
    assert (letter.discharged_at, letter.sent_at) == (at(148), None)
