"""People × the citizen's own page: a citizen reads themself and nobody else gets in (DESIGN §6)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from journeys.actions.own_access import tie_login
from journeys.models import Citizen
from organisations.domain.roles import Role
from tests.contracts.matrix.ground.world import World, answered, undone
from tests.contracts.matrix.oracle import Place, giving_code

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
DOORS = ("desk:own", "desk:own-paper", "desk:own-looks", "api:own")
CODES = ("desk:relative-codes", "api:journey-codes")


def test_only_citizens_come_in(matrix: World) -> None:
    """ "The citizen can read the log about themself"; "administrators see numbers, never citizens"."""
    different = []
    for somebody in matrix.people:
        for door in DOORS:
            with undone():
                got = matrix.clients[somebody.person.name].get(reverse(door)).status_code
            # Nobody has tied the citizen's log-in: there is a page that says so, and nothing for a program.
            expected = (404 if door == "api:own" else 200) if somebody.person.role is Role.CITIZEN else 403
            if got != expected:
                different.append((somebody.person.name, door, got, expected))
    assert different == []


def test_a_citizen_reads_themself_in_every_situation_and_never_another(matrix: World) -> None:
    """An entry that nobody has confirmed opens nothing: it may be about somebody else."""
    citizen, different = matrix.named("citizen"), []
    for stands in matrix.journeys:
        person = Citizen.objects.get(pk=stands.journey.citizen_id)
        if person.known_birth_date is None:
            continue
        with undone():
            tie_login(citizen.user, person, now=timezone.now())
            said = matrix.clients["citizen"].get(reverse("api:own"))
            entries = stands.situation.place is Place.ENTRY and not stands.situation.beside
            if said.status_code != (404 if entries else 200):
                different.append((stands.situation.name, said.status_code))
    assert different == []


def test_codes_are_given_by_the_sides_that_ask_the_citizen(matrix: World) -> None:
    different = []
    for number, (somebody, stands) in enumerate(matrix.pairs()):
        door = CODES[number % len(CODES)]
        with undone():
            address = reverse(door, args=[stands.journey.pk])
            got = answered(matrix.clients[somebody.person.name].get(address))
        expected = giving_code(somebody.person, stands.situation)
        if got != expected:
            different.append((somebody.person.name, stands.situation.name, door, got, expected))
    assert different == [], "\n".join(map(str, different))
