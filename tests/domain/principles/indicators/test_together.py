"""RULES 6: of lines that count some of the same people nothing small is told, whoever knows which groups are empty.

What the lines of a month tell is one system of equations; its unknowns are the stays of one place and one kind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import TypeAlias

import pytest

from principles.indicators.rules.publication import BY_MONTH, Cut, Group, Key, Published, publish_month
from principles.indicators.rules.registry import LINES, publishing_order, wholes_of
from principles.indicators.rules.together import publish_lines
from principles.indicators.rules.wholes import before_parts
from tests.domain.principles.indicators.test_publication import HALF, Solver, of_hospitals, region

# How many stays there are of a place, by the lines that count them.
Lots: TypeAlias = Mapping[tuple[Group, frozenset[str]], int]
_EVERY = ("K16", "K17", "K28.order")


def stays(random: Random, somatic: bool) -> frozenset[str]:
    """The lines of one discharge; each answer holds for all of a place or is each stay's own."""
    asked = ("day", "need", "plan", "practice", "strict", "sent", "window", "index", "registered")
    yes = {name: random.random() < 0.7 for name in asked}
    lines = {*_EVERY}
    lines |= {"K26"} if yes["day"] else set()
    lines |= {"K20"} if yes["need"] else set()
    lines |= {"K4"} if yes["day"] and yes["need"] else set()
    lines |= {"K5"} if yes["day"] and yes["plan"] and somatic else set()
    lines |= {"K7"} if yes["need"] and somatic else set()
    lines |= {"K7.registered"} if yes["need"] and yes["registered"] and somatic else set()
    lines |= {"K10"} if yes["practice"] else set()
    lines |= {"K10.strict"} if yes["practice"] and yes["strict"] else set()
    lines |= {"K28.receipt"} if yes["practice"] and yes["sent"] else set()
    lines |= {"K13.exempted", "K13.extended"} if yes["window"] else set()
    if yes["index"]:
        lines |= {"K14"} if somatic else {"K14.psychiatric"}
    if yes["index"] and somatic:
        lines |= {"K14.window"} if yes["window"] else set()
        lines |= {random.choice(("K14.contingency", "K14.no_contingency", "K14"))}
    return frozenset(lines)


def waits(random: Random, somatic: bool) -> frozenset[str]:
    """The lines of one wait."""
    own = {"K8.region", "K8.state"} if somatic else {"K8.psychiatric", "K8.psychiatric_state"}
    return frozenset({"K8", "K9", "K28", *own})


def small_region(seed: int) -> Lots:
    """Few in three hospitals and five municipalities; half of the places are empty, and most are all of one kind."""
    random, found = Random(seed), Counter[tuple[Group, frozenset[str]]]()
    for group in region(seed):
        if group.month != HALF or random.random() < 0.5:
            continue
        somatic = group.speciality == "somatic"
        place = replace(group, speciality="somatic" if somatic else "psychiatric", number=0, numerator=0)
        for tell in (stays, waits):
            alike, mixed = tell(random, somatic), random.random() < 0.2
            for _ in range(group.number):
                found[place, tell(random, somatic) if mixed else alike] += 1
    return found


