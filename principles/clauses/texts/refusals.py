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
        "En anden har netop skrevet en udgave fra samme dag. Læs den, før du skriver over den.",
        "Somebody else has just written a version from the same day. Read it before you write over it.",
    ),
    "clause.holds_already": (
        "Udgaven gælder allerede og kan ikke trækkes tilbage. Skriv en ny.",
        "The version holds already and cannot be withdrawn. Write a new one.",
    ),
}
