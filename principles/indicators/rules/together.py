"""The lines of one month, each decided beside those that count some of the same people (RULES 6).

In the registry's order: a whole first, but never so that it tells by itself what a line to come, or the rest, hides.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from principles.indicators.rules.happenings import Kind, as_told, beside_kinds, without_few
from principles.indicators.rules.publication import Group, Published, beside_base, publish_month
from principles.indicators.rules.registry import (
    LINES,
    IndicatorLine,
    parts_of,
    publishing_order,
    told_by,
)
from principles.indicators.rules.wholes import Apart, before_parts, beside_part, beside_whole, unshown

# A line and what splits it.
Split: TypeAlias = tuple[str, str]
_Groups: TypeAlias = Mapping[Split, Sequence[Group]]


def publish_lines(groups: _Groups, month: date, *, before: Mapping[Split, Published]) -> dict[Split, Published]:
    """Every cell of every line of a month; `before` is what stands published of it."""
    told = dict[Split, Published]()
    for split in sorted({*groups, *before}, key=lambda each: (publishing_order(each[0]), each[1])):
        found = publish_month(groups.get(split, []), month, before=before.get(split, {}))
        told[split] = _beside_others(split, month, found, told, groups)
    return told


def _beside_others(
    split: Split, month: date, found: Published, told: Mapping[Split, Published], groups: _Groups
) -> Published:
    """Without what would tell, with or without what is told already, what another line of the same people hides."""
    line, detail = LINES.get(split[0]), split[1]
    if line is None:
        return found
    own = groups.get(split, [])
    for part in parts_of(line.key):
        if of_part := groups.get((part, detail)):
            of_this = LINES[part].part_of[0] == line.key
            found = before_parts(
                found,
                groups=own,
                of_part=of_part,
                alike=LINES[part].alike and of_this,
                apart=_apart(LINES[part], detail, {}, groups) if of_this else [],
            )
    for number, key in enumerate(line.part_of):
        if (whole := (key, detail)) in told:
            found = beside_whole(
                found,
                whole=told[whole],
                groups=own,
                of_whole=groups.get(whole, []),
                alike=line.alike and number == 0,
                apart=_apart(line, detail, told, groups) if number == 0 else [],
            )
    for part in line.whole_of:
        if (part, detail) in told:
            of_part = groups.get((part, detail), [])
            found = beside_part(found, part=told[part, detail], groups=own, of_part=of_part)
    if (same := (line.same_as, detail)) in told:
        found = as_told(found, told[same])
    else:
        found = _beside_base(line, detail, found, told, groups)
    return (
        _beside_amounts(line, detail, without_few(found, month, groups=own, per=line.per), told, groups)
        if line.per
        else found
    )


def _beside_amounts(
    line: IndicatorLine, detail: str, found: Published, told: Mapping[Split, Published], groups: _Groups
) -> Published:
    """A line whose amounts are a side of another line, beside that one and the amounts of its other side."""
    whole = (line.amounts_met_of or line.amounts_missed_of, detail)
    if whole not in told:
        return found
    others = [key for key in told_by(whole[0]) if (key, detail) in told]
    return beside_kinds(
        found,
        kind=_kind_of(line),
        whole=told[whole],
        of_whole=groups.get(whole, []),
        others=[(_kind_of(LINES[key]), told[key, detail]) for key in others],
    )


def _kind_of(line: IndicatorLine) -> Kind:
    """Which of another line's happenings its amounts count."""
    return Kind.MET if line.amounts_met_of else Kind.MISSED


def _apart(line: IndicatorLine, detail: str, told: Mapping[Split, Published], groups: _Groups) -> list[Apart]:
    """The lines that count others of the same whole, also those that have told nothing yet."""
    splits = [(key, detail) for key in (*line.apart_from, *line.apart_before)]
    return [
        (told[split] if split in told else unshown(groups.get(split, [])), groups.get(split, []))
        for split in splits
        if split in told or split in groups
    ]


def _beside_base(
    line: IndicatorLine, detail: str, found: Published, told: Mapping[Split, Published], groups: _Groups
) -> Published:
    base = (line.met_of or line.missed_of, detail)
    if base not in told:
        return found
    others = [told[key, detail] for key in told_by(base[0]) if (key, detail) in told]
    return beside_base(
        found,
        base=told[base],
        groups=groups.get(base, []),
        misses=bool(line.missed_of),
        told=[key for other in others for key, sums in other.items() if sums.shown],
    )
