"""When the doors beside the front door open: a reason in words, and how often (DESIGN §6; RULES 4)."""

import re
from dataclasses import dataclass
from datetime import timedelta

SHORTEST_REASON = 10
LONGEST_REASON = 500
_FEWEST_WORDS, _FEWEST_LETTERS = 2, 6
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME_LETTER = re.compile(r"(.)\1\1")
_CPR = re.compile(r"(?<!\d)\d{6}[\s-]?\d{4}(?!\d)")


def reason_problem(text: str) -> str | None:
    """Why a text is no reason that somebody else can judge, as a code; None when it is one.

    At least two different words of letters: a repeated character, dots or one string of keys says nothing. A CPR number
    does not belong in a text that is shown on a list.
    """
    text = text.strip()
    if len(text) < SHORTEST_REASON:
        return "access.reason_too_short"
    if _CPR.search(text):
        return "access.reason_has_cpr"
    words = {word.lower() for word in _WORD.findall(text) if not _SAME_LETTER.search(word.lower())}
    letters = {letter for word in words for letter in word}
    return None if len(words) >= _FEWEST_WORDS and len(letters) >= _FEWEST_LETTERS else "access.reason_no_words"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many in so long a time."""

    most: int
    within: timedelta


_HOUR, _DAY = timedelta(hours=1), timedelta(hours=24)
# Not in the agreement (inf): what a hard shift needs, and no more. The next one calls a colleague.
BREAK_GLASS = (Limit(5, _HOUR), Limit(15, _DAY))
CURRENT_CONTACT = (Limit(12, _HOUR), Limit(60, _DAY))
# Searches by CPR number that lead to nobody in sight: mistyping happens, trying numbers is something else.
OUTSIDE_SEARCH = (Limit(10, timedelta(minutes=10)), Limit(60, _DAY))
# An emergency department takes in whoever comes, also on the evening when no message does; entries are looked through.
OUTSIDE_SEARCH_ACUTE = (Limit(40, timedelta(minutes=10)), Limit(300, _DAY))
