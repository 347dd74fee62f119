"""Whose turn it is to agree on the discharge time, and until when (RULES 001-22, 001-65, 001-83)."""

import pytest

from discharge.agreement.rules.agreement import agreement
from discharge.agreement.rules.tasks import AgreementTask as T
from discharge.agreement.rules.tasks import agreement_tasks
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from journeys.domain.tasks.open_tasks import WantedTask
from tests.factories.events import at, event

# Hour 0 is Monday 09:00 in Copenhagen: the municipality reads at 07, 15 and 23 and answers on weekdays.
PLACE = {"provider": "ward", "hospital": "hospital", "municipality": "municipality", "class": "IMP"}
IN_BED = event(K.ADMITTED, 0, **PLACE)
READY = event(K.READY_REGISTERED, 1)
PROPOSED = event(K.DISCHARGE_PROPOSED, 2, ref="p", at=at(96).isoformat())
ACCEPTED = event(K.DISCHARGE_ACCEPTED, 3, proposal_ref="p")
COUNTERED = event(K.DISCHARGE_COUNTERED, 3, proposal_ref="p", at=at(120).isoformat(), text="Seng mangler")
QUESTIONED = event(K.DISCHARGE_QUESTIONED, 3, proposal_ref="p", missing="Medicin?")


def tasks(*events: EventRecord, served: bool | None = True) -> tuple[WantedTask, ...]:
    history = History([IN_BED, *events])
    facts = CitizenFacts({} if served is None else {Affiliation.MUNICIPAL_SERVICES: served})
    return agreement_tasks(agreement(history.counting), fold(history, facts))


@pytest.mark.parametrize(
    ("events", "kind", "owner", "since", "due"),
    [
        ((READY,), T.PROPOSE_DISCHARGE_TIME, "ward", 1, 10),
        ((READY, PROPOSED), T.ANSWER_DISCHARGE_TIME, "municipality", 2, 27),
        ((READY, PROPOSED, COUNTERED), T.ANSWER_COUNTER_PROPOSAL, "ward", 3, None),
        ((READY, PROPOSED, QUESTIONED), T.ANSWER_DISCHARGE_QUESTION, "ward", 3, None),
    ],
    ids=["ready, no time proposed", "proposed", "another time", "something is missing"],
)
def test_001_65_whoevers_turn_it_is_is_asked(
    events: tuple[EventRecord, ...], kind: T, owner: str, since: float, due: float | None
) -> None:
    (task,) = tasks(*events)
    assert (task.kind, task.owner, task.opened_at) == (kind, owner, at(since))
    assert due is None or task.due_at == at(due)


@pytest.mark.parametrize(
    ("events", "served"),
    [
        ((), True),
        ((READY, PROPOSED, ACCEPTED), True),
        ((READY, event(K.DISCHARGED, 4)), True),
        ((READY,), False),
        ((READY, PROPOSED), None),
    ],
    ids=["not ready", "agreed", "gone home", "no municipal services", "nobody knows whether it takes part"],
)
def test_nobody_is_asked_where_there_is_nothing_to_agree(events: tuple[EventRecord, ...], served: bool | None) -> None:
    assert tasks(*events, served=served) == ()
