"""The English catalogue: complete, and with the same placeholders as the Danish texts (DESIGN §7)."""

import re
from collections import Counter
from collections.abc import Iterator

import polib
import pytest

from tools.translations import KEYWORDS, load, problems, sources

ALIAS = re.compile(r"gettext(?:_lazy|_noop)? as (\w+)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[A-Za-z](?![A-Za-z])|\{\w*\}")


def pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Every Danish form of an entry with its English form."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    yield entry.msgid, entry.msgstr_plural[0]
    yield entry.msgid_plural, entry.msgstr_plural[1]


def strays(catalogue: polib.POFile) -> list[str]:
    """Texts whose translation names other placeholders."""
    return [
        f"{danish!r} → {english!r}"
        for entry in catalogue
        for danish, english in pairs(entry)
        if Counter(PLACEHOLDER.findall(danish)) != Counter(PLACEHOLDER.findall(english))
    ]


def test_every_text_is_translated_and_none_is_left_over() -> None:
    assert sorted(problems()) == []


def test_gettext_has_no_name_that_the_extraction_does_not_know() -> None:
    assert {name for _path, text in sources() for name in ALIAS.findall(text)} <= KEYWORDS.keys()


def test_placeholders_are_the_same_in_both_languages() -> None:
    assert strays(load()) == []


@pytest.mark.parametrize("english", ["until the time", "until %(moment)d", "until {moment}", "%(moment)s %(moment)s"])
def test_a_stray_placeholder_is_found(english: str) -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="til %(moment)s", msgstr=english))
    assert len(strays(catalogue)) == 1
