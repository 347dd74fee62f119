"""Why a version of a clause cannot be written so, in Danish and English."""

from collections.abc import Mapping

CLAUSE_REFUSALS: Mapping[str, tuple[str, str]] = {
    "clause.in_past": (
        "En udgave gælder tidligst fra i morgen: det, der har stået, ændres ikke.",
        "A version holds from tomorrow at the earliest: what has stood is not changed.",
    ),
    "clause.reason_missing": (
        "Skriv, hvem der har besluttet det, og hvorfor.",
        "State who decided it, and why.",
    ),
    "clause.same_words": (
        "Det er ordret det samme som den udgave, der gælder før.",
        "It is word for word the version that holds before it.",
    ),
    "clause.written_just_now": (
        "Der er skrevet en anden udgave af punktet, siden du åbnede siden. Intet er gemt. Læs den, før du gemmer din.",
        "Another version of the clause has been written since you opened the page. Nothing is saved. Read it before "
        "you save yours.",
    ),
    "clause.withdrawn_already": (
        "Udgaven er allerede trukket tilbage.",
        "The version is withdrawn already.",
    ),
    "clause.holds_already": (
        "Udgaven gælder allerede og kan ikke trækkes tilbage. Skriv en ny.",
        "The version holds already and cannot be withdrawn. Write a new one.",
    ),
}
