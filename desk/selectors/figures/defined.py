"""Every K as it is defined: one source for the page, its files, the paper and programs (RULES 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desk.selectors.figures.figure import clause_links
from principles.indicators.rules.registry import INDICATORS, VERSION, Indicator, IndicatorLine
from principles.indicators.sentences import absence_of, definition_of, name_of


@dataclass(frozen=True, slots=True)
class DefinedLine:
    """One number, or the indicator itself where it has none: then the words say why."""

    key: str
    name: str
    words: str
    line: IndicatorLine | None = None


@dataclass(frozen=True, slots=True)
class DefinedIndicator:
    """One K with its clauses."""

    indicator: Indicator
    name: str
    clauses: Sequence[tuple[str, str]]
    lines: Sequence[DefinedLine]
    # Why it has no number here; empty where it has one.
    absent: str

    @property
    def id(self) -> str:
        """ "K12"."""
        return self.indicator.id

    @property
    def told(self) -> Sequence[DefinedLine]:
        """What a table says of it: its lines, or why it has none."""
        return self.lines or [DefinedLine(self.id, self.name, self.absent)]

    @property
    def clause_words(self) -> str:
        """ "001-65, 001-84"."""
        return ", ".join(self.indicator.clauses)

    @property
    def question_words(self) -> str:
        """ "FQ6 FQ7"."""
        return " ".join(self.indicator.questions)

    @property
    def data(self) -> dict[str, Any]:
        """As a program reads it."""
        return {
            "indicator": self.id,
            "name": self.name,
            "clauses": list(self.indicator.clauses),
            "questions": list(self.indicator.questions),
            "version": VERSION,
            "absent": self.absent or None,
            "lines": [
                {
                    "line": each.key,
                    "name": each.name,
                    "definition": each.words,
                    "unit": each.line.unit.value,
                    "better": each.line.better.name.lower(),
                }
                for each in self.lines
                if each.line is not None
            ],
        }


def defined() -> list[DefinedIndicator]:
    """All of them, in the reader's language."""
    return [
        DefinedIndicator(
            each,
            name_of(each.id),
            clause_links(each),
            [DefinedLine(line.key, name_of(line.key), definition_of(line.key), line) for line in each.lines],
            absence_of(each.absent) if each.absent else "",
        )
        for each in INDICATORS.values()
    ]