def groups_of(lots: Lots, line: str) -> list[Group]:
    number = Counter[Group]()
    for (place, lines), many in lots.items():
        if line in lines:
            number[place] += many
    return [replace(place, number=many, numerator=many // 2) for place, many in number.items()]


def told_of(lots: Lots) -> dict[str, Published]:
    lines = {line for _, lines in lots for line in lines}
    groups = {(line, ""): groups_of(lots, line) for line in lines}
    return {line: cells for (line, _), cells in publish_lines(groups, HALF, before={}).items()}


def given_away(lots: Lots, told: Mapping[str, Published]) -> list[tuple[str, str, Key]]:
    """Each number of one to four that all told numbers solve: of a part, of its whole, and of whom the part lacks."""
    unknowns = list(lots)

    def row(key: Key, line: str, lacks: str = "") -> dict[int, int]:
        return {
            number: 1
            for number, (place, lines) in enumerate(unknowns)
            if line in lines and lacks not in lines and BY_MONTH[key[0]](place) == key[1]
        }

    solver = Solver([row(key, line) for line, cells in told.items() for key, cell in cells.items() if cell.shown])
    return [
        (line, lacks, key)
        for part, whole in pairs_in(told)
        for line, lacks in ((part, ""), (whole, ""), (whole, part))
        for key in told[whole]
        if (own := row(key, line, lacks)) and sum(lots[unknowns[each]] for each in own) < 5 and solver.solves(own)
    ]


# Of these it is known of each place who is whose: somatics and psychiatry, with a plan of what to do or without.
FAMILIES = (
    ("K8", "K8.region", "K8.state", "K8.psychiatric", "K8.psychiatric_state"),
    ("K14", "K14.contingency", "K14.no_contingency"),
)
# Two lines of exactly the same people: what one of them may not tell of a third, the other tells as little.
TWINS = (
    ("K14.window", "K13.exempted", "K13.extended"),
    ("K17", "K13.exempted", "K13.extended"),
)


def pairs_in(lines: Iterable[str]) -> list[tuple[str, str]]:
    return [(part, whole) for part in lines for whole in wholes_of(part) if whole in lines]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_small_is_solved_of_a_part_its_whole_or_the_rest(seed: int) -> None:
    lots = small_region(seed)
    told, alone = told_of(lots), alone_of(lots)
    systems = [*pairs_in(told), *FAMILIES, *TWINS]
    assert solved_in(systems, lots, alone)
    assert solved_in(systems, lots, told) == []
    for key in ("K8", "K8.region", "K20"):
        assert any(cell.shown for cell in told[key].values()), key


def test_a_line_of_the_same_people_tells_no_number_that_the_other_hides() -> None:
    alike = {key: line.same_as for key, line in LINES.items() if line.same_as}
    assert alike == {"K6.versions": "K6", **dict.fromkeys(("K13.calls", "K13.extended", "K13.wrong"), "K13.exempted")}
    for seed in range(12):
        told = told_of(small_region(seed))
        assert {k for k, cell in told["K13.extended"].items() if cell.shown} <= {
            k for k, cell in told["K13.exempted"].items() if cell.shown
        }, seed


def test_by_hand_three_who_were_never_registered_are_not_forty_less_thirty_seven() -> None:
    """K7 counts them as coinciding: its second line leaves them out."""
    everybody = of_hospitals({"Viborg": (40, 20), "Randers": (60, 30), "Horsens": (60, 30)})
    registered = of_hospitals({"Viborg": (37, 17), "Randers": (50, 20), "Horsens": (50, 20)})
    told = publish_lines({("K7", ""): everybody, ("K7.registered", ""): registered}, HALF, before={})
    viborg = (Cut.HOSPITAL, "Viborg", HALF)
    assert not (told["K7", ""][viborg].shown and told["K7.registered", ""][viborg].shown)
    assert told["K7", ""][Cut.HOSPITAL, "Randers", HALF].share_shown


def solved_in(systems: Iterable[tuple[str, ...]], lots: Lots, told: Mapping[str, Published]) -> list[object]:
    own = ({key: told[key] for key in lines if key in told} for lines in systems)
    return [each for published in own for each in given_away(lots, published)]


def alone_of(lots: Lots) -> dict[str, Published]:
    """Each line decided by itself."""
    return {line: publish_month(groups_of(lots, line), HALF) for line in {each for _, lines in lots for each in lines}}


def test_by_hand_three_of_viborg_are_not_its_eight_less_the_five_of_psychiatry() -> None:
    """Randers has no psychiatry: the region's five are Viborg's, and of its eight three are not of it."""
    whole = [
        replace(group, speciality=speciality, number=number, numerator=number)
        for group in of_hospitals({"Viborg": (1, 0), "Randers": (1, 0), "Horsens": (1, 0)})
        for speciality, number in (
            ("somatic", {"Viborg": 3, "Randers": 40, "Horsens": 30}[str(group.hospital)]),
            ("psychiatric", 5 if group.hospital == "Viborg" else 0),
        )
    ]
    somatic = [group for group in whole if group.speciality == "somatic"]
    psychiatric = (Cut.REGION_SPECIALITY, (None, "psychiatric"), HALF)
    viborg = (Cut.HOSPITAL, "Viborg", HALF)
    alone = publish_month(whole, HALF)
    assert alone[viborg].shown
    assert alone[psychiatric].shown
    found = before_parts(alone, groups=whole, of_part=somatic)
    assert not (found[viborg].shown and found[psychiatric].shown)
    assert found[Cut.HOSPITAL, "Randers", HALF].shown


def test_lines_that_are_apart_name_each_other() -> None:
    """The one before guards what the one after may hide; lines of the same people are decided alike (K8)."""
    after = {(key, other) for key, line in LINES.items() for other in line.apart_from}
    before = {(key, other) for key, line in LINES.items() for other in line.apart_before}
    assert {(other, key) for key, other in after} & before == {
        ("K8.region", "K8.psychiatric"),
        ("K14.contingency", "K14.no_contingency"),
    }
    for key, other in before:
        assert publishing_order(key) < publishing_order(other)
        assert LINES[key].part_of[0] == LINES[other].part_of[0]
    for seed in range(4):
        told = told_of(small_region(seed))
        for one, same in (("K8.region", "K8.state"), ("K8.psychiatric", "K8.psychiatric_state")):
            assert told[one] == told[same]
