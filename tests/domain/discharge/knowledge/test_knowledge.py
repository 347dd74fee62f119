"""What is asked of the practice, and what of the ward at the admission (001-12, 001-30, 001-31, 001-40)."""

import pytest

from discharge.agreement.rules.tasks import planning_task
from discharge.knowledge.rules import knowledge_of, knowledge_tasks
from journeys.domain.citizen.citizen_facts import Affiliation, CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from tests.factories.events import at, event

# Hour 0 is Monday 09:00 in Copenhagen.
PLACE = {"provider": "ward", "hospital": "hospital", "municipality": "municipality", "class": "IMP"}
IN_BED = event(K.ADMITTED, 0, **PLACE)
ASKED = event(K.KNOWLEDGE_ASKED, 1, text="Fast medicin?")
ANSWERED = event(K.KNOWLEDGE_ANSWERED, 3, text="Kun blodtryk")
HOME = event(K.DISCHARGED, 20)


def story(
    *events: EventRecord, served: bool | None = True, gp: str | None = "practice"
) -> tuple[History, CitizenFacts]:
    facts = CitizenFacts({} if served is None else {Affiliation.MUNICIPAL_SERVICES: served}, gp=gp, gp_known=True)
    return History([IN_BED, *events]), facts


@pytest.mark.parametrize(
    ("events", "gp", "due"),
    [
        ((ASKED,), "p", 5),
        ((ASKED, ANSWERED), "p", None),
        ((ASKED, ANSWERED, event(K.KNOWLEDGE_ASKED, 4, text="Allergi?")), "p", 23 + 1),
        ((ASKED,), None, None),
        ((ASKED, HOME), "p", None),
        ((), "p", None),
    ],
    ids=["asked at ten", "answered", "asked again at one", "no practice", "gone home", "nothing asked"],
)
def test_the_practice_answers_within_half_a_day(
    events: tuple[EventRecord, ...], gp: str | None, due: int | None
) -> None:
    history, facts = story(*events, gp=gp)
    tasks = knowledge_tasks(history, fold(history, facts))
    assert [(task.owner, task.due_at) for task in tasks] == ([("p", at(due))] if due is not None else [])


def test_what_was_said_last_counts() -> None:
    assert knowledge_of(story(ASKED)[0]).question == "Fast medicin?"
    known = knowledge_of(story(event(K.REFERRAL_TOLD, 1, referred_for="Fald"), ASKED, ANSWERED)[0])
    assert (known.referral_at, known.answered_at, known.question) == (at(1), at(3), "")
    stated = [event(K.COORDINATION_STATED, hour, needs_more=needs) for hour, needs in ((1, True), (2, False))]
    coordination = knowledge_of(story(*stated)[0]).coordination
    assert coordination is not None
    assert (coordination.at, coordination.needs_more, coordination.relatives) == (at(2), False, None)


@pytest.mark.parametrize(
    ("events", "served", "asked"),
    [
        ((), True, True),
        ((), None, False),
        ((), False, False),
        ((event(K.EXPECTED_DISCHARGE_STATED, 2, on="2026-03-04"),), True, False),
        ((event(K.DISCHARGE_PROPOSED, 2, ref="p", at=at(96).isoformat()),), True, False),
        ((event(K.DOCUMENT_SENT, 2, document_kind="care_pathway_plan"),), True, False),
        ((event(K.DOCUMENT_SENT, 2, document_kind="correspondence"),), True, True),
        ((event(K.READY_REGISTERED, 5),), True, False),
        ((HOME,), True, False),
    ],
    ids=["begins", "services unknown", "none", "a day", "a time", "a plan", "a letter", "ready", "home"],
)
def test_the_ward_begins_to_plan_at_the_admission(
    events: tuple[EventRecord, ...], served: bool | None, asked: bool
) -> None:
    history, facts = story(*events, served=served)
    tasks = planning_task(history, fold(history, facts))
    assert [(task.kind, task.owner, task.opened_at, task.due_at) for task in tasks] == (
        [("begin_planning", "ward", at(0), at(24))] if asked else []
    )
