"""K21: of those who answered about a step, how many it helped; what is too small to show is withheld (FQ8; 001-96)."""

from collections.abc import Mapping
from dataclasses import dataclass

from principles.indicators.rules.suppression import FEWEST, is_small


@dataclass(frozen=True, slots=True)
class Helpfulness:
    """What may be shown of one step, in whole fives; None where too few said yes or too few said no."""

    step: str
    answers: int | None = None
    helped: int | None = None

    @property
    def percent(self) -> int | None:
        """Whole percent; a half is rounded up."""
        if self.answers is None or self.helped is None:
            return None
        return (self.helped * 200 + self.answers) // (2 * self.answers)


def published(counts: Mapping[str, tuple[int, int]]) -> tuple[Helpfulness, ...]:
    """Per step, from how many said yes and how many no; a total is never shown, so nothing is solved from one.

    Each in whole fives: who reads it twice learns from the difference of no single answer either.
    """
    return tuple(
        Helpfulness(step) if is_small((yes, no)) else Helpfulness(step, _fives(yes) + _fives(no), _fives(yes))
        for step, (yes, no) in counts.items()
    )


def _fives(number: int) -> int:
    return number - number % FEWEST


def uses_shown(opened: int) -> int | None:
    """How often a chart was opened, in whole fives; None where it was fewer."""
    return _fives(opened) if opened >= FEWEST else None
