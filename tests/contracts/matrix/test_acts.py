"""People × journeys × every act: acts belong to whoever holds the contact, others report (DESIGN §6; kind Doors)."""

from typing import Any

import pytest
from django.urls import reverse

from desk.forms.acting.table import ACTS
from organisations.selectors.permissions import can
from tests.contracts.matrix.acts import WHO_ACTS
from tests.contracts.matrix.ground.situations import Standing
from tests.contracts.matrix.ground.world import World, answered, undone, undrawn
from tests.contracts.matrix.oracle import REFUSED, SEES_NO_CITIZENS, acting, may_act, may_read

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def test_the_oracle_knows_every_act() -> None:
    assert {spec.name for spec in ACTS} == set(WHO_ACTS)


def test_every_act_in_every_journey_is_open_to_those_whose_act_it_is(matrix: World) -> None:
    """What the doors ask, of everybody who sees the journey."""
    different = []
    for somebody, stands in matrix.pairs():
        if not may_read(somebody.person, stands.situation):
            continue
        for spec in ACTS:
            got = can(somebody.user, spec.form.right(stands.journey), stands.journey)
            if got is not may_act(somebody.person, spec.name, stands.situation):
                different.append((somebody.person.name, stands.situation.name, spec.name, got))
    assert different == [], "\n".join(map(str, different))


def api(client: Any, stands: Standing, spec: Any) -> Any:
    address = reverse("api:journey-act", args=[stands.journey.pk, spec.name])
    return client.post(address, {}, content_type="application/json")


def page(client: Any, stands: Standing, spec: Any) -> Any:
    return client.get(reverse("desk:journey-act", args=[stands.journey.pk, spec.slug]))


def fragment(client: Any, stands: Standing, spec: Any) -> Any:
    address = reverse("desk:journey-act", args=[stands.journey.pk, spec.slug])
    return client.get(address, headers={"HX-Request": "true", "HX-Trigger": "live-x"})


def sent(client: Any, stands: Standing, spec: Any) -> Any:
    return client.post(reverse("desk:journey-act", args=[stands.journey.pk, spec.slug]), {})


ROADS = (api, page, sent, fragment)


def test_every_door_of_every_act_asks(matrix: World) -> None:
    """Page and program, asked and sent: each act by every fourth person, in the journeys in turn, by every road."""
    people = [each for each in matrix.people if each.person.role not in SEES_NO_CITIZENS]
    people += [each for each in matrix.people if each.person.role in SEES_NO_CITIZENS][:2]
    different = []
    with undrawn():
        for number, spec in enumerate(ACTS):
            for step, somebody in enumerate(people):
                if (number + step) % 4:
                    continue
                stands = matrix.journeys[(number + step * 3) % len(matrix.journeys)]
                road = ROADS[(number // 4 + step // 4) % len(ROADS)]
                with undone():
                    got = answered(road(matrix.clients[somebody.person.name], stands, spec))
                expected = acting(somebody.person, spec.name, stands.situation)
                if got != expected:
                    place = (somebody.person.name, stands.situation.name, spec.name, road.__name__)
                    different.append((*place, got, expected))
    assert different == [], "\n".join(map(str, different))


def test_the_row_of_a_list_acknowledges_for_those_who_may(matrix: World) -> None:
    different = []
    for somebody, stands in list(matrix.pairs())[::5]:
        if somebody.person.role in SEES_NO_CITIZENS:
            continue
        with undone():
            address = reverse("desk:row-acknowledged", args=[stands.journey.pk])
            got = answered(matrix.clients[somebody.person.name].post(address))
        expected = acting(somebody.person, "acknowledge", stands.situation)
        if somebody.person.role not in WHO_ACTS["acknowledge"]:
            expected = REFUSED
        if got != expected:
            different.append((somebody.person.name, stands.situation.name, got, expected))
    assert different == [], "\n".join(map(str, different))
