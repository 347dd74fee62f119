"""What changed of a plan after it was sent (RULES 001-63, K6; UX §2 item 5)."""

from collections.abc import Sequence

import pytest

from documents.domain.declaring import Aspect
from documents.domain.kinds.care_pathway_plan import CARE_PATHWAY_PLAN
from documents.domain.kinds.correspondence import CORRESPONDENCE
from documents.domain.outdated import outdated_plan_tasks
from documents.domain.realism import Realism, realism_of
from documents.domain.threads import threads_of
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from tests.domain.documents.test_threads import sent
from tests.factories.events import at, event


def agreed(hours: float, for_hours: float, ref: str) -> list[EventRecord]:
    return [
        event(K.DISCHARGE_PROPOSED, hours, ref=ref, at=at(for_hours).isoformat()),
        event(K.DISCHARGE_ACCEPTED, hours + 0.1, proposal_ref=ref),
    ]


def of(events: Sequence[EventRecord]) -> tuple[Realism, ...]:
    history = History(events)
    (thread,) = threads_of(history)
    return realism_of(thread, CARE_PATHWAY_PLAN, history)


def test_every_kind_names_only_fields_of_its_own() -> None:
    named = {name for names in CARE_PATHWAY_PLAN.realistic.values() for name in names}
    assert named <= set(CARE_PATHWAY_PLAN.fields)


def test_what_later_versions_changed_is_told_by_what_the_receiver_prepares() -> None:
    first, second, last = of(
        [
            sent(1),
            sent(2, 2, changed=["work_aids", "cause"]),
            sent(3, 3, changed=["ability_fa510_now", "home_nursing", "ability_fa510_remark"]),
        ]
    )
    assert first.changed == {
        Aspect.AIDS: ("work_aids",),
        Aspect.ABILITY: ("ability_fa510_now",),
        Aspect.NEEDS: ("home_nursing",),
    }
    assert set(second.changed) == {Aspect.ABILITY, Aspect.NEEDS}
    assert last.changed == {}


@pytest.mark.parametrize(
    ("row", "events", "moved"),
    [
        ("nothing was agreed", [sent(5)], None),
        ("agreed only after it was sent", [sent(1), *agreed(2, 40, "p")], None),
        ("it stands", [*agreed(1, 40, "p"), sent(2)], False),
        ("left some hours later that day", [*agreed(1, 40, "p"), sent(2), event(K.DISCHARGED, 43)], False),
        ("left the next day", [*agreed(1, 40, "p"), sent(2), event(K.DISCHARGED, 64)], True),
        ("left the day before", [*agreed(1, 40, "p"), sent(2), event(K.DISCHARGED, 16)], True),
        ("another time was agreed", [*agreed(1, 40, "p"), sent(2), *agreed(3, 42, "q")], True),
        ("an earlier time was agreed", [*agreed(1, 40, "p"), sent(2), *agreed(3, 38, "q")], True),
        ("sent after the citizen had left", [*agreed(1, 40, "p"), event(K.DISCHARGED, 41), sent(42)], None),
        (
            "sent when they had come back",
            [*agreed(1, 40, "p"), event(K.DISCHARGED, 41), event(K.ADMITTED, 43), *agreed(44, 60, "q"), sent(45)],
            False,
        ),
        ("moved before it was sent", [*agreed(1, 40, "p"), *agreed(2, 42, "q"), sent(3)], False),
    ],
)
def test_its_time_moved_where_another_was_agreed_or_the_citizen_left_another_day(
    row: str, events: Sequence[EventRecord], moved: bool | None
) -> None:
    (plan,) = of([event(K.ADMITTED, 0), *events])
    assert plan.is_moved is moved


def test_a_version_sent_in_error_to_everybody_was_no_plan() -> None:
    wrong = event(K.DOCUMENT_SENT_IN_ERROR, 2, document="d1", version=1, mistake="receiver", receivers=["m"])
    (plan,) = of([sent(1), wrong, sent(3, 2)])
    assert plan.version.number == 2


def test_a_version_sent_in_error_to_one_of_two_was_a_plan_to_the_other() -> None:
    wrong = event(K.DOCUMENT_SENT_IN_ERROR, 2, document="d1", version=1, mistake="receiver", receivers=["m"])
    (plan,) = of([sent(1, to=("m", "n")), wrong])
    assert plan.version.number == 1


def test_a_letter_promises_nothing() -> None:
    history = History([sent(1)])
    (thread,) = threads_of(history)
    assert realism_of(thread, CORRESPONDENCE, history) == ()


ADMITTED = event(K.ADMITTED, 0, provider="ward", hospital="a", **{"class": "IMP"})


@pytest.mark.parametrize(
    ("row", "events", "since"),
    [
        ("it holds", [*agreed(1, 40, "p"), sent(2)], None),
        ("another time was agreed", [*agreed(1, 40, "p"), sent(2), *agreed(5, 60, "q")], 5.1),
        ("and another again", [*agreed(1, 40, "p"), sent(2), *agreed(5, 60, "q"), *agreed(7, 70, "r")], 5.1),
        ("back to the plan's", [*agreed(1, 40, "p"), sent(2), *agreed(5, 60, "q"), *agreed(7, 40, "r")], None),
        (
            "back, and away once more",
            [*agreed(1, 40, "p"), sent(2), *agreed(5, 60, "q"), *agreed(7, 40, "r"), *agreed(9, 80, "s")],
            9.1,
        ),
    ],
)
def test_001_41_a_new_plan_is_asked_for_since_its_time_stopped_to_hold(
    row: str, events: list[EventRecord], since: float | None
) -> None:
    history = History([ADMITTED, *events])
    tasks = outdated_plan_tasks(fold(history, facts=CitizenFacts()), history)
    assert [(task.owner, task.opened_at) for task in tasks] == ([] if since is None else [("ward", at(since))]), row
