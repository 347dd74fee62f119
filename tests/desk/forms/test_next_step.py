"""Which of the open tasks' buttons stands out for the reader (UX §1.e)."""

from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from desk.forms.acting.buttons import ActButton, TaskRow, next_step
from desk.selectors.asker import Asker
from journeys.models import Task

OURS, THEIRS = UUID(int=1), UUID(int=2)


def asker() -> Asker:
    return cast(Asker, SimpleNamespace(own=SimpleNamespace(units={OURS})))


def row(owner: UUID, slug: str | None, why: str = "") -> TaskRow:
    button = ActButton(slug, slug, slug, f"/{slug}/", why) if slug else None
    return TaskRow(cast(Task, cast(Any, SimpleNamespace(owner_id=owner))), button)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([row(OURS, "answer")], "answer"),
        ([row(THEIRS, "answer")], None),
        ([row(THEIRS, "answer"), row(OURS, "ready")], "ready"),
        ([row(OURS, "answer", "not yet")], None),
        ([row(OURS, "answer", "not yet"), row(OURS, "ready")], "ready"),
        ([row(OURS, None), row(OURS, "ready"), row(OURS, "later")], "ready"),
    ],
    ids=[
        "none",
        "own",
        "another unit's",
        "own after another's",
        "barred",
        "after a barred",
        "the first, with a button",
    ],
)
def test_what_stands_out_is_the_first_own_button_that_may_be_pressed(rows: list[TaskRow], expected: str | None) -> None:
    button = next_step(asker(), rows)
    assert (button.slug if button else None) == expected
