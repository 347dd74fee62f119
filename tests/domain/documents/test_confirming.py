"""The letter that confirms a call says what was said, in its order, and no more (UX §2.8)."""

from documents.domain.confirming import letter_of_call
from journeys.domain.events import EventKind as K
from journeys.domain.events.payloads.responsibility import CallLogged
from tests.factories.events import at, event


def test_the_parts_that_were_said_stand_in_their_order() -> None:
    call = event(K.CALL_LOGGED, 1, agreed="Ringer i morgen", question="Kan hun gå?").read(CallLogged)
    letter = letter_of_call(call, at(1))
    assert letter["text"] == f"{letter['subject']}.\nSpørgsmål: Kan hun gå?\nAftalt: Ringer i morgen"
    assert letter["category"] == "carecoordination"
    assert letter["subject"].startswith("Bekræftelse af opkald ")


def test_whoever_called_themselves_asked_nothing() -> None:
    call = event(K.CALL_LOGGED, 1, caller_role="ward", question="Sengen er klar").read(CallLogged)
    assert letter_of_call(call, at(1))["text"].splitlines()[1:] == ["Om: Sengen er klar"]
