"""Who can be taken for whom on a list (u5, B29), and how names are folded (B17; PITFALLS 23)."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeys.domain.citizen.likeness import ComparedPerson, Likeness, alike, fold, telling_digits

BORN, OTHER = date(1950, 3, 2), date(1961, 9, 8)


def likeness(one: tuple[str, str, date | None], other: tuple[str, str, date | None]) -> Likeness | None:
    return alike({1: ComparedPerson(*one), 2: ComparedPerson(*other)}).get(1, {}).get(2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(("Åse", "Holm", BORN), ("Bent", "Holm", OTHER), None, id="u5-family-name-alone"),
        pytest.param(("Karen", "Madsen", BORN), ("Karen", "Holm", OTHER), None, id="u5-first-name-alone"),
        pytest.param(("Karen Prøve", "Madsen", BORN), ("Karen", "Madsen", OTHER), Likeness.NAME, id="u5-same"),
        pytest.param(
            ("Carin", "Madsen", BORN), ("Karen", "Madsen", OTHER), Likeness.NAME, id="u5-one-letter-and-sound"
        ),
        pytest.param(("Aase", "Kærgaard", BORN), ("Åse", "Kaergård", OTHER), Likeness.NAME, id="u5-danish-letters"),
        pytest.param(("Kirsten", "Hansen", BORN), ("Kirsten", "Hanssen", OTHER), Likeness.NAME, id="u5-double-letter"),
        pytest.param(("Kirsten", "Hansen", BORN), ("Kristen", "Hansen", OTHER), Likeness.NAME, id="u5-swapped"),
        pytest.param(("Kirsten", "Hansen", BORN), ("Karen", "Hansen", OTHER), None, id="u5-other-first-name"),
        pytest.param(("Bo", "Ib", BORN), ("Ida", "Juhl", BORN), Likeness.BIRTHDAY, id="u5-birthday"),
        pytest.param(("Bo", "Ib", None), ("Ida", "Juhl", None), None, id="u5-unknown-birthdays"),
        pytest.param(("Bo", "Ib", BORN), ("Bo", "Ib", BORN), Likeness.NAME_AND_BIRTHDAY, id="B29-both"),
        pytest.param(("", "", BORN), ("", "", OTHER), None, id="u5-unknown-names"),
    ],
)
def test_likeness(one: tuple[str, str, date], other: tuple[str, str, date], expected: Likeness | None) -> None:
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


@pytest.mark.parametrize(
    ("numbers", "digits"),
    [
        pytest.param(["0203501234", "0203505678"], 2, id="B29-two"),
        pytest.param(["0203501234", "0203501134"], 3, id="B29-three"),
        pytest.param(["0203501234", ""], 0, id="B29-unknown"),
    ],
)
def test_no_more_digits_than_it_takes(numbers: list[str], digits: int) -> None:
    assert telling_digits(numbers) == digits


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("José", "jose", id="B17-accent"),
        pytest.param("Jose\u0301", "jose", id="B17-decomposed"),
        pytest.param("Müller", "muller", id="B17-umlaut"),
        pytest.param("A\u030aga\u030ard", "aagaard", id="B17-ring-apart"),
        pytest.param("O’Neil", "o neil", id="B17-apostrophe"),
        pytest.param("Skov-Hansen, Anne-Marie", "skov hansen anne marie", id="B17-hyphens"),
        pytest.param("Kærgaard", "kaergaard", id="u23-ae"),
        pytest.param("  Søren   Å ", "soeren aa", id="B17-blanks"),
    ],
)
def test_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=40))
@example("𝑨ǽ")
def test_b17_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
