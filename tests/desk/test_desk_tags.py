"""Filters, tags and components that carry a safety rule: hidden CPR, phone links, unknown said aloud."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from desk.templatetags import desk_tags, markup, words
from desk.templatetags.moments import overdue
from journeys.domain.state.status import JourneyStatus

NOW = datetime(2026, 11, 20, 9, 42, tzinfo=UTC)
CPR = "230845-0000"


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


def _component(name, **attributes):
    """The component rendered as a page would: only the file loader compiles its tags by itself."""
    given = " ".join(f':{key}="{key}"' for key in attributes)
    source = f"<c-{name} {given} />"
    return Template(CottonCompiler().process(source)).render(Context({"now": NOW, **attributes}))


@pytest.mark.parametrize("status", list(JourneyStatus))
def test_every_journey_status_has_a_badge(status):
    assert desk_tags.badge(status) is not words.UNKNOWN


def test_an_unknown_status_says_so():
    assert desk_tags.badge("no_such_state") is words.UNKNOWN


def test_no_two_states_share_letter_and_shape():
    marks = {(badge.letter, badge.shape) for badge in words.BADGES.values()}
    assert len(marks) == len(words.BADGES)


def test_the_last_four_of_a_cpr_number_are_not_in_the_page():
    assert "0000" not in _component("cpr", number=CPR)


def test_the_whole_cpr_number_is_there_when_asked_for():
    assert CPR in _component("cpr", number=CPR, reveal=True)


@pytest.mark.parametrize(
    ("number", "target"), [("00 00 12 34", "tel:+4500001234"), ("+45 00001234", "tel:+4500001234"), ("112", "tel:112")]
)
def test_a_phone_number_becomes_a_link(number, target):
    assert markup.tel(number) == target


def test_a_missing_phone_is_said_aloud():
    assert "telefon ukendt" in _component("phone", number="")


@pytest.mark.parametrize(("at", "overdue"), [(NOW, True), (NOW + timedelta(seconds=1), False), (None, False)])
def test_due_is_half_open(at, overdue):
    assert desk_tags.is_overdue({"now": NOW}, at) is overdue


@pytest.mark.parametrize(
    ("late", "words"),
    [(timedelta(0), "nu"), (timedelta(seconds=59), "nu"), (timedelta(minutes=1), "overskredet 1 min")],
)
def test_r1_8_what_is_due_now_is_not_late_by_no_minutes(late, words):
    assert overdue(NOW - late, now=NOW) == words


def test_a_strip_without_facts_says_unknown_and_nothing_else():
    page = _component("responsibility-strip", strip={"unknown": "ukendt – Viborg er spurgt", "phone": ""})
    assert "ukendt – Viborg er spurgt" in page
    assert "telefon ukendt" in page


@pytest.mark.parametrize(("outcome", "word"), [(True, "ja"), (False, "nej"), (None, "ukendt")])
def test_a_verdict_is_yes_no_or_unknown(outcome, word):
    assert desk_tags.outcome_word(outcome) == word


def test_t13_facts_of_a_verdict_are_shown_in_danish():
    facts = {"speciality": "psychiatric", "admitted_at": "2026-11-20T09:42:00Z", "community_nursing": None}
    rows = desk_tags.verdict_rows({"facts": {**facts, "answers_until": None}, "missing": ["community_nursing"]})
    assert rows == [
        ("speciale", "psykiatrisk"),
        ("indlagt", "fre. 20-11-2026 kl. 10.42"),
        ("kommunal sygepleje", "ukendt"),
    ]


def test_a_name_becomes_initials():
    assert desk_tags.initials("Åse Marie Holm") == "ÅH"
