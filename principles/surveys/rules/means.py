"""Whether a mean may stand beside its share: not where both together prove what one to four people answered.

A mean with one decimal of few answers can be made in few ways only: ten answers, five of them 4–5, and a mean of 4,7 is
five times 5, one 3, and four who did not say.
"""

from collections.abc import Iterable, Iterator
from math import ceil, floor
from typing import TypeAlias

from principles.indicators.rules.suppression import FEWEST
from principles.surveys.rules.tallies import Share

_Range: TypeAlias = tuple[int, int]
# Of more answers a tenth stands for more than four of them.
_MANY = 200
_HALF, _EXACT = 0.05, 1e-9


def tells_few(share: Share) -> bool:
    """Whether some step, or not said, must have been chosen by one to four: what the mean may not tell."""
    if share.mean is None or share.denominator > _MANY:
        return False
    ways = list(_ways(share, round(share.mean, 1)))
    least = [min(low for low, _high in cell) for cell in zip(*ways, strict=True)]
    most = [max(high for _low, high in cell) for cell in zip(*ways, strict=True)]
    return any(low > 0 and high < FEWEST for low, high in zip(least, most, strict=True))


def may_tell_of_parts(share: Share, parts: Iterable[Share | None]) -> bool:
    """Whether a mean and those of its parts can be taken from each other; of many answers each is too blunt for it."""
    return share.denominator <= _MANY and any(part is not None and part.mean is not None for part in parts)


def _ways(share: Share, mean: float) -> Iterator[tuple[_Range, ...]]:
    """By how many said a step and what the steps 1–3 add up to: from how many to how many chose each, 5 first."""
    good = share.numerator
    for rated in range(max(1, good), share.denominator + 1):
        others = rated - good
        first, last = ceil((mean - _HALF) * rated - _EXACT), floor((mean + _HALF) * rated + _EXACT)
        for total in range(others, 3 * others + 1):
            fours = max(0, 5 * good + total - last), min(good, 5 * good + total - first)
            if fours[0] > fours[1]:
                continue
            ones = max(0, 2 * others - total), (3 * others - total) // 2
            yield (
                (good - fours[1], good - fours[0]),
                fours,
                (ones[0] + total - 2 * others, ones[1] + total - 2 * others),
                (3 * others - total - 2 * ones[1], 3 * others - total - 2 * ones[0]),
                ones,
                (share.denominator - rated, share.denominator - rated),
            )
