"""The ten questions of the agreement's follow-up, each with its figures, or why there are none yet (RULES 001-104)."""

from dataclasses import dataclass
from functools import cached_property

from desk.selectors.agreement.links import requirement_link
from desk.selectors.figures.figure import Figure, clause_links
from desk.selectors.figures.page import FiguresPage
from desk.selectors.figures.source_rows import KeptRow
from journeys.domain.calendar.clock import local_date
from principles.indicators.rules.publication import Cut
from principles.indicators.rules.registry import INDICATORS, LINES, QUESTIONS, indicator_of
from principles.indicators.sentences import absence_of, name_of, question_of
from principles.models import FollowUpAnswer
from principles.registers.selectors import follow_up_answers, own_cluster

# The clause that asks them.
SOURCE = "001-104"


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that would answer, and why it has no number."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class FollowUpQuestion:
    """One question of the follow-up."""

    id: str
    words: str
    figures: tuple[Figure, ...]
    missing: tuple[Missing, ...]
    # Of answers, meetings and requests, and what the clusters answer in words.
    kept: tuple[KeptRow, ...] = ()
    answers: tuple[FollowUpAnswer, ...] = ()
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

    @cached_property
    def _answers(self) -> list[FollowUpAnswer]:
        """Of a cluster its own; of the region everybody's. Houses answer with their cluster."""
        scope = self.page.chosen.scope
        if scope.cut not in (Cut.REGION, Cut.AREA):
            return []
        rows = follow_up_answers()
        return list(rows if scope.cut is Cut.REGION else rows.filter(area=scope.unit))

    @cached_property
    def may_answer(self) -> bool:
        """Whether the reader writes the answers of the cluster that is shown."""
        asker = self.page.asker
        own = own_cluster(asker.user, on=local_date(asker.now))
        return own is not None and own.pk == self.page.chosen.scope.unit

    @property
    def all(self) -> list[FollowUpQuestion]:
        """In the agreement's order."""
        return [self._question(each) for each in QUESTIONS]

    def _question(self, question: str) -> FollowUpQuestion:
        asked = [each for each in INDICATORS.values() if question in each.questions]
        keys = [line.key for each in asked for line in each.lines if line.measure]
        return FollowUpQuestion(
            id=question,
            words=question_of(question),
            figures=tuple(self.page.figure(key) for key in keys if not LINES[key].by_reason),
            missing=tuple(Missing(name_of(each.id), absence_of(each.absent)) for each in asked if each.absent),
            kept=tuple(row for row in self.page.kept if indicator_of(row.line) in asked),
            answers=tuple(row for row in self._answers if row.question == question),
            by_reason="K8" in keys,
        )
