"""Who owns each condition of the close-out, its day, and what is asked of whom (RULES 001-03, 001-22, 003 #17, K16)."""

from datetime import datetime

import pytest

from discharge.close_out.rules.conditions import CloseOutItem, CloseOutParties, close_out_items
from discharge.close_out.rules.tasks import CloseOutTask, close_out_tasks
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.close_out import Condition, close_out_conditions
from journeys.domain.state.fold import fold
from tests.factories.events import at, event

STAY = (event(K.ADMITTED, 0, provider="ward", hospital="hospital"), event(K.DISCHARGED, 48))
SERVED = CitizenFacts({Affiliation.MUNICIPAL_SERVICES: True})
BOTH = CloseOutParties("ward", "municipality")
LEFT = at(48)


def items(parties: CloseOutParties = BOTH, *, left_at: datetime | None = LEFT) -> dict[Condition, CloseOutItem]:
    results = close_out_conditions(History(STAY), municipal_services=True)
    return {each.condition: each for each in close_out_items(results, parties, left_at=left_at, letter_due_at=at(60))}


@pytest.mark.parametrize(
    ("parties", "enrols", "rest"),
    [
        (BOTH, "municipality", "ward"),
        (CloseOutParties("ward", None), "ward", "ward"),
        (CloseOutParties(None, "municipality"), "municipality", "municipality"),
        (CloseOutParties(None, None, ("practice", "other")), "practice", "practice"),
        (CloseOutParties(None, None), None, None),
    ],
)
def test_001_22_in_doubt_the_other_side_owns_the_condition(
    parties: CloseOutParties, enrols: str | None, rest: str | None
) -> None:
    found = items(parties)
    assert found.pop(Condition.ENROLLED).owner == enrols
    assert {item.owner for item in found.values()} == {rest}


def test_001_03_each_condition_is_due_after_the_discharge_and_the_letter_by_its_own_rule() -> None:
    assert {condition: item.due_at for condition, item in items().items()} == {
        Condition.DISCHARGED: None,
        Condition.ENROLLED: at(120),
        Condition.LETTER: at(60),
        Condition.FMK: at(48),
        Condition.REHABILITATION: at(48),
        Condition.OTHER_TASKS: at(120),
    }


def test_before_the_discharge_only_the_letter_can_be_due() -> None:
    assert {item.due_at for item in items(left_at=None).values()} == {None, at(60)}


def asked(*events: EventRecord, facts: CitizenFacts = SERVED) -> list[tuple[str, str]]:
    history = History([*STAY, *events])
    state = fold(history, facts)
    results = close_out_conditions(history, municipal_services=facts.municipal_services)
    found = close_out_items(results, BOTH, left_at=state.discharged_at, letter_due_at=None)
    tasks = close_out_tasks(found, state, history.counting)
    assert {task.opened_at for task in tasks} <= {state.discharged_at}
    return [(task.kind, task.owner) for task in tasks]


ENROL = (CloseOutTask.ENROL, "municipality")
FMK = (CloseOutTask.FMK, "ward")
DECIDE = (CloseOutTask.DECIDE_REHABILITATION, "ward")
SEND = (CloseOutTask.SEND_REHABILITATION_PLAN, "ward")
REST = (CloseOutTask.OTHER_TASKS, "ward")


@pytest.mark.parametrize(
    ("events", "facts", "tasks"),
    [
        ((), SERVED, [ENROL, FMK, DECIDE, REST]),
        ((), CitizenFacts(), [FMK, DECIDE, REST]),
        ((event(K.FMK_UPDATED, 47),), SERVED, [ENROL, DECIDE, REST]),
        ((event(K.REHABILITATION_DECIDED, 46, needed=True),), SERVED, [ENROL, FMK, SEND, REST]),
        ((event(K.REHABILITATION_DECIDED, 46, needed=False),), SERVED, [ENROL, FMK, REST]),
        ((event(K.ADMITTED, 50),), SERVED, []),
    ],
    ids=["nothing done", "services unknown", "FMK updated", "a plan is needed", "no plan is needed", "back in bed"],
)
def test_001_03_each_open_condition_is_asked_of_its_owner(
    events: tuple[EventRecord, ...], facts: CitizenFacts, tasks: list[tuple[str, str]]
) -> None:
    assert asked(*events, facts=facts) == tasks
