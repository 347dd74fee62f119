"""People × journeys × every door that shows one: nobody reads what is out of their sight (DESIGN §6; kind Doors)."""

from itertools import product

import pytest
from django.urls import reverse

from tests.contracts.matrix.doors import (
    OF_ACTS,
    OF_CHANGES,
    OF_CODES,
    OF_DOCUMENTS,
    OF_LEARNING,
    OF_QUESTIONS,
    PAGES,
    Door,
)
from tests.contracts.matrix.ground.people import Somebody
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone, undrawn
from tests.contracts.matrix.oracle import HIDDEN, OPEN, REFUSED, SEES_NO_CITIZENS, reading
from tests.contracts.url_table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
# Every pair knocks on a door in turn, those out of sight on two: all doors and side roads meet people and journeys of
# every kind. That sight itself is right for every pair is asked of the program's list (test_lists.py).
DOORS_PER_PAIR = {OPEN: 1, REFUSED: 1, HIDDEN: 2}
BOTH = (OPEN, HIDDEN)
MOST_ROADS = max(len(door.roads) for door in PAGES)


def test_no_door_that_names_somebody_is_left_out() -> None:
    naming = {name for name, row in TABLE.items() if {"journey", "citizen", "event", "question"} & set(row.args)}
    elsewhere = OF_ACTS | OF_CHANGES | OF_CODES | OF_DOCUMENTS | OF_LEARNING | OF_QUESTIONS
    assert naming == {door.name for door in PAGES} | elsewhere


def test_every_door_opens_to_those_who_see_the_journey_and_to_nobody_else(matrix: World) -> None:
    different, met, turn = [], set(), 0

    def knock(somebody: Somebody, stands: Standing, door: Door, road: int) -> None:
        with undone():
            got = answered(door.knock(matrix.clients[somebody.person.name], stands, road))
        expected = door.says(somebody.person, stands.situation)
        met.add((door.name, road % len(door.roads), expected))
        if got != expected:
            different.append((somebody.person.name, stands.situation.name, door.name, road, got, expected))

    with undrawn():
        for number, (somebody, stands) in enumerate(matrix.pairs()):
            if somebody.person.role in SEES_NO_CITIZENS and number % 4:
                continue
            for _ in range(DOORS_PER_PAIR[reading(somebody.person, stands.situation)]):
                turn += 1
                knock(somebody, stands, PAGES[turn % len(PAGES)], turn // len(PAGES))
        # Every side road is tried by somebody who may and by somebody who may not, however many people there are.
        for door, road, says in product(PAGES, range(MOST_ROADS), BOTH):
            if road < len(door.roads) and (door.name, road, says) not in met:
                pairs = matrix.pairs()
                knock(*next(pair for pair in pairs if door.says(pair[0].person, pair[1].situation) == says), door, road)
    assert different == [], "\n".join(map(str, different))


def test_a_refusal_names_nobody(matrix: World) -> None:
    """The page that says no is the same for all; it is read here, where it is drawn."""
    leaks = []
    refusing = [pair for pair in matrix.pairs() if reading(pair[0].person, pair[1].situation) in (HIDDEN, REFUSED)]
    for number, (somebody, stands) in enumerate(refusing[::5]):
        door = PAGES[number % len(PAGES)]
        # A citizen's page opens with any of their journeys: there it says no to nobody.
        if door.says(somebody.person, stands.situation) == OPEN:
            continue
        with undone():
            response = door.knock(matrix.clients[somebody.person.name], stands, number)
        body = response.content.decode()
        if stands.journey.citizen.family_name in body or (stands.journey.citizen.cpr or "-") in body:
            leaks.append((somebody.person.name, stands.situation.name, door.name))
    assert leaks == []


@pytest.mark.parametrize(("unit", "status"), [("Medicin", 200), ("Medicin, Randers", 404), ("Kirurgi", 403)])
def test_a_program_reads_as_the_unit_that_it_names_and_of_its_own_units_only(
    unit: str, status: int, matrix: World
) -> None:
    """`X-Unit`: somebody who works in two houses reads in each what that house sees."""
    from organisations.actions.memberships import give_membership
    from organisations.domain.roles import Role
    from tests.factories.organisations import LONG_AGO

    somebody, stands = matrix.named("nurse of Randers"), matrix.situated("Liggende")
    with undone():
        ward = matrix.ground.units["Medicin"]
        give_membership(somebody.user, unit=ward, role=Role.HOSPITAL_NURSE, valid_from=LONG_AGO)
        named = str(matrix.ground.units[unit].pk)
        client = matrix.clients["nurse of Randers"]
        for name in ("api:journey", "api:journey-events", "api:journey-responsibility"):
            address = reverse(name, args=[stands.journey.pk])
            assert client.get(address, headers={"X-Unit": named}).status_code == status, name
            assert client.get(address).status_code == 404, name
        # Pages know no such header: only their own token says which unit they were made for.
        page = reverse("desk:journey", args=[stands.journey.pk])
        assert client.get(page, headers={"X-Unit": named}).status_code == 404
