"""People × the ways to begin a stay × citizens of other houses: it opens and moves nothing that stands (DESIGN §6)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journeys.models import Journey
from organisations.domain.roles import Role
from tests.contracts.matrix.acts import CARE, WARD
from tests.contracts.matrix.ground.people import RANDERS_WARD
from tests.contracts.matrix.ground.people import WARD as OWN_WARD
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone, undrawn
from tests.contracts.matrix.oracle import Person, reading, speaks_for, takes_part

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
# Slug on screen, name in the API, and who may: a hospital plans, a hospital or the serving municipality enters.
WAYS: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("planlagt", "planned", WARD),
    ("indlagt", "admitted", WARD | CARE),
    ("akut", "arrived", WARD | CARE),
)
STRANGERS = ("nurse of Randers", "secretary of surgery", "assessor of Skive", "doctor of Randers by glass")
CITIZENS = ("Liggende", "Hjemkommen", "Planlagt", "Fremmed", "Overflyttet", "Ukendt")


def test_every_way_to_begin_asks_who_may(matrix: World) -> None:
    different = []
    for number, somebody in enumerate(matrix.people):
        client = matrix.clients[somebody.person.name]
        for step, (slug, name, roles) in enumerate(WAYS):
            with undone(), undrawn():
                got = answered(_knock(client, slug, name, number + step))
                also = answered(_knock(client, slug, name, number + step + 2))
            if {got, also} != ({"open"} if somebody.person.role in roles else {"403"}):
                different.append((somebody.person.name, name, got, also))
    assert different == []


def _knock(client: Client, slug: str, name: str, turn: int) -> Any:
    """By page or by program, to ask or to send."""
    page = reverse("desk:journey-new", args=[slug])
    if turn % 4 == 0:
        return client.get(page)
    if turn % 4 == 1:
        return client.post(page, {})
    if turn % 4 == 2:
        return client.get(page, headers={"HX-Request": "true", "HX-Trigger": "live-x"})
    return client.post(reverse("api:journey-begin", args=[name]), {}, content_type="application/json")


def said(person: Person, stands: Standing, matrix: World, *, hours: float) -> dict[str, Any]:
    """An entry of one's own ward, or of the ward that the municipality names."""
    ward = OWN_WARD if person.role not in WARD else person.unit
    at = (matrix.now + timedelta(hours=hours)).isoformat()
    planned = (matrix.now + timedelta(days=2)).isoformat()
    unit = matrix.ground.units[ward]
    return {"cpr": stands.journey.citizen.cpr, "ward": str(unit.pk), "occurred_at": at, "planned_at": planned}


def state_of(journey: Journey) -> tuple[Any, ...]:
    """What a stranger's entry must not move."""
    row = Journey.objects.get(pk=journey.pk)
    parties = sorted(row.parties.values_list("organisation__name", "role"))
    return (row.status, row.ward_id, row.hospital_id, row.municipality_id, row.merged_into_id, parties)


@pytest.mark.parametrize("name", [name for _, name, _ in WAYS])
def test_beginning_a_stay_of_another_houses_citizen_opens_and_moves_nothing(name: str, matrix: World) -> None:
    different = []
    for somebody in (matrix.named(each) for each in STRANGERS):
        for stands in (matrix.situated(each) for each in CITIZENS):
            if takes_part(somebody.person, stands.situation) and speaks_for(somebody.person, stands.situation):
                continue
            for hours in (-1.0, 0.0) if name != "planned" else (0.0,):
                different += tried(somebody.person, stands, name, hours, matrix)
    assert different == [], "\n".join(map(str, different))


def tried(person: Person, stands: Standing, name: str, hours: float, matrix: World) -> list[Any]:
    """What one entry changed that it must not."""
    client, address = matrix.clients[person.name], reverse("api:journey-begin", args=[name])
    before, place = state_of(stands.journey), (person.name, stands.situation.name, name, hours)
    with undone():
        made = client.post(address, said(person, stands, matrix, hours=hours), content_type="application/json")
        after = state_of(stands.journey)
        door = answered(client.get(reverse("api:journey", args=[stands.journey.pk])))
    found = []
    if after != before:
        found.append((*place, made.status_code, "moved"))
    if door != reading(person, stands.situation):
        found.append((*place, made.status_code, "opened" if door == "open" else door))
    if reading(person, stands.situation) != "open" and str(stands.journey.pk) in made.content.decode():
        found.append((*place, made.status_code, "told"))
    return found


def test_a_ward_names_no_ward_of_another_hospital(matrix: World) -> None:
    stands = matrix.situated("Fremmed")
    said_of_randers = {
        "cpr": stands.journey.citizen.cpr,
        "ward": str(matrix.ground.units[RANDERS_WARD].pk),
        "occurred_at": matrix.now.isoformat(),
    }
    with undone():
        made = matrix.clients["nurse"].post(
            reverse("api:journey-begin", args=["admitted"]), said_of_randers, content_type="application/json"
        )
    assert made.status_code == 400
