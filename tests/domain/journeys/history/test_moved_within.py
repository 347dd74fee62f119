"""RULES 2i V3 and V5: a move between wards of one hospital changes neither stay, doctor nor readiness."""

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from journeys.domain.state.letters import letters_of
from journeys.domain.state.status import JourneyStatus
from tests.factories.events import at, event

PLACE = {"hospital": "viborg", "provider": "m1"}
IN_BED = (event(K.ADMITTED, 0, **PLACE), event(K.PHYSICIAN_NAMED, 1, name="Anna Holm", organisation="m1"))
READY = event(K.READY_REGISTERED, 10, reasons=[])
MOVED = event(K.PLACED, 20, hospital="viborg", provider="k2")


def test_v3_a_move_within_the_hospital_keeps_stay_and_physician() -> None:
    state = fold(History((*IN_BED, MOVED)), CitizenFacts())
    assert (state.provider, len(state.stays), len(state.contacts)) == ("k2", 1, 1)
    assert state.physician is not None
    assert state.physician.name == "Anna Holm"


def test_v5_a_ready_citizen_moved_for_the_bed_stays_ready() -> None:
    state = fold(History((*IN_BED, READY, MOVED)), CitizenFacts())
    assert state.status is JourneyStatus.READY
    assert state.ready_periods[-1].is_open


def test_l3_the_follow_up_stands_in_the_letter() -> None:
    said = {"follow_up": True, "recommendation": "Nyretal om en uge"}
    events = (*IN_BED, event(K.DISCHARGED, 48, **PLACE), event(K.LETTER_SENT, 50, **said))
    (letter,) = letters_of(History(events))
    assert (letter.follow_up, letter.recommendation) == (True, "Nyretal om en uge")


def test_v3_a_discharge_of_a_contact_that_began_as_the_last_one_ended_is_of_another_one() -> None:
    first = event(K.DISCHARGED, 24, period_start=at(0).isoformat(), **PLACE)
    second = event(K.DISCHARGED, 48, period_start=at(24).isoformat(), **PLACE)
    contacts = fold(History((*IN_BED, first, second)), CitizenFacts()).contacts
    assert [(each.start, each.end) for each in contacts] == [(at(0), at(24)), (at(24), at(48))]
