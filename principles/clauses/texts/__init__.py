"""The words of the clauses: our own, short, Danish and English. No sentence of the agreement is copied."""

from collections.abc import Mapping

from principles.clauses.rules.in_force import Wording
from principles.clauses.texts.annexes import ANNEXES
from principles.clauses.texts.definitions import DEFINITIONS
from principles.clauses.texts.principles import PRINCIPLES
from principles.clauses.texts.purpose import PURPOSE

WORDINGS: Mapping[str, Wording] = {**PURPOSE, **PRINCIPLES, **DEFINITIONS, **ANNEXES}
