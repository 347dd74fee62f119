"""A refusal by one of the discharge's rules: code, sentence in the reader's language, and every problem found."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Protocol

from discharge.wording.sentences import sentence_of
from discharge.wording.texts import TEXTS
from journeys.actions.acting.stated import StatedAct
from journeys.actions.refusals import Refused
from journeys.domain.verdicts import Verdict
from organisations.domain.refusals import NotAllowed


class Unmet(Protocol):
    """One rule that is not met."""

    @property
    def rule(self) -> str:
        """Its id."""
        ...

    @property
    def code(self) -> str:
        """The code of its sentence."""
        ...

    @property
    def severity(self) -> StrEnum:
        """Error or warning."""
        ...

    @property
    def verdict(self) -> Verdict:
        """What it is judged from."""
        ...


class RefusedByRule(Refused):
    """`field` names the form field that it concerns; `problems` are all rules that are not met, `unknown` the facts
    that nobody has stated."""

    def __init__(
        self,
        code: str,
        *,
        field: str = "",
        problems: Sequence[Unmet] = (),
        unknown: Sequence[str] = (),
        **facts: Any,
    ) -> None:
        """The code of the first problem stands for all of them."""
        super().__init__(code, field=field, **facts)
        self.problems = tuple(problems)
        self.unknown = tuple(unknown)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return sentence_of(self.code, self.facts)


class RuledAct(StatedAct):
    """An act whose refusals are the discharge's."""

    @classmethod
    def refused(cls, code: str, **facts: Any) -> Refused | NotAllowed:
        """With the sentence of its room."""
        return RefusedByRule(code, **facts) if code in TEXTS else super().refused(code, **facts)
