"""Who takes or took part in a journey, and since when (DESIGN §6)."""

from dataclasses import replace
from datetime import datetime

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.sight.parties import Party, parties_of
from journeys.domain.state.fold import fold
from tests.factories.events import at, event

IN = event(K.ADMITTED, 0, ref="in", provider="ward", hospital="hospital", municipality="m")
WARD, MUNICIPALITY = {("ward", "hospital"): at(0)}, {("m", "municipality"): at(0)}


def parties(
    *events: EventRecord, said: tuple[EventRecord, ...] = (), houses: dict[str, str] | None = None
) -> dict[Party, datetime]:
    history, facts = History([IN, *events]), CitizenFacts(statements=History(said))
    return parties_of(history, fold(history, facts), facts, houses)


def stated(hours: float, practice: str | None) -> EventRecord:
    return replace(event(K.GP_STATED, hours), payload={"organisation": practice})


def test_the_ward_and_the_municipality_that_the_message_went_to_take_part() -> None:
    assert parties() == WARD | MUNICIPALITY


def test_a_ward_to_which_the_citizen_is_moved_takes_part_from_then_on() -> None:
    assert parties(event(K.PLACED, 5, provider="ward2", hospital="hospital"))[("ward2", "hospital")] == at(5)


@pytest.mark.parametrize(
    ("said", "practices"),
    [
        ((stated(-100, "old"),), {"old": 0}),
        ((stated(-100, "old"), stated(10, "new")), {"old": 0, "new": 10}),
        ((stated(-100, "old"), stated(-10, "new")), {"new": 0}),
        ((stated(-100, "old"), stated(0, "new")), {"new": 0}),
        ((stated(-100, "old"), stated(-10, None)), {}),
    ],
    ids=["known before", "replaced meanwhile", "replaced before", "replaced as it began", "none any more"],
)
def test_a_practice_takes_part_unless_it_was_replaced_before(
    said: tuple[EventRecord, ...], practices: dict[str, float]
) -> None:
    found = parties(said=said)
    assert {unit: since for (unit, role), since in found.items() if role == "general_practice"} == {
        name: at(hours) for name, hours in practices.items()
    }


@pytest.mark.parametrize(
    ("houses", "shared"),
    [({"assessor": "m"}, True), ({"assessor": "elsewhere"}, False), ({}, True)],
    ids=["a party's", "a municipality that is none", "not known"],
)
def test_whom_a_municipality_sent_the_journey_to_takes_part_if_it_does(houses: dict[str, str], shared: bool) -> None:
    sent = event(K.SHARED, 6, organisation="assessor", unit="bosted")
    assert (parties(sent, houses=houses).get(("bosted", "social")) == at(6)) is shared
