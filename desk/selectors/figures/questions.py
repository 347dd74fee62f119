"""The ten questions of the agreement's follow-up, each with its figures, or why there are none yet (RULES 001-104)."""

from dataclasses import dataclass

from desk.selectors.agreement.links import requirement_link
from desk.selectors.figures.figure import Figure, clause_links
from desk.selectors.figures.page import FiguresPage
from principles.indicators.rules.registry import INDICATORS, QUESTIONS
from principles.indicators.sentences import absence_of, name_of, question_of

# The clause that asks them.
SOURCE = "001-104"


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that would answer, and why it has no number."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the follow-up."""

    id: str
    words: str
    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...]
    # Waiting days have a chart of their own, by reason.
    by_reason: bool = False


class Questions:
    """All ten of one scope."""

    source = SOURCE

    def __init__(self, page: FiguresPage) -> None:
        """Reads what the page of figures reads."""
        self.page = page
        self.address = requirement_link(SOURCE)
        self.waiting_clauses = clause_links(INDICATORS["K8"])

    @property
    def all(self) -> list[Question]:
        """In the agreement's order."""
        return [self._question(each) for each in QUESTIONS]

    def _question(self, question: str) -> Question:
        asked = [each for each in INDICATORS.values() if question in each.questions]
        keys = [line.key for each in asked for line in each.lines]
        return Question(
            id=question,
            words=question_of(question),
            figures=tuple(self.page.figure(key) for key in keys if key != "K8"),
            missing=tuple(Missing(name_of(each.id), absence_of(each.absent)) for each in asked if each.absent),
            by_reason="K8" in keys,
        )
