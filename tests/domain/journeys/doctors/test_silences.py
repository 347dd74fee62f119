"""Silences are asked about: nobody came (B25, A-21, V8), and a discharge that never comes (B26)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.doctors.silences import Silences
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.departures import EndedBy
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from journeys.domain.state.status import JourneyStatus
from journeys.domain.tasks.open_tasks import TaskKind, WantedTask, wanted_tasks
from tests.factories.events import at, event

PLACE = {"hospital": "viborg", "provider": "m1"}
PLAN = event(K.ADMISSION_DECIDED, 0, planned_at=at(48).isoformat(), **PLACE)
ACUTE = event(K.ACUTE_ARRIVED, 0, **PLACE)
BED = event(K.ADMITTED, 0, **PLACE)
MISSED, SILENT = TaskKind.PLANNED_STAY_MISSED, TaskKind.STAY_SILENT

# (row, events, which question, hours until the ward is asked; None is not asked)
TABLE: list[tuple[str, Sequence[EventRecord], TaskKind, float | None]] = [
    ("B25 nobody came", (PLAN,), MISSED, 52),
    ("B25 new time", (PLAN, event(K.ADMISSION_DECIDED, 50, planned_at=at(100).isoformat(), **PLACE)), MISSED, 104),
    ("V7 called off", (PLAN, event(K.ADMISSION_CALLED_OFF, 50)), MISSED, None),
    ("V8 no-show noted", (PLAN, event(K.ADMISSION_CALLED_OFF, 50, no_show=True)), MISSED, None),
    ("B25 came", (PLAN, event(K.ADMITTED, 49, **PLACE)), MISSED, None),
    ("B26 acute ambulatory", (ACUTE,), SILENT, 24),
    ("B26 confirmed", (ACUTE, event(K.STAY_CONFIRMED, 30)), SILENT, 54),
    ("B26 in a bed", (BED,), SILENT, 14 * 24),
    ("B26 a sign of life", (BED, event(K.PLACED, 100, bed="4")), SILENT, 100 + 14 * 24),
    ("B26 what others write is no sign", (BED, event(K.NOTE_WRITTEN, 100, text="?")), SILENT, 14 * 24),
    ("B26 on leave", (BED, event(K.LEAVE_STARTED, 50, **PLACE)), SILENT, 50 + 14 * 24),
    ("B26 gone home", (BED, event(K.DISCHARGED, 50, **PLACE)), SILENT, None),
]


def asked(events: Sequence[EventRecord], kind: TaskKind, silences: Silences | None = None) -> WantedTask | None:
    found = wanted_tasks(fold(History(events), CitizenFacts()), silences=silences or Silences())
    return next((task for task in found if task.kind == kind), None)


@pytest.mark.parametrize(("row", "events", "kind", "hours"), TABLE, ids=[row[0] for row in TABLE])
def test_a_silence_is_asked_of_the_ward(
    row: str, events: Sequence[EventRecord], kind: TaskKind, hours: float | None
) -> None:
    task = asked(events, kind)
    if hours is None:
        assert task is None
        return
    assert task is not None
    assert (task.owner, task.shown_from, task.due_at) == ("m1", at(hours), at(hours + 24))


def test_b26_the_times_are_configured() -> None:
    task = asked((ACUTE,), SILENT, Silences(acute_ambulatory=timedelta(hours=6)))
    assert task is not None
    assert task.shown_from == at(6)


def test_v8_a_no_show_cancels_the_journey_and_says_so() -> None:
    state = fold(History((PLAN, event(K.ADMISSION_CALLED_OFF, 50, no_show=True))), CitizenFacts())
    assert (state.status, state.ended_by) == (JourneyStatus.CANCELLED, EndedBy.NO_SHOW)
