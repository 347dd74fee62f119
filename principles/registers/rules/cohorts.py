"""Groups in which admissions can be prevented, as definitions whose figures are sums (HP-1b).

No citizen is marked, listed or given a chance of anything (HP-1a): a group is asked for a sum, and the sum is shown
where neither it nor what is left of the whole is small.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from principles.indicators.rules.suppression import is_small

# Danish and English.
Text = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group: who belongs to it, and what is missing where it has no figures."""

    key: str
    name: Text
    definition: Text
    missing: Text = ("", "")


COHORTS: Mapping[str, Cohort] = {
    cohort.key: cohort
    for cohort in (
        Cohort(
            "plejehjem",
            ("Borgere på plejehjem", "Nursing home residents"),
            (
                "Borgere, om hvem kommunen har oplyst, at de bor på plejehjem.",
                "Citizens whom the municipality has stated to live in a nursing home.",
            ),
        ),
        Cohort(
            "hoftebrud",
            ("Borgere med hoftebrud", "Citizens with a hip fracture"),
            (
                "Borgere over 65 år, indlagt med brud på hoften (DS72.0–DS72.2).",
                "Citizens over 65, admitted with a fracture of the hip (DS72.0–DS72.2).",
            ),
            (
                "Diagnoser gemmes ikke her, så gruppen har ingen tal. Brug det kliniske kvalitetsregister.",
                "No diagnosis is stored here, so the group has no figures. Use the clinical quality register.",
            ),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class CohortSum:
    """One figure of a group: of how many, and how many of them. None where it is too small to be shown."""

    number: int | None
    numerator: int | None


def cohort_sum(*, number: int, numerator: int, whole: int, whole_numerator: int) -> CohortSum:
    """The sum of a group within a whole that may be known: neither the group nor the rest of the whole is small."""
    if is_small((number, whole - number)):
        return CohortSum(None, None)
    rest = whole_numerator - numerator
    inside, outside = (numerator, number - numerator), (rest, whole - number - rest)
    return CohortSum(number, None if is_small((*inside, *outside)) else numerator)
