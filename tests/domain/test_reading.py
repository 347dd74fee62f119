"""The reader of pages finds what it is there for: each fault put in by hand, and sentences that are right."""

import pytest

from tests.reading import lines_of, problems_of_page

DANISH_FAULTS = [
    pytest.param("<p>Kommune: NYT shared</p>", id="T-12-raw-english"),
    pytest.param("<dt>responsible_physician</dt>", id="T-13-internal-name"),
    pytest.param("<dt>practice open</dt><dd>unknown</dd>", id="T-13-english-fact"),
    pytest.param("<p>Regel S6 · RULES 2d S6; 001 §2.2</p>", id="U11-citation"),
    pytest.param("<p>til man. 09.11</p>", id="U7-time-without-kl"),
    pytest.param("<p>om 3 t · tir. 01-12 kl. 00.00</p>", id="U8-midnight"),
    pytest.param('<li class="task task-done"><p>FMK er ajourført</p><p>overskredet 58 t</p></li>', id="U9-done-late"),
    pytest.param("<p>Skrev: formiddag..</p>", id="u11-two-stops"),
    pytest.param("<p>Er borgeren terminal?: Svar</p>", id="u11-question-colon"),
    pytest.param("<p>Aftalt: None</p>", id="none"),
    pytest.param("<p>Udskrevet til {destination}.</p>", id="not-filled"),
    pytest.param("<p>Indlagt i 93.0 timer</p>", id="T-13-decimals"),
    pytest.param('<span title="answers until ukendt">?</span>', id="in-an-attribute"),
]
ENGLISH_FAULTS = [
    pytest.param("<p>Afdelingen svarer</p>", id="danish-word"),
    pytest.param("<p>until Mon 09:11</p>", id="U7-time-without-at"),
    pytest.param("<p>Færdigbehandlet</p>", id="danish-letter"),
]
RIGHT = [
    ("da", "<p>Afdelingen svarer til <time>man. 30-11 kl. 09.11</time>, tlf. 87 89 12 34.</p>"),
    ("da", "<p>Egen læge, hverdage 08.00–16.00</p>"),
    ("da", "<p>Gav borgeren plads <span>fre. 20-11</span> <span>kl. 14.10</span></p><script>var a_b = {};</script>"),
    ("da", "<p>Takst 3.952 kr. efter Sundhedsloven § 238</p>"),
    ("en", "<p>The ward answers until Mon 30-11 at 09:11.</p>"),
    ("da", '<li class="task task-done"><p>FMK er ajourført</p></li><li class="task"><p>overskredet 2 t</p></li>'),
]


@pytest.mark.parametrize("html", DANISH_FAULTS)
def test_a_fault_on_a_danish_page_is_found(html: str) -> None:
    assert problems_of_page(html, language="da")


@pytest.mark.parametrize("html", ENGLISH_FAULTS)
def test_a_fault_on_an_english_page_is_found(html: str) -> None:
    assert problems_of_page(html, language="en")


@pytest.mark.parametrize(("language", "html"), RIGHT)
def test_a_right_sentence_is_let_through(language: str, html: str) -> None:
    assert problems_of_page(html, language=language) == []


def test_names_and_words_of_people_are_theirs() -> None:
    assert problems_of_page("<p>Skrev: the_note</p>", language="da", names=["the_note"]) == []


def test_blocks_are_lines_and_inline_elements_run_on() -> None:
    assert lines_of("<div>til <b>i dag</b><p>Ny</p></div>") == ["til i dag", "Ny"]
