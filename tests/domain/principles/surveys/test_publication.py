"""No number of one to four answers can be solved from what is published (RULES 6): the linear system of the cells."""

from collections.abc import Callable
from random import Random

import pytest

from principles.indicators.rules.publication import Cut
from principles.surveys.rules.means import tells_few
from principles.surveys.rules.publication import Answers, Place, PublishedPlace, publish
from principles.surveys.rules.tallies import share_of
from tests.domain.principles.indicators.test_publication import Solver

Row = dict[int, int]
QUESTIONS = ("discharge", "involved", "safe")
# The two psychiatric ones lie in no cluster.
AREAS = {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "c1": "C", "c2": "C", "p1": None, "p2": None}


def period(seed: int, *, counted: bool = True) -> list[Answers]:
    """One period: big and small hospitals, and some where nearly everybody or nobody answered."""
    random, found = Random(seed), []
    for unit, area in AREAS.items():
        asked = random.choice((10, 10, 20, 60))
        answered = random.choice((0, 1, 2, 4, 5, 7, asked // 2, asked - 2, asked))
        answered = min(answered, asked)
        counts = {key: steps(random, answered) for key in QUESTIONS}
        found.append(Answers(unit=unit, area=area, answered=answered, counts=counts, asked=asked if counted else None))
    return found


def steps(random: Random, answered: int) -> list[int]:
    places = [0] * 6
    for _ in range(answered):
        places[random.choices(range(6), weights=(5, 3, 8, 14, 40, 30))[0]] += 1
    return places


def atoms(place: Place, groups: list[Answers]) -> Row:
    cut, unit = place
    inside = {Cut.REGION: lambda _: True, Cut.AREA: lambda each: each.area == unit}
    lies: Callable[[Answers], bool] = inside.get(cut, lambda each: each.unit == unit)
    return {number: 1 for number, each in enumerate(groups) if lies(each)}


def solved(published: dict[Place, PublishedPlace], groups: list[Answers]) -> list[tuple[str, Place]]:
    """Sums of one to four that the published numbers give away, whoever knows how many were asked everywhere."""
    found = []
    answered = Solver([atoms(place, groups) for place, shown in published.items() if shown.answered is not None])
    for place in published:
        row = atoms(place, groups)
        own = [groups[number] for number in row]
        sides = [sum(each.answered for each in own)]
        if all(each.asked is not None for each in own):
            sides.append(sum(each.asked or 0 for each in own) - sides[0])
        if any(0 < side < 5 for side in sides) and answered.solves(row):
            found.append(("answered", place))
        for question in QUESTIONS:
            shares = Solver([atoms(at, groups) for at, shown in published.items() if shown.shares[question]])
            total = sum(share_of(each.counts[question]).numerator for each in own)
            if any(0 < side < 5 for side in (total, sides[0] - total)) and shares.solves(row):
                found.append((question, place))
    return found


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_nothing_small_can_be_solved(seed: int, counted: bool) -> None:
    groups = period(seed, counted=counted)
    published = dict(publish(groups))
    assert solved(published, groups) == []
    assert not [place for place, shown in published.items() if shown.answered is not None and shown.answered < 5]


def test_the_solver_finds_what_hiding_small_cells_alone_gives_away() -> None:
    groups = [
        Answers(unit=unit, area="A", answered=number, counts={key: [0, 0, 0, 0, number, 0] for key in QUESTIONS})
        for unit, number in (("a1", 3), ("a2", 20), ("a3", 30))
    ]
    shares = dict.fromkeys(QUESTIONS)
    careless: dict[Place, PublishedPlace] = {
        (Cut.REGION, None): PublishedPlace(53, None, shares),
        (Cut.HOSPITAL, "a1"): PublishedPlace(None, None, shares),
        (Cut.HOSPITAL, "a2"): PublishedPlace(20, None, shares),
        (Cut.HOSPITAL, "a3"): PublishedPlace(30, None, shares),
    }
    assert ("answered", (Cut.HOSPITAL, "a1")) in solved(careless, groups)


def test_enough_answers_are_shown_with_their_rate() -> None:
    counts = {"discharge": [1, 2, 3, 4, 8, 7]}
    groups = [Answers(unit="a1", area="A", answered=25, counts=counts, asked=40)]
    shown = publish(groups)[Cut.HOSPITAL, "a1"]
    assert (shown.answered, shown.asked) == (25, 40)
    share = shown.shares["discharge"]
    assert share is not None
    assert (share.numerator, share.denominator) == (15, 25)


def test_codes_that_nobody_used_are_no_answer() -> None:
    groups = [Answers(unit="a1", area="A", answered=0, counts={}, asked=40)]
    assert publish(groups)[Cut.HOSPITAL, "a1"] == PublishedPlace(None, None, {})


@pytest.mark.parametrize(
    ("row", "first", "second"),
    [
        # From "not said" to 1: each mean alone leaves more than four possible, together three or four said nothing.
        ("three said nothing", [3, 0, 3, 0, 4, 1], [0, 5, 0, 0, 5, 0]),
        ("four said nothing", [4, 1, 1, 0, 4, 2], [0, 5, 0, 0, 5, 0]),
    ],
)
def test_means_of_two_hospitals_and_their_cluster_are_not_taken_from_each_other(
    row: str, first: list[int], second: list[int]
) -> None:
    both = [sum(pair) for pair in zip(first, second, strict=True)]
    assert not any(tells_few(share_of(places)) for places in (first, second, both)), row
    groups = [
        Answers(unit=unit, area="A", answered=sum(places), counts={"discharge": places})
        for unit, places in (("a1", first), ("a2", second))
    ]
    published = publish(groups)
    means = {place: share.mean for place, shown in published.items() if (share := shown.shares["discharge"])}
    assert set(means) == set(published), row
    told = {place[0] for place, mean in means.items() if mean is not None}
    assert told == {Cut.HOSPITAL}, row
    # A cluster of one hospital says the same as the hospital.
    assert publish(groups[:1])[Cut.AREA, "A"].shares == publish(groups[:1])[Cut.HOSPITAL, "a1"].shares
