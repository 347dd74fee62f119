"""Facts of verdicts in people's words: their names, their values, and the clauses they come from (Danish, English).

The machine names stay in the JSON; a page shows only what stands here. The test of this module
fails on a fact that a rule uses and that has no words.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from discharge.wording.fact_names import FACT_NAMES, FACT_VALUES, NO_NAME, OF_FACT
from discharge.wording.texts import WORDS
from organisations.domain.moments import ENGLISH, day, moment, until

Text = tuple[str, str]

# Spans of time; `working_hours` is a number, as its sentence says of what.
_SPANS = frozenset({"stay_hours", "longer_than_hours", "hours", "elapsed_hours", "action_within_hours"})
_SECONDS_PER_HOUR = 3600

# Ends of something: midnight is the end of the day before.
_ENDS = frozenset({"until", "answers_until", "ends_at"})

# The clause behind each table of rules, as a reader can look it up.
_CLAUSES: Mapping[str, Text] = {
    "2a": ("Samarbejdsaftalen, fodnote 4 og 7", "The cooperation agreement, footnotes 4 and 7"),
    "2b": ("Samarbejdsaftalen, afsnit 2.1", "The cooperation agreement, section 2.1"),
    "2c": ("Sundhedsloven § 238", "The Danish Health Act, section 238"),
    "2d": ("Samarbejdsaftalen, afsnit 2.2", "The cooperation agreement, section 2.2"),
    "2e": ("Samarbejdsaftalen, afsnit 2.2 (72 timer)", "The cooperation agreement, section 2.2 (72 hours)"),
    "2f": ("Samarbejdsaftalen, princip 6 (epikrise)", "The cooperation agreement, principle 6 (discharge letter)"),
    "2g": ("Samarbejdsaftalen, afsnit 2.1 (sammenfald)", "The cooperation agreement, section 2.1 (coincidence)"),
    "2h": ("Sundhedsdatastyrelsens opgørelse", "The Danish Health Data Authority's definition"),
    "001-85": ("Samarbejdsaftalen, afsnit 2.1", "The cooperation agreement, section 2.1"),
    "001-66": ("Samarbejdsaftalen, princip 6", "The cooperation agreement, principle 6"),
}
# Rows whose clause is another than their table's.
_CLAUSE_OF_RULE: Mapping[str, Text] = {
    "L1": ("Sundhedsaftalen 2015–2018, indsats 61", "The health agreement 2015–2018, initiative 61"),
    "medication": ("Sundhedsaftalen 2015–2018, indsats 59", "The health agreement 2015–2018, initiative 59"),
    "F3": ("Samarbejdsaftalen, afsnit 2.1 (terminale)", "The cooperation agreement, section 2.1 (terminal citizens)"),
    "P4": ("Takstbekendtgørelsen § 5 (orlov)", "The order on tariffs, section 5 (leave)"),
    "callers": ("Samarbejdsaftalen, fodnote 6", "The cooperation agreement, footnote 6"),
    "S1": ("Samarbejdsaftalen, fodnote 2", "The cooperation agreement, footnote 2"),
}
_AGREED_LATER: Text = (
    "Samarbejdsaftalen, afsnit 2.1 (aftalt senere udskrivelse), og sundhedsloven § 238",
    "The cooperation agreement, section 2.1 (later discharge agreed), and the Danish Health Act, section 238",
)
_AGREEMENT: Text = ("Samarbejdsaftalen", "The cooperation agreement")
# What the pure rules say of a day on which a later discharge was agreed (RULES 001-88).
AGREED_LATER_SOURCE = "001-88"


def fact_name(name: str, *, language: str) -> str:
    """The name of a fact for people; never the internal name."""
    return FACT_NAMES.get(name, NO_NAME)[_column(language)]


def fact_names(names: Any, *, language: str) -> str:
    """Several, as one reads them: "hvor borgeren er udskrevet til, kommunal sygepleje"."""
    return ", ".join(fact_name(name, language=language) for name in names)


def fact_value(name: str, value: Any, *, language: str, now: datetime | None = None) -> str:
    """A fact's value in words: moments and days as everywhere, enumerations by name, numbers without ".0"."""
    column = _column(language)
    if isinstance(value, list | tuple):
        return (
            ", ".join(fact_value(name, item, language=language, now=now) for item in value) or ("ingen", "none")[column]
        )
    if isinstance(value, Mapping):
        return ", ".join(
            f"{fact_name(key, language=language)}: {fact_value(key, item, language=language, now=now)}"
            for key, item in value.items()
        )
    if isinstance(value, str):
        return _text(name, value, language=language, now=now)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _span(value, column) if name in _SPANS else _number(value, column)
    return {True: ("ja", "yes"), False: ("nej", "no"), None: ("ukendt", "unknown")}[value][column]


