"""Every verdict has a Danish and an English sentence, and says what its facts say."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from discharge.channel.rules.channel import BASE, ChannelDocument, ChannelFacts, channel
from discharge.extended_responsibility.rules.eligibility import eligibility
from discharge.extended_responsibility.rules.terms import terms_at
from discharge.readiness.rules.registration import RULES
from discharge.responsibility.rules.parties import ResponsibilityState
from discharge.settings.rules.open_points import OPEN_POINTS, Choices, InvalidChoice
from discharge.wording.sentences import sentence, sentence_of, verdict_json
from discharge.wording.texts import TEXTS
from organisations.domain.moments import DANISH
from tests.domain.discharge.stories import ELIGIBLE, hour

ROOMS = Path(__file__).parents[4] / "discharge"
MODULES = [*ROOMS.glob("*/rules.py"), *ROOMS.glob("*/rules/*.py")]


def codes() -> set[str]:
    """The codes written in the rules, those with a placeholder aside."""
    rules = "\n".join(path.read_text() for path in MODULES)
    written = set(re.findall(r'"((?:letter|payment|coincidence|channel|fb)\.[\w.]+)"', rules))
    window = ROOMS / "extended_responsibility" / "rules"
    conditions = re.findall(r'"((?:E\d|X\d)[\w.]*|exempted|extended)"', (window / "eligibility.py").read_text())
    effects = re.findall(r'"((?:X\d)[\w.]*)"', (window / "clock.py").read_text())
    return written | {f"window.{code}" for code in (*conditions, *effects) if "." in code or code == "X6"}


@pytest.mark.sources
@pytest.mark.parametrize("code", sorted(codes()))
def test_each_code_in_the_rules_has_its_sentences(code: str) -> None:
    assert code in TEXTS


def verdict_codes() -> Iterator[tuple[str, str]]:
    """The code of every verdict that a room makes, with its file; of one that is put together its beginning."""
    for path in sorted(ROOMS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Verdict"):
                continue
            code = node.args[2] if len(node.args) > 2 else None
            if isinstance(code, ast.JoinedStr):
                code = code.values[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value, path.relative_to(ROOMS).as_posix()


@pytest.mark.sources
@pytest.mark.parametrize(("code", "where"), sorted(set(verdict_codes())))
def test_each_verdict_has_a_sentence_whatever_its_room(code: str, where: str) -> None:
    known = any(each.startswith(code) for each in TEXTS) if code.endswith(".") else code in TEXTS
    assert known, f"discharge/{where} says {code}: write its sentence in the room's texts.py, its table in apps.py"


def test_each_state_of_responsibility_and_each_rule_of_readiness_has_its_sentences() -> None:
    assert {f"responsibility.{state}" for state in ResponsibilityState} <= set(TEXTS)
    assert {rule.code for rule in RULES} <= set(TEXTS)


def test_each_cell_of_the_channel_table_has_its_sentences() -> None:
    assert {f"channel.{row}.{code}" for row, cells in BASE.items() for _, code in cells.values()} <= set(TEXTS)


def test_each_combination_of_channel_facts_says_something() -> None:
    for elder, social, speciality, needs in product(
        (True, False, None), (True, False, None), ("somatic", None), (True, None)
    ):
        facts = ChannelFacts(elder_care=elder, social=social, speciality=speciality, needs_municipal_services=needs)
        for permission in channel(facts).documents.values():
            assert permission.verdict.code in TEXTS


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_both_languages_use_the_same_facts(code: str) -> None:
    danish, english = TEXTS[code]
    assert set(re.findall(r"{(\w+)}", danish)) == set(re.findall(r"{(\w+)}", english))
    assert danish != english
    assert sentence_of(code, {}, "da").endswith((".", "?"))


def test_a_sentence_is_filled_with_its_facts_in_both_languages() -> None:
    stay = next(v for v in eligibility(ELIGIBLE, terms_at(hour(48))) if v.rule == "E2")
    both = verdict_json(stay, DANISH)
    assert both["sentence"] == "Indlagt i 48 timer, altså mere end 24 timer."
    assert both["sentence_en"] == "Admitted for 48 hours, which is more than 24 hours."


def test_a_stored_verdict_says_the_same_as_a_fresh_one() -> None:
    verdict = eligibility(ELIGIBLE, terms_at(hour(48)))[4]
    assert (
        sentence(verdict.as_json(), "da") == sentence(verdict, "da") == "Udskrevet til eget hjem, som aftalen omfatter."
    )


def test_moments_and_days_are_written_as_people_write_them() -> None:
    assert sentence_of("window.X4", {"died_at": "2026-03-29T01:30:00+00:00"}, "da").startswith(
        "Borgeren døde søn. 29-03-2026 kl. 03.30"
    )
    assert "Sun 29-03-2026" in sentence_of("letter.next_business_day", {"due_on": "2026-03-29"}, "en")


def test_a_missing_fact_and_an_unknown_code_do_not_fail() -> None:
    assert sentence_of("window.extended", {}, "en").endswith("unknown.")
    assert sentence_of("no.such.code", {"value": None}, "da") == "Det kan ikke forklares nærmere."


def test_o7_a_refused_rehabilitation_plan_says_how_its_content_still_gets_there() -> None:
    refused = channel(ChannelFacts(elder_care=False, social=True)).documents[ChannelDocument.REHABILITATION_PLAN]
    assert "papir" in sentence(refused.verdict, "da")


def test_the_open_points_are_all_listed() -> None:
    assert [point.id for point in OPEN_POINTS] == [*(f"A{n}" for n in range(1, 27)), *(f"G{n}" for n in range(1, 7))]
    assert all(point.question and point.question_en and point.default and point.source for point in OPEN_POINTS)


@pytest.mark.parametrize("decided", [{"A99": "yes"}, {"A5": "perhaps"}])
def test_an_open_point_takes_only_its_own_answers(decided: dict[str, str]) -> None:
    with pytest.raises(InvalidChoice):
        Choices(decided)
