"""Templates, days and progress of implementation plans (RULES 1.2, IP-01…IP-40; 001-100, 001-101, 001-102; K25)."""

from datetime import date

import pytest

from principles.plans.rules.progress import (
    JudgedTask,
    OnTime,
    Progress,
    Stage,
    TaskStatus,
    days_of,
    first_status,
    is_late,
    is_overtaken,
    month_start,
    next_stage,
    on_time,
    progress,
)
from principles.plans.rules.templates import BODIES, DECIDED, DRAFT, TEMPLATES, Body, PlanTrack, Template

JUNE = date(2021, 6, 1)


@pytest.mark.parametrize(
    ("number", "first"),
    [
        (1, date(2021, 6, 1)),
        (0, date(2021, 5, 1)),
        (-5, date(2020, 12, 1)),
        (7, date(2021, 12, 1)),
        (8, date(2022, 1, 1)),
        (20, date(2023, 1, 1)),
    ],
)
def test_month_one_is_the_month_in_which_the_plan_starts(number: int, first: date) -> None:
    assert month_start(JUNE, number) == first


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("IP-10.1", None, date(2021, 5, 31)),
        ("IP-14", date(2021, 6, 1), date(2021, 6, 30)),
        ("IP-10.2", date(2021, 6, 1), date(2021, 8, 31)),
        ("IP-20", None, date(2021, 5, 31)),
        ("IP-22", date(2021, 6, 1), date(2021, 9, 30)),
        ("IP-23.1", date(2021, 10, 1), date(2022, 3, 31)),
        ("IP-24", date(2022, 4, 1), date(2022, 5, 31)),
        ("IP-26", date(2022, 6, 1), date(2022, 6, 30)),
        ("IP-27", date(2022, 7, 1), date(2022, 9, 30)),
        ("IP-32", date(2021, 6, 1), date(2021, 9, 30)),
        ("IP-34", date(2021, 10, 1), date(2021, 11, 30)),
        ("IP-35", date(2021, 12, 1), date(2022, 1, 31)),
    ],
)
def test_the_decided_plan_runs_as_it_did_in_2021(key: str, first: date | None, last: date) -> None:
    item = DECIDED.item(key)
    assert item is not None
    assert days_of(item, JUNE) == (first, last)


@pytest.mark.parametrize(
    ("key", "last"), [("IP-23", date(2021, 11, 30)), ("IP-26", date(2022, 3, 31)), ("IP-27", date(2022, 6, 30))]
)
def test_the_draft_runs_as_it_was_meant_from_april(key: str, last: date) -> None:
    item = DRAFT.item(key)
    assert item is not None
    assert days_of(item, date(2021, 4, 1))[1] == last


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=lambda template: template.key)
def test_every_item_has_words_a_track_and_somebody_responsible(template: Template) -> None:
    assert len({item.key for item in template.items}) == len(template.items)
    assert {item.track for item in template.items} == set(PlanTrack) == set(template.tracks)
    for item in template.items:
        assert all(item.title), item.key
        assert item.bodies, item.key
        assert item.first_month is None or item.first_month <= item.last_month
    assert set(BODIES) == set(Body)


def test_no_plan_is_begun_from_the_draft() -> None:
    assert [template.key for template in TEMPLATES.values() if not template.archived] == ["002"]
    assert DRAFT.tracks[PlanTrack.PROCEDURE] != DECIDED.tracks[PlanTrack.PROCEDURE]


def task(status: TaskStatus, due_on: date | None, done_on: date | None = None) -> JudgedTask:
    return JudgedTask(PlanTrack.DIALOGUE, status, due_on, done_on)


DUE = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("status", "due_on", "today", "late"),
    [
        (TaskStatus.NOT_BEGUN, DUE, DUE, False),
        (TaskStatus.NOT_BEGUN, DUE, date(2026, 11, 1), True),
        (TaskStatus.UNDER_WAY, DUE, date(2026, 11, 1), True),
        (TaskStatus.DONE, DUE, date(2026, 11, 1), False),
        (TaskStatus.DROPPED, DUE, date(2026, 11, 1), False),
        (TaskStatus.NOT_BEGUN, None, date(2026, 11, 1), False),
    ],
)
def test_late_is_what_is_open_after_its_last_day(
    status: TaskStatus, due_on: date | None, today: date, late: bool
) -> None:
    assert is_late(task(status, due_on), today) is late


def test_k25_counts_what_was_due_and_what_was_done_by_then() -> None:
    tasks = [
        task(TaskStatus.DONE, DUE, DUE),
        task(TaskStatus.DONE, DUE, date(2026, 11, 1)),
        task(TaskStatus.DONE, DUE),
        task(TaskStatus.UNDER_WAY, DUE),
        task(TaskStatus.DROPPED, DUE),
        task(TaskStatus.NOT_BEGUN, date(2026, 11, 30)),
        task(TaskStatus.DONE, date(2026, 11, 30), date(2026, 11, 2)),
        task(TaskStatus.DONE, None, date(2026, 1, 1)),
    ]
    assert on_time(tasks, date(2026, 11, 20)) == OnTime(1, 4)
    assert on_time(tasks, DUE) == OnTime(0, 0)
    assert progress(tasks, date(2026, 11, 20)) == Progress(total=7, done=5, late=1)


@pytest.mark.parametrize(
    ("begun_on", "late", "overtaken", "due"),
    [
        # The day itself could still be kept.
        (DUE, True, False, 1),
        (date(2026, 11, 1), False, True, 0),
        (date(2026, 1, 31), True, False, 1),
        (None, True, False, 1),
    ],
)
def test_k25_what_was_to_be_ready_before_the_plan_was_begun_is_nobodys_to_keep(
    begun_on: date | None, late: bool, overtaken: bool, due: int
) -> None:
    today, states = date(2026, 11, 20), [TaskStatus.NOT_BEGUN, TaskStatus.DONE, TaskStatus.DROPPED]
    open_, done, dropped = (JudgedTask(PlanTrack.DIALOGUE, status, DUE, DUE, begun_on) for status in states)
    assert (is_late(open_, today), is_overtaken(open_)) == (late, overtaken)
    assert not is_overtaken(done)
    assert progress([open_, done, dropped], today) == Progress(
        total=2, done=1, late=int(late), overtaken=int(overtaken)
    )
    assert on_time([open_, done, dropped], today) == OnTime(due, 2 * due)


@pytest.mark.parametrize(
    ("begun_on", "first"),
    [
        (date(2026, 11, 30), date(2026, 10, 1)),
        (date(2027, 2, 28), date(2026, 10, 1)),
        (date(2026, 8, 31), date(2026, 8, 1)),
    ],
)
def test_status_is_answered_from_the_month_before_the_plan_or_from_its_beginning(begun_on: date, first: date) -> None:
    assert first_status(date(2026, 11, 1), begun_on) == first


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ([], Stage.PLAN),
        ([Stage.PLAN], Stage.DO),
        ([Stage.PLAN, Stage.DO, Stage.STUDY], Stage.ACT),
        (list(Stage), None),
    ],
)
def test_a_cycle_goes_through_its_four_steps_in_order(recorded: list[Stage], expected: Stage | None) -> None:
    assert next_stage(recorded) is expected
