"""How sure a share is: Wilson's interval (RULES 6: confidence for shares)."""

from math import sqrt

# The normal distribution's quantile of a two-sided 95 % interval.
_Z = 1.959963984540054


def wilson(numerator: int, denominator: int) -> tuple[float, float]:
    """The 95 % interval of a share as fractions of one; no cases leave everything open."""
    if denominator == 0:
        return 0.0, 1.0
    n, p, z = denominator, numerator / denominator, _Z
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
