"""What all rooms say, in Danish and in English: code → (da, en). Words in braces are facts of the verdict."""

from collections.abc import Mapping

Text = tuple[str, str]


# Of a code without a sentence: the test of completeness keeps it from ever being needed.
NO_SENTENCE: Text = ("Det kan ikke forklares nærmere.", "There is no further explanation.")

TEXTS: dict[str, Text] = {}


def register_texts(*tables: Mapping[str, Text]) -> None:
    """Called with the tables of every room when the program starts; two texts for one code are a mistake."""
    for table in tables:
        twice = [code for code in table if TEXTS.get(code, table[code]) != table[code]]
        if twice:
            raise ValueError(f"two texts for {', '.join(twice)}")
        TEXTS.update(table)


WORDS: Mapping[str, Text] = {
    "own_home": ("eget hjem", "own home"),
    "nursing_home": ("plejehjem", "a nursing home"),
    "temporary_place": ("midlertidig plads", "a temporary place"),
    "acute_place": ("akutplads", "an acute place"),
    "health_care_place": ("sundheds- og omsorgsplads", "a health and care place"),
    "residential_facility": ("bosted", "a residential facility"),
    "hospice": ("hospice", "a hospice"),
    "other_hospital": ("et andet hospital", "another hospital"),
    "other": ("et andet sted", "another place"),
    "nurse": ("sygeplejerske", "a nurse"),
    "social_health_assistant": ("social- og sundhedsassistent", "a social and health assistant"),
    "gp": ("egen læge", "the GP"),
    "out_of_hours": ("lægevagten", "the out-of-hours service"),
    "hospital": ("hospitalet", "the hospital"),
    "ward": ("afdelingen selv", "the ward itself"),
    "helper": ("social- og sundhedshjælper", "a helper"),
    "social_pedagogue": ("pædagog eller bostøtte", "a pedagogue or support worker"),
    "relative": ("pårørende", "a relative"),
    "citizen": ("borgeren selv", "the citizen"),
}
