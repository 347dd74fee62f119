"""Refuses passwords made of common words, Danish ones too (D31; ASVS 6.2.4).

The list is our own. Whether a password is among the leaked ones of the world is not asked: the check would need a way
out of the house. README says so.
"""

import functools
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_LIST = Path(__file__).with_name("common_words.txt")
_LOOKALIKES = str.maketrans("013457@$€!", "oieastasei")
_FEWEST_SIGNS, _MOST_WORDS = 5, 4


@functools.cache
def common_words() -> frozenset[str]:
    """Words, names and rows of keys that people take, in small letters."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_common(password: str) -> bool:
    """Whether it is few signs, one thing over and over, or nothing but common words and figures."""
    text = password.casefold()
    if len(set(text)) < _FEWEST_SIGNS or _repeats(text):
        return True
    # Figures and signs around the words are no words; those inside may stand for letters.
    inside = re.sub(r"^[^a-zæøå]+|[^a-zæøå]+$", "", text)
    return any(_made_of_words(re.sub(r"[^a-zæøå]", "", form)) for form in (inside, inside.translate(_LOOKALIKES)))


def _repeats(text: str) -> bool:
    return len(text) > 1 and text in (text + text)[1:-1]


def _made_of_words(letters: str) -> bool:
    """Whether the letters are a few common words in a row; the fewest words to each place are kept."""
    fewest: dict[int, int] = {0: 0}
    for end in range(1, len(letters) + 1):
        before = [fewest[at] for at in fewest if letters[at:end] in common_words()]
        if before:
            fewest[end] = min(before) + 1
    return fewest.get(len(letters), _MOST_WORDS + 1) <= _MOST_WORDS


class CommonWordsValidator:
    """Django's password validator."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise when it is made of common words."""
        if is_common(password):
            raise ValidationError(_("Adgangskoden består af almindelige ord. Vælg noget, andre ikke kan gætte."))

    def get_help_text(self) -> str:
        """What to avoid."""
        return _("Adgangskoden må ikke bestå af almindelige ord, heller ikke danske, med tal bagefter.")
