"""The one form of moments, days and deadlines, in Danish and in English (UX §1.0)."""

import pytest

from organisations.domain.moments import language_of


@pytest.mark.parametrize(
    ("code", "language"), [("en", "en"), ("en-gb", "en"), ("da", "da"), ("de", "da"), ("", "da"), (None, "da")]
)
def test_danish_unless_the_reader_has_chosen_english(code: str | None, language: str) -> None:
    assert language_of(code) == language
