"""Every fact that a rule uses has a name and values in people's words, every source a clause (T-13, B21, U11)."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest

from discharge.agreement.rules.preparation import ReadHow
from discharge.calls.rules import CallerRole, ReferTo
from discharge.channel.rules.channel import ChannelDocument, ChannelFacts, Recipient
from discharge.discharge_letter.rules.deadline import LetterGroup
from discharge.extended_responsibility.rules.clock import WindowState
from discharge.readiness.rules.registration import REASONS, ReadinessFacts, Rehabilitation, StayStatus
from discharge.settings.rules.open_points import OPEN_POINTS
from discharge.wording import fact_words
from discharge.wording.fact_names import FACT_NAMES, FACT_VALUES, OF_FACT
from discharge.wording.texts import WORDS
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.fold import Destination

ROOT = Path(__file__).resolve().parents[4]
RULES = [*ROOT.glob("discharge/*/rules.py"), *ROOT.glob("discharge/*/rules/*.py")]
FILES = [*sorted(RULES), ROOT / "discharge" / "payment" / "selectors" / "ledger.py"]
# Facts that the rules read from outside and keep in no verdict.
NOT_SHOWN = {"life_threatening"}


def strings(node: ast.AST | None) -> Iterator[str]:
    for each in ast.walk(node) if node is not None else ():
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def keys(node: ast.AST | None) -> Iterator[str]:
    for each in ast.walk(node) if node is not None else ():
        if isinstance(each, ast.Dict):
            yield from (key.value for key in each.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def used_facts(tree: ast.AST) -> Iterator[str]:
    """Names in the facts and the missing of every verdict that the code makes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Verdict", "_Answer"):
            place = {"Verdict": (4, 5), "_Answer": (2, 3)}[node.func.id]
            arguments = dict(enumerate(node.args))
            yield from keys(arguments.get(place[0]))
            yield from strings(arguments.get(place[1]))
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "dict[str, Fact]":
            yield from keys(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "add":
            yield from (keyword.arg for keyword in node.keywords if keyword.arg)


def facts_in_code() -> set[str]:
    found = {name for path in FILES for name in used_facts(ast.parse(path.read_text(encoding="utf-8")))}
    asked = {field.name for facts in (ReadinessFacts, ChannelFacts) for field in fields(facts)}
    return (found | asked) - NOT_SHOWN


def sources_in_code() -> set[str]:
    found = {text for path in FILES for text in strings(ast.parse(path.read_text(encoding="utf-8")))}
    return {text for text in found if text.startswith(("RULES 2", "RULES 001")) and "\n" not in text and len(text) < 60}


@pytest.mark.sources
def test_the_scan_finds_what_is_known_to_be_there() -> None:
    known = {"stay_hours", "practice_open", "answers_until", "readmitted_at", "told_at", "tariff", "destination"}
    assert known <= facts_in_code()
    assert {"RULES 2c P1", "RULES 001-85"} <= sources_in_code()


@pytest.mark.sources
@pytest.mark.parametrize("name", sorted(facts_in_code()))
def test_t13_every_fact_has_a_name_in_both_languages(name: str) -> None:
    assert name in FACT_NAMES, f"{name} has no name: a row of discharge/wording/fact_names.py, (Danish, English)"
    danish, english = FACT_NAMES[name]
    assert "_" not in danish + english


VALUES: dict[str, type[StrEnum]] = {
    "destination": Destination,
    "ended_by": EndedBy,
    "stay": StayStatus,
    "rehabilitation": Rehabilitation,
    "document": ChannelDocument,
    "recipient": Recipient,
    "group": LetterGroup,
    "caller_role": CallerRole,
    "refer_to": ReferTo,
    "window": WindowState,
    "read_how": ReadHow,
}
ALL_VALUES = [(name, value.value) for name, kinds in VALUES.items() for value in kinds]
ALL_VALUES += [("reason", reason) for reason in sorted(REASONS)]
ALL_VALUES += [("sector", sector) for sector in ("municipality", "hospital", "region", "general_practice")]
ALL_VALUES += [("speciality", word) for word in ("somatic", "psychiatric", "unknown")]
ALL_VALUES += [("acute_function", word) for word in ("gp", "out_of_hours", "hospital")]


@pytest.mark.parametrize(("name", "value"), ALL_VALUES)
def test_t13_every_value_has_a_word_of_its_own(name: str, value: str) -> None:
    assert value in {**OF_FACT.get(name, {}), **FACT_VALUES, **WORDS}
    assert "_" not in fact_words.fact_value(name, value, language="da")


@pytest.mark.sources
@pytest.mark.parametrize("source", sorted(sources_in_code()))
def test_u11_every_source_is_a_clause_that_a_reader_can_look_up(source: str) -> None:
    for language in ("da", "en"):
        words = fact_words.clause(source, source.split()[-1], language=language)
        assert not {"RULES", "001"} & set(words.replace("-", " ").split())


@pytest.mark.parametrize("point", [point.id for point in OPEN_POINTS])
def test_u11_every_open_point_cites_what_a_reader_can_look_up(point: str) -> None:
    source = next(each.source for each in OPEN_POINTS if each.id == point)
    assert "RULES" not in fact_words.citation(source, language="da")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("at", "2026-11-28T07:11:00+00:00", "lør. 28-11-2026 kl. 08.11"),
        ("due_on", "2026-11-27", "fre. 27-11-2026"),
        ("answers_until", "2026-11-28T23:00:00+00:00", "lør. 28-11-2026 kl. 24.00"),
        ("stay_hours", 93.0, "93 timer"),
        ("working_hours", 17.5, "17,5"),
        ("day_number", 3, "3"),
        ("practice_open", False, "nej"),
        ("community_nursing", None, "ukendt"),
        ("group", "strict", "kommunen eller egen læge fortsætter straks"),
        ("covered", ["own_home", "nursing_home"], "eget hjem, plejehjem"),
        ("missing", ["admitted_at", "terminal"], "indlagt, terminal"),
        ("caller_role", "other", "en anden"),
    ],
)
def test_t13_facts_are_written_as_people_write_them(name: str, value: object, words: str) -> None:
    assert fact_words.fact_value(name, value, language="da") == words


def test_the_edition_and_decided_points_stand_with_the_clause() -> None:
    said = fact_words.clause("RULES 2e E2; 001 §2.2", "E2", "2023-11+A11=more", language="da")
    assert said == "Samarbejdsaftalen, afsnit 2.2 (72 timer), udgave 2023-11, med besluttet svar på A11"
