"""RULES 6: a mean tells no one to four calls or versions, by itself or beside what other lines tell of them."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from principles.indicators.rules.publication import Cut, Group, Key, Published, publish_month
from principles.indicators.rules.registry import KEPT_LINES, LINES, Unit, told_by
from principles.indicators.rules.together import publish_lines
from tests.domain.principles.indicators.test_publication import HALF, Solver, atoms, of_hospitals, region

CALLED = ("K13.answered", "K13.calls", "K13.wrong")


def calls_of(windows: list[Group], sides: list[tuple[int, int]]) -> dict[tuple[str, str], list[Group]]:
    """The lines of windows in which the ward was called so often by those who may ask, and by others."""
    both = list(zip(windows, sides, strict=True))
    return {
        ("K13", ""): [replace(own, number=own.number + 9, numerator=own.number) for own in windows],
        ("K13.answered", ""): [replace(own, number=asked + wrong, numerator=asked) for own, (asked, wrong) in both],
        ("K13.calls", ""): [replace(own, numerator=own.number, amount=100.0 * asked) for own, (asked, _) in both],
        ("K13.exempted", ""): [replace(own, numerator=own.number // 2) for own in windows],
        ("K13.wrong", ""): [replace(own, numerator=own.number, amount=100.0 * wrong) for own, (_, wrong) in both],
    }


def told_of(groups: Mapping[tuple[str, str], list[Group]]) -> dict[str, Published]:
    return {line: cells for (line, _), cells in publish_lines(groups, HALF, before={}).items()}


def test_by_hand_two_who_may_not_ask_are_not_twelve_calls_less_ten() -> None:
    """ "6.7 per hundred" of thirty windows is two calls, which the share of answered ones does not tell."""
    windows = of_hospitals({"Viborg": (30, 0), "Randers": (60, 0), "Horsens": (60, 0)})
    told = told_of(calls_of(windows, [(10, 2), (30, 12), (30, 9)]))
    viborg = (Cut.HOSPITAL, "Viborg", HALF)
    assert told["K13.answered"][viborg].shown
    assert not told["K13.answered"][viborg].share_shown
    assert not told["K13.wrong"][viborg].shown
    assert not told["K13.calls"][viborg].shown
    assert told["K13.wrong"][Cut.HOSPITAL, "Randers", HALF].shown


def test_by_hand_four_calls_are_not_all_calls_less_what_both_lines_tell_of_another_place() -> None:
    """All 87 less the 43 of Skive, the 23 of Horsens, and the 9 and the 8 of Viborg are the four of Randers."""
    windows = of_hospitals({"Viborg": (60, 0), "Randers": (60, 0), "Horsens": (60, 0), "Skive": (60, 0)})
    groups = calls_of(windows, [(9, 8), (2, 2), (3, 20), (40, 3)])
    told = told_of(groups)
    viborg = (Cut.HOSPITAL, "Viborg", HALF)
    assert {key[1] for key, cell in told["K13.answered"].items() if cell.shown} > {"Horsens", "Skive"}
    assert not (told["K13.calls"][viborg].shown and told["K13.wrong"][viborg].shown)
    assert solved(groups, told) == []


def test_by_hand_one_plan_sent_anew_is_not_told_as_a_mean_of_forty() -> None:
    sent = of_hospitals({"Viborg": (40, 20), "Randers": (40, 20), "Horsens": (40, 20)})
    anew = {"Viborg": 1.0, "Randers": 12.0, "Horsens": 20.0}
    versions = [replace(own, numerator=own.number, amount=anew[str(own.hospital)]) for own in sent]
    told = told_of({("K6", ""): sent, ("K6.versions", ""): versions})
    shown = {key[1] for key, cell in told["K6.versions"].items() if cell.shown and key[0] is Cut.HOSPITAL}
    # Of the other two the smaller is hidden with it: the region's sum stands.
    assert shown == {"Horsens"}


def solved(groups: Mapping[tuple[str, str], list[Group]], told: Mapping[str, Published]) -> list[tuple[str, Key]]:
    """The small numbers of calls, of either kind and of both, that all sums told give away."""
    answered = groups["K13.answered", ""]
    kinds = {
        "asked": [replace(own, number=own.numerator) for own in answered],
        "wrong": [replace(own, number=own.number - own.numerator) for own in answered],
    }

    def row(key: Key, *names: str) -> dict[int, int]:
        own = {name: atoms(key, lots) for name, lots in kinds.items()}
        return {2 * part + place: 1 for place, name in enumerate(kinds) if name in names for part in own[name]}

    rows = [row(key, "asked", "wrong") for key, cell in told["K13.answered"].items() if cell.shown]
    rows += [row(key, "asked") for key, cell in told["K13.answered"].items() if cell.share_shown]
    rows += [row(key, "asked") for key, cell in told["K13.calls"].items() if cell.shown]
    rows += [row(key, "wrong") for key, cell in told["K13.wrong"].items() if cell.shown]
    solver = Solver(rows)
    size = {
        2 * part + place: lots[part].number for place, lots in enumerate(kinds.values()) for part in range(len(lots))
    }
    return [
        (" ".join(names), key)
        for names in (("asked",), ("wrong",), tuple(kinds))
        for key in told["K13.answered"]
        if (own := row(key, *names)) and 0 < sum(size[part] for part in own) < 5 and solver.solves(own)
    ]


def test_no_few_calls_are_solved_of_three_lines() -> None:
    careless, shown = 0, 0
    for seed in range(10):
        random = Random(seed)
        windows = [replace(own, number=own.number + 5, numerator=0) for own in region(seed) if own.month == HALF]
        sides = [(random.choice((0, 0, 0, 1, 6)), random.choice((0, 0, 0, 0, 2))) for _ in windows]
        groups = calls_of(windows, sides)
        told = told_of(groups)
        # Where nobody called whom the ward must point elsewhere, a number of all calls is one of those it answered.
        first = {*solved(groups, {**told, "K13.calls": {}, "K13.wrong": {}})}
        careless += len({*solved(groups, {line: publish_month(groups[line, ""], HALF) for line in CALLED})} - first)
        shown += sum(cell.shown for cell in told["K13.calls"].values())
        assert {*solved(groups, told)} <= first, seed
    assert careless
    assert shown


def test_every_mean_of_happenings_says_of_how_many_it_is_told() -> None:
    assert {key for key, line in LINES.items() if line.per} == {
        k for k, line in LINES.items() if line.unit is Unit.MEAN
    }
    assert not any(line.per for line in KEPT_LINES.values())
    assert set(told_by("K13.answered")) == {"K13.calls", "K13.wrong"}
