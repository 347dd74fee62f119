"""The chart is whole: every task has one step, every step its words and its clause (001-96; RULES 1.7)."""

import ast
import inspect
from datetime import date

import pytest

from desk.sentences import TASKS
from discharge.channel.rules.channel import ChannelDocument
from principles.clauses.rules.contents import BY_ADDRESS, SECOND_EDITION
from principles.flowchart import selectors
from principles.flowchart.rules.graph import BY_CODE, NODES, ChartTrack, edges_of, step_of_task, steps_of
from principles.flowchart.texts import LANE_WORDS, STEP_TEXTS, TRACK_WORDS


@pytest.mark.parametrize("kind", sorted(TASKS))
def test_every_kind_of_task_is_work_of_one_step(kind: str) -> None:
    assert len([node for node in NODES if node.takes(kind)]) == 1


def test_a_step_with_tasks_stands_in_every_chart() -> None:
    assert all(node.tracks == frozenset(ChartTrack) for node in NODES if node.tasks)


def test_a_kind_that_only_a_newer_version_knows_has_no_step() -> None:
    assert step_of_task("something_new") is None


def test_each_step_has_words_a_clause_that_exists_and_documents_that_exist() -> None:
    assert set(STEP_TEXTS) == set(BY_CODE)
    assert len(BY_CODE) == len(NODES)
    for node in NODES:
        assert node.clause in BY_ADDRESS
        assert set(node.documents) <= {document.value for document in ChannelDocument}
        assert all(all(text) for text in (STEP_TEXTS[node.code].title, STEP_TEXTS[node.code].text))


def test_every_step_has_work_or_somebody_who_says_that_it_is_done() -> None:
    """Else it stands as ahead for ever, in every journey."""
    answering = {
        node.value for node in ast.walk(ast.parse(inspect.getsource(selectors))) if isinstance(node, ast.Constant)
    }
    assert [node.code for node in NODES if not node.tasks and node.code not in answering] == []


def test_the_six_pages_that_are_known_are_there() -> None:
    assert {node.page for node in NODES} - {""} == {"2-0", "2-2", "2-3", "2-4", "2-5", "1-40"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("admitted", ("advis", "ajour")),
        ("report", ("24 timer", "Dosispakket")),
        ("involved", ("pårørende kan og vil", "genoptræning", "ring")),
        ("care_plan", ("under et døgn", "realistisk")),
        ("changed_plan", ("kl. 12", "14.30", "Vedr.", "Weekend")),
        ("contact", ("inden for et døgn", "én gang i hver vagt")),
    ],
)
def test_the_substance_of_the_known_pages_is_kept(code: str, words: tuple[str, ...]) -> None:
    step = STEP_TEXTS[code]
    assert all(word in f"{step.text[0]} {step.when[0]}" for word in words)


@pytest.mark.parametrize("track", ChartTrack)
def test_each_chart_is_one_way_from_the_referral_to_the_end(track: ChartTrack) -> None:
    steps = steps_of(track, on=SECOND_EDITION)
    assert [first for first, _second in edges_of(steps)] == [step.code for step in steps[:-1]]
    assert (steps[0].code, steps[-1].code) == ("referral", "closed")
    assert set(TRACK_WORDS) == {track.value for track in ChartTrack}
    assert {step.lane.value for step in steps} == set(LANE_WORDS)


def test_the_chart_of_2021_is_not_known() -> None:
    assert steps_of(ChartTrack.ACUTE, on=date(2024, 3, 31)) == ()


def test_psychiatry_has_its_own_simple_version() -> None:
    codes = {step.code for step in steps_of(ChartTrack.PSYCHIATRY, on=SECOND_EDITION)}
    assert {"early_contact", "card"} <= codes
    assert not {"care_plan", "changed_plan", "contact"} & codes
