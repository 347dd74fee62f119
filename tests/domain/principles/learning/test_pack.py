"""The pack: nobody is alone in it, and nothing of it is a name, a number or a date (001-103, FQ2; N9)."""

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from journeys.domain.events import EventKind
from principles.learning.rules.pack import FEWEST, LADDERS, TOLD, WITHHELD, Facts, PackStep, Trait, Traits, pack_of

BEGAN = datetime(2026, 3, 2, 13, 20, tzinfo=UTC)


def somebody(rng: Random) -> Traits:
    return Traits(
        age=rng.choice([None, *range(104)]),
        area=rng.choice(["midt", "vest", "randers", ""]),
        speciality=rng.choice(["somatic"] * 6 + ["psychiatric", "unknown"]),
        admission=rng.choice(["acute", "planned", "unknown"]),
        stay_days=rng.choice([None, 0, 1, 3, 6, 12, 25, 80]),
        reason=rng.choice(["", "", "", "nursing_home_place", "home_measures", "other"]),
        destination=rng.choice(["own_home", "nursing_home", "hospice", ""]),
    )


@pytest.mark.parametrize("seed", range(4))
def test_001_103_at_least_five_journeys_are_told_alike_or_nothing_is_told(seed: int) -> None:
    rng = Random(seed)
    others = [somebody(rng) for _ in range(300)]
    for own in others[:40]:
        told = pack_of(Facts(traits=own, began_at=BEGAN), others, common=())["traits"]
        same = [other for other in others if all(_could_be(other, trait, told[trait.value]) for trait in Trait)]
        assert len(same) >= FEWEST, (own, told)


def _could_be(other: Traits, trait: Trait, told: str) -> bool:
    return told == WITHHELD or told in {level(other) for level in LADDERS[trait]}


def test_where_nobody_is_alike_nothing_is_told() -> None:
    own = Traits(age=97, area="vest", speciality="psychiatric", destination="hospice", stay_days=3)
    pack = pack_of(Facts(traits=own, began_at=BEGAN), [own], common=())
    assert set(pack["traits"].values()) == {WITHHELD}
    assert pack["alike"] == 0


@pytest.mark.parametrize(("age", "told"), [(0, "0-9"), (81, "80-89"), (90, "90+"), (104, "90+"), (None, "")])
def test_ages_are_told_by_ten_years_and_the_oldest_together(age: int | None, told: str) -> None:
    own = Traits(age=age)
    assert pack_of(Facts(traits=own, began_at=BEGAN), [own] * 5, common=())["traits"]["age"] == told


def test_a_protected_address_is_in_no_cluster() -> None:
    own = Traits(area="vest")
    pack = pack_of(Facts(traits=own, began_at=BEGAN, placeless=True), [own] * 9, common=())
    assert pack["traits"]["area"] == WITHHELD


def test_days_are_counted_from_the_beginning_and_rare_events_are_something_else() -> None:
    own = Traits(stay_days=3)
    steps = [
        PackStep(EventKind.ADMITTED, BEGAN, "hospital"),
        PackStep(EventKind.EMERGENCY_CALLED, BEGAN + timedelta(days=1)),
        PackStep(EventKind.DISCHARGED, BEGAN + timedelta(days=3, hours=5), "hospital"),
        PackStep(EventKind.OTHER_CITIZEN_NAMED, BEGAN),
    ]
    common = {EventKind.ADMITTED, EventKind.DISCHARGED}
    lines = pack_of(Facts(traits=own, began_at=BEGAN, steps=steps), [own] * 5, common=common)["steps"]
    assert [(line["day"], line["part"], line["code"]) for line in lines] == [
        ("0", "afternoon", "admitted"),
        ("1", "afternoon", "other"),
        ("2-3", "evening", "discharged"),
    ]


def test_where_the_length_is_not_told_the_days_are_not_either() -> None:
    others = [Traits(stay_days=days) for days in (1, 2, 5, 9, 20)]
    steps = [PackStep(EventKind.ADMITTED, BEGAN), PackStep(EventKind.DISCHARGED, BEGAN + timedelta(days=5))]
    facts = Facts(traits=others[2], began_at=BEGAN, steps=steps)
    pack = pack_of(facts, others, common=set(TOLD))
    assert pack["traits"]["stay"] == WITHHELD
    assert {(line["day"], line["part"]) for line in pack["steps"]} == {("", "")}


def test_a_pack_has_no_field_for_a_date_or_a_text() -> None:
    rng = Random(7)
    others = [somebody(rng) for _ in range(60)]
    steps = [PackStep(kind, BEGAN + timedelta(hours=n), "hospital") for n, kind in enumerate(EventKind)]
    pack = pack_of(Facts(traits=others[0], began_at=BEGAN, steps=steps), others, common=set(EventKind))
    assert "2026" not in json.dumps(pack)
    assert set(pack) == {"version", "traits", "alike", "steps", "met"}
