"""Where in the agreement a rule stands; the app that knows the clauses registers itself (RULES 1.1)."""

from collections.abc import Callable

ClauseOf = Callable[[str, str], str]
_REGISTERED: list[ClauseOf] = []


def register_clause_of(clause_of: ClauseOf) -> None:
    """Called when the program starts, by whoever knows the clauses."""
    _REGISTERED[:] = [clause_of]


def clause_address(source: str, rule: str) -> str | None:
    """The address of the clause that a source or rule means, "2.2.5"; None where it names none."""
    return next((address for each in _REGISTERED if (address := each(source, rule))), None)
