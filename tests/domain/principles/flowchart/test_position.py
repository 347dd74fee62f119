"""Where a journey stands in the chart (RULES 1.7; UX §2.3)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from principles.flowchart.rules.graph import BY_CODE, ChartTrack, steps_of
from principles.flowchart.rules.position import ChartFacts, OpenTask, StepState, position, track_of
from principles.flowchart.texts import STATE_WORDS

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
OURS, THEIRS = "ours", "theirs"


def task(kind: str, *, owner: str = OURS, hours: int | None = 1) -> OpenTask:
    return OpenTask(kind, owner, None if hours is None else AT + timedelta(hours=hours), AT)


@pytest.mark.parametrize(
    ("code", "facts", "state", "reason"),
    [
        ("report", {"done": {"report": AT}}, "done", ""),
        ("report", {"done": {"report": AT}, "tasks": (task("report_of_admission"),)}, "next", ""),
        ("report", {"not_applicable": {"report": "no_services"}}, "not_applicable", "no_services"),
        ("report", {"unknown": {"report": "services_unknown"}}, "unknown", "services_unknown"),
        ("report", {"unknown": {"report": "services_unknown"}, "left": True}, "unknown", "services_unknown"),
        ("report", {}, "ahead", ""),
        ("answers", {"waiting": {"answers": "running"}}, "waiting", "running"),
        ("report", {"left": True}, "skipped", "left"),
        ("report", {"ended": "deceased"}, "skipped", "deceased"),
        ("planned", {"begun": True}, "skipped", "begun"),
        ("planned", {}, "ahead", ""),
        ("enrolled", {"left": True, "begun": True}, "ahead", ""),
        ("enrolled", {"ended": "cancelled"}, "skipped", "cancelled"),
    ],
)
def test_a_step_stands_as_the_facts_say(code: str, facts: dict[str, Any], state: str, reason: str) -> None:
    (standing,) = position([BY_CODE[code]], ChartFacts(**facts))
    assert (standing.state, standing.reason) == (state, reason)
    assert set(STATE_WORDS) == {state.value for state in StepState}


def test_of_two_tasks_in_one_step_the_one_due_first_comes_first_and_one_without_time_last() -> None:
    tasks = (task("find_gp", hours=None), task("name_physician", hours=5), task("accept_handover", hours=2))
    (standing,) = position([BY_CODE["physician"]], ChartFacts(tasks=tasks))
    assert [each.kind for each in standing.tasks] == ["accept_handover", "name_physician", "find_gp"]
    assert standing.asks({OURS})
    assert not standing.asks({THEIRS})


def test_every_step_with_a_task_is_next_in_every_chart() -> None:
    tasks = (task("state_destination"), task("invite_parties"))
    for track in ChartTrack:
        standings = position(steps_of(track, on=AT.date()), ChartFacts(tasks=tasks, left=True))
        assert [each.node.code for each in standings if each.state is StepState.NEXT] == ["meeting", "answers"]


@pytest.mark.parametrize(
    ("speciality", "admission_type", "expected"),
    [
        ("somatic", "acute", ChartTrack.ACUTE),
        ("unknown", "planned", ChartTrack.PLANNED),
        ("psychiatric", "acute", ChartTrack.PSYCHIATRY),
        ("somatic", "unknown", None),
    ],
)
def test_the_chart_of_a_journey(speciality: str, admission_type: str, expected: ChartTrack | None) -> None:
    assert track_of(speciality=speciality, admission_type=admission_type) is expected
