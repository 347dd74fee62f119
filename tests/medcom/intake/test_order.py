"""Any order of the same messages gives the same journeys (DESIGN §2)."""

from itertools import permutations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.medcom.stays import NANCY
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.world import make_served_citizen, make_world, outcome_of

pytestmark = pytest.mark.walk

SHORT = [
    ["STIN", "RE-STIN"],
    ["STIN", "AN-STIN"],
    ["STAA", "RE-STAA", "AN-STAA"],
    ["STIN", "STOR", "SLOR"],
    ["STIN", "STOR", "AN-STOR"],
    ["STIN", "SLHJ", "AN-SLHJ"],
    ["STIN", "MORS", "AN-MORS"],
    ["STIN", "MORS", "RE-MORS"],
    ["MORS", "AN-MORS"],
    ["STAA", "STIN", "SLHJ"],
]
STEPS = {
    "out": ["SLHJ", "MORS"],
    "in": ["STOR", "SLHJ", "MORS", "STAA"],
    "acute": ["STIN", "SLHJ", "MORS"],
    "leave": ["SLOR", "SLHJ", "MORS"],
}
AFTER = {"STIN": "in", "STAA": "acute", "STOR": "leave", "SLOR": "in"}


@st.composite
def stays(draw: st.DrawFn) -> list[str]:
    """A stay of up to seven messages, some corrected or cancelled, as the names of MedCom's scripts."""
    names = [draw(st.sampled_from(["STIN", "STAA"]))]
    state = AFTER[names[0]]
    while len(names) < 6 and draw(st.integers(0, 4)):
        name = draw(st.sampled_from(STEPS[state]))
        names.append(name)
        if draw(st.integers(0, 3)) == 0:
            names.append(f"RE-{name}")
        if name in ("SLHJ", "MORS"):
            if draw(st.booleans()):
                names.append(f"AN-{name}")
            break
        state = AFTER[name]
    return names


@pytest.mark.django_db
@pytest.mark.parametrize("names", SHORT, ids="-".join)
def test_every_order_of_a_short_stay_gives_the_same_rows(names: list[str]) -> None:
    make_world()
    make_served_citizen(NANCY.cpr)
    bundles = play(names)
    outcomes = {outcome_of(order, NANCY.cpr) for order in permutations(bundles)}
    assert len(outcomes) == 1


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=stays(), seed=st.integers(0, 10_000))
def test_a_random_order_of_a_longer_stay_gives_the_same_rows(world: object, names: list[str], seed: int) -> None:
    bundles = play(names)
    shuffled = Random(seed).sample(bundles, len(bundles))
    assert outcome_of(shuffled, NANCY.cpr) == outcome_of(bundles, NANCY.cpr)


@pytest.fixture
def world(db: None) -> object:
    """Organisations and a citizen known to the municipality."""
    make_served_citizen(NANCY.cpr)
    return make_world()
