"""What may be shown of a period's answers: no number under five, and none that the others give away (RULES 6).

Each period is decided once, when nobody can answer any more, and by itself: no sum over periods, specialities or kinds
of respondent is published. Region, areas and hospitals are the nested tables of `principles/indicators`.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from principles.indicators.rules.publication import Cut, Group, Key, Sums, by_column
from principles.surveys.rules.means import may_tell_of_parts, tells_few
from principles.surveys.rules.tallies import Counts, Share, share_of

Place: TypeAlias = tuple[Cut, Hashable]
# A hospital lies in its area as a municipality does in the figures of journeys.
_CUTS = {Cut.REGION: Cut.REGION, Cut.AREA: Cut.AREA, Cut.MUNICIPALITY: Cut.HOSPITAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The sums of one group in one period; `asked` is how many codes there were, None where nobody counts."""

    unit: Hashable
    area: Hashable
    answered: int
    counts: Counts
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """What may be shown of one place: None is too few, or needed to hide another."""

    answered: int | None
    asked: int | None
    shares: Mapping[str, Share | None]


def publish(answers: Iterable[Answers]) -> Mapping[Place, PublishedPlace]:
    """Of one survey, one kind of respondent, one speciality and one period."""
    groups = list(answers)
    rate = by_column([_group(each, _sides(each)) for each in groups], [None])
    shares = {
        question: by_column([_group(each, _share(each, question)) for each in groups], [None])
        for question in sorted({question for each in groups for question in each.counts})
    }
    shown, inside = {}, {}
    for key, sums in rate.items():
        if key[0] in _CUTS:
            own = [each for each in groups if _lies_in(each, key)]
            place = _CUTS[key[0]], key[1]
            shown[place], inside[place] = _of_place(key, sums, own, shares), frozenset(each.unit for each in own)
    return {place: _without_sums(place, shown, inside) for place in shown}


def _without_sums(
    place: Place, shown: Mapping[Place, PublishedPlace], inside: Mapping[Place, frozenset[Hashable]]
) -> PublishedPlace:
    """Each mean is rounded by itself, so with those of its parts it proves what none of them proves alone."""
    parts = [shown[part] for part, units in inside.items() if units < inside[place]]
    shares = {
        question: replace(share, total=0, rated=0)
        if share is not None and may_tell_of_parts(share, [part.shares.get(question) for part in parts])
        else share
        for question, share in shown[place].shares.items()
    }
    return replace(shown[place], shares=shares)


def _of_place(key: Key, sums: Sums, own: list[Answers], shares: Mapping[str, Mapping[Key, Sums]]) -> PublishedPlace:
    counted = all(each.asked is not None for each in own)
    # Those who answered and those who did not are the two sides of what was asked.
    if not (sums.share_shown if counted else sums.shown):
        return PublishedPlace(None, None, dict.fromkeys(shares))
    found: dict[str, Share | None] = {}
    for question, cells in shares.items():
        told = [share_of(each.counts[question]) for each in own if question in each.counts]
        found[question] = _told(sum(told[1:], told[0])) if told and cells[key].share_shown else None
    return PublishedPlace(sum(each.answered for each in own), sums.number if counted else None, found)


def _told(share: Share) -> Share:
    """Without its mean where that would tell too much."""
    return replace(share, total=0, rated=0) if tells_few(share) else share


def _lies_in(each: Answers, key: Key) -> bool:
    return {Cut.REGION: None, Cut.AREA: each.area, Cut.MUNICIPALITY: each.unit}[key[0]] == key[1]


def _sides(each: Answers) -> tuple[int, int]:
    return (each.answered, each.answered) if each.asked is None else (each.asked, each.answered)


def _share(each: Answers, question: str) -> tuple[int, int]:
    return each.answered, share_of(each.counts[question]).numerator if question in each.counts else 0


def _group(each: Answers, sums: tuple[int, int]) -> Group:
    number, numerator = sums
    return Group(month=None, hospital=None, municipality=each.unit, area=each.area, number=number, numerator=numerator)