def fact_values(facts: Mapping[str, Any], *, language: str) -> dict[str, str]:
    """The values of several facts, by their names."""
    return {name: fact_value(name, value, language=language) for name, value in facts.items()}


def clause(source: str, rule: str, version: str = "", *, language: str) -> str:
    """Where a rule stands, for a reader: "Samarbejdsaftalen, afsnit 2.2", never the number in our own files.

    `version` adds the edition of the agreement and the points that have been decided otherwise than its default.
    """
    base, *decided = version.split("+")
    words = [_clause(source, rule, _column(language))]
    if re.fullmatch(r"\d{4}-\d\d", base):
        words.append(("udgave {}", "edition {}")[_column(language)].format(base))
    if decided:
        points = ", ".join(point.split("=")[0] for point in decided)
        words.append(("med besluttet svar på {}", "with a decision on {}")[_column(language)].format(points))
    return ", ".join(words)


def _clause(source: str, rule: str, column: int) -> str:
    if AGREED_LATER_SOURCE in source:
        return _AGREED_LATER[column]
    table = re.search(r"RULES (2[a-h]|001-\d+)", source)
    text = _CLAUSE_OF_RULE.get(rule) or _CLAUSES.get(table[1] if table else rule, _AGREEMENT)
    return text[column]


# How the parts of a source are read aloud; the first pattern that fits decides.
_PARTS: Sequence[tuple[str, Text]] = (
    (r"001 fn (\d+)", ("Samarbejdsaftalen, fodnote {}", "The cooperation agreement, footnote {}")),
    (r"fn (\d+)", ("fodnote {}", "footnote {}")),
    (r"001 §(.+)", ("Samarbejdsaftalen, afsnit {}", "The cooperation agreement, section {}")),
    (r"001 B2-P(\d+)", ("Samarbejdsaftalen, bilag 2, punkt {}", "The cooperation agreement, annex 2, point {}")),
    (r"001 bilag (\d+)", ("Samarbejdsaftalen, bilag {}", "The cooperation agreement, annex {}")),
    (r"00[02]", ("Implementeringsplanen 2021", "The implementation plan 2021")),
    (r"001", _AGREEMENT),
    (r"takstbek\. (.+)", ("Takstbekendtgørelsen {}", "The order on tariffs {}")),
    (r"L (\d+) (.+)", ("lovforslag L {} ({})", "bill L {} ({})")),
    (r"RULES 3\.4", ("Sundhedsreformen", "The health reform")),
    (r"flowchart (\d-\d+)", ("flowchartets side {}", "page {} of the flowchart")),
)


def citation(source: str, *, language: str) -> str:
    """All parts of a source in people's words, once each; a part of our own files gives its clause."""
    column = _column(language)
    said = [_part(part, column) for part in re.split(r"[;,]\s*", source)]
    return "; ".join(dict.fromkeys(words for words in said if words)) or _AGREEMENT[column]


def _part(part: str, column: int) -> str:
    if part in _CLAUSES:
        return _CLAUSES[part][column]
    for pattern, text in _PARTS:
        fits = re.fullmatch(pattern, part)
        if fits is not None:
            return text[column].format(*fits.groups())
    return _clause(part, "", column) if part.startswith("RULES") else ""


def _column(language: str) -> int:
    return 1 if language == ENGLISH else 0


def _text(name: str, value: str, *, language: str, now: datetime | None) -> str:
    words = OF_FACT.get(name, {}).get(value) or FACT_VALUES.get(value) or WORDS.get(value)
    return _moment(name, value, language=language, now=now) or (words[_column(language)] if words else value)


def _moment(name: str, value: str, *, language: str, now: datetime | None) -> str:
    """An ISO day or instant as people write it; "" when the text is neither."""
    try:
        if len(value) == len("2026-11-20"):
            return day(date.fromisoformat(value), now=now, language=language)
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    if at.tzinfo is None:
        return ""
    return (until if name in _ENDS else moment)(at, now=now, language=language)


def _number(value: float, column: int) -> str:
    number = f"{value:.2f}".rstrip("0").rstrip(".")
    return number if column else number.replace(".", ",")


def _span(hours: float, column: int) -> str:
    """ "93 timer", "24 timer 30 min", "24 timer 1 sek.": what is more than a whole number of hours shows."""
    seconds = round(abs(hours) * _SECONDS_PER_HOUR)
    whole, rest = divmod(seconds, _SECONDS_PER_HOUR)
    minutes, seconds = divmod(rest, 60)
    unit = (("time", "hour") if whole == 1 else ("timer", "hours"))[column]
    parts = [f"{whole} {unit}"]
    parts += [f"{minutes} min"] if minutes else []
    parts += [f"{seconds} {('sek.', 's')[column]}"] if seconds and whole <= 24 and not minutes else []
    return " ".join(parts)
