"""Keeping citizens out of error texts and notification facts (DESIGN §6)."""

import re
from collections.abc import Mapping

from organisations.domain.cpr_like import looks_like_cpr, masked_whole

ERROR_LENGTH = 300
FORBIDDEN_FACTS = frozenset({"cpr", "citizen_name", "family_name", "given_names", "address"})

# Fractions of a second may look like anything: .080553+00:00 reads as a birthday, and nobody was told.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?")

FactValue = str | int | bool | None
Facts = Mapping[str, FactValue]


def redacted_error(error: BaseException) -> str:
    """Class and first line of an error: the database puts the row's values on the lines below."""
    return redacted_words(type(error).__name__, str(error))


def redacted_words(name: str, words: str) -> str:
    """An error's name and the first line of its words, without anything like a CPR number."""
    return f"{name}: {masked_whole(words.partition(chr(10))[0])}"[:ERROR_LENGTH]


def check_facts(facts: Facts) -> None:
    """Raise ValueError when facts name a citizen; a notification is shown before anyone has asked who may see it."""
    for key, value in facts.items():
        if key in FORBIDDEN_FACTS or (isinstance(value, str) and _names_somebody(value)):
            raise ValueError(f"the fact {key!r} identifies a citizen")


def _names_somebody(text: str) -> bool:
    return _MOMENT.fullmatch(text) is None and looks_like_cpr(text)
