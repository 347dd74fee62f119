"""What somebody has decided about an open point: for all, for one hospital, for one cooperation area (RULES §7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from organisations.domain.validity import holds_on

# What a hospital or an area decides that wants no answer of its own any more: what holds for all holds for it too.
FOLLOWS = "follows"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decided answer and the Danish day from which it holds; None is always."""

    point: str
    value: str
    valid_from: date | None = None
    # Of one hospital only; None is all of them.
    hospital: str | None = None
    # Of the hospitals of one cooperation area only; None is all of them.
    area: str | None = None


@dataclass(frozen=True, slots=True)
class AreaMember:
    """A hospital's time in a cooperation area; half-open [valid_from, valid_to)."""

    area: str
    hospital: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in it on a day."""
        return holds_on(day, self.valid_from, self.valid_to)


def own_answers(decisions: Iterable[Decision]) -> dict[str, str]:
    """The answers of hospitals and areas of their own, the last one decided last; none of whoever follows all."""
    last: dict[tuple[str, str | None, str | None], Decision] = {}
    for each in decisions:
        key = (each.point, each.hospital, each.area)
        last.pop(key, None)
        last[key] = each
    return {each.point: each.value for each in last.values() if each.value != FOLLOWS}
