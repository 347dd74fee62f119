"""The verdict that every derived value carries: rule, source, outcome and the facts used (DESIGN §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Fact: TypeAlias = str | int | float | bool | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One rule's answer about one set of facts.

    `rule` is the row id of RULES ("E2"), `source` the citation, `code` the key by which `sentences.py` finds its text.
    `outcome` is None when a fact is missing; `missing` then names the facts to ask for.
    """

    rule: str
    source: str
    code: str
    outcome: bool | None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    version: str = ""

    def as_json(self) -> dict[str, Any]:
        """The verdict as plain JSON values, without its sentence."""
        return {
            "rule": self.rule,
            "source": self.source,
            "code": self.code,
            "outcome": self.outcome,
            "facts": dict(self.facts),
            "missing": list(self.missing),
            "version": self.version,
        }


def all_of(verdicts: Sequence[Verdict]) -> bool | None:
    """False if any is false, else None if any is unknown, else True: an unknown never hides a clear no."""
    outcomes = [verdict.outcome for verdict in verdicts]
    if False in outcomes:
        return False
    return None if None in outcomes else True
