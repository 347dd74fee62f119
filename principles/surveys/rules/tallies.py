"""Answers are added up at once and not kept: how many took each step, and what K1–K3, K18 and K22 are made of.

A sheet of answers is the thing by which somebody could be known again: by its order, its time, its combination. So
there is none, only sums of a group.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from principles.surveys.rules.questions import GOOD_FROM, NOT_SAID, STEPS, SurveyQuestion

# By question, how many chose each step; the place is the step, 0 is not said.
Counts: TypeAlias = Mapping[str, Sequence[int]]
PLACES = 1 + max(STEPS)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those who answered chose the two best steps, and the mean of those who said a step."""

    numerator: int
    denominator: int
    total: int
    rated: int

    @property
    def mean(self) -> float | None:
        """From 1 to 5; None where nobody said a step."""
        return self.total / self.rated if self.rated else None

    def __add__(self, other: "Share") -> "Share":
        """Of both together."""
        return Share(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            self.total + other.total,
            self.rated + other.rated,
        )


NOBODY = Share(0, 0, 0, 0)


def added(counts: Counts, questions: Iterable[SurveyQuestion], steps: Mapping[str, int]) -> dict[str, list[int]]:
    """The counts with one more answer; what was not answered counts as not said, so that every question has all."""
    found = {key: list(places) for key, places in counts.items()}
    for question in questions:
        places = found.setdefault(question.key, [0] * PLACES)
        places[steps.get(question.key, NOT_SAID)] += 1
    return found


def share_of(places: Sequence[int]) -> Share:
    """K1, K2, K18, K22: who chose step 4 or 5, of all who answered the survey."""
    rated = {step: places[step] for step in STEPS}
    return Share(
        numerator=sum(number for step, number in rated.items() if step >= GOOD_FROM),
        denominator=sum(places),
        total=sum(step * number for step, number in rated.items()),
        rated=sum(rated.values()),
    )


def share_in(counts: Iterable[Counts], question: str) -> Share:
    """Of several groups."""
    shares = [share_of(each[question]) for each in counts if question in each]
    return sum(shares, NOBODY)


def theme_share(themes: Iterable[Iterable[str]], theme: str) -> Share:
    """K3: how many of the statements are about a theme; a statement can be about several."""
    listed = [theme in each for each in themes]
    return Share(sum(listed), len(listed), 0, 0)
