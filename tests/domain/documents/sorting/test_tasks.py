"""The tasks that follow from sorting: one of a kind and side, until it is done (RULES 001-22)."""

from dataclasses import replace

import pytest

from documents.domain.sorting.tasks import HouseSide, PlacedDelivery, Work, sorted_tasks
from documents.domain.threads import threads_of
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.tasks.open_tasks import WantedTask
from tests.domain.documents.test_threads import answered, sent
from tests.factories.events import at, event

FIRST = sent(1, ref="first")
AGAIN = sent(3, 2, ref="again")
AIDS = PlacedDelivery(
    delivery="first>m",
    work=Work.AIDS,
    unit="depot",
    side=HouseSide.MUNICIPALITY,
    at=at(1),
    due_at=at(9),
)
SECOND = replace(AIDS, delivery="again>m", unit="other", at=at(3), due_at=at(5))
IN_ERROR = event(
    K.DOCUMENT_SENT_IN_ERROR, 4, organisation="w", document="d1", version=1, mistake="receiver", receivers=["m"]
)


def task(due: float | None, *, kind: str = "sorted_aids_municipality", since: float = 1) -> WantedTask:
    return WantedTask(kind, "depot", at(since), None if due is None else at(due))


@pytest.mark.parametrize(
    ("what", "placed", "events", "tasks"),
    [
        ("one", [AIDS], [FIRST], [task(9)]),
        ("no second of the kind: the first one's, due when the soonest is", [AIDS, SECOND], [FIRST, AGAIN], [task(5)]),
        ("told in the other order", [SECOND, AIDS], [FIRST, AGAIN], [task(5)]),
        ("without a time", [replace(AIDS, due_at=None)], [FIRST], [task(None)]),
        ("another kind of work", [AIDS, replace(AIDS, work=Work.CALL)], [FIRST], [
            task(9), task(9, kind="sorted_call_municipality"),
        ]),
        ("another side", [AIDS, replace(AIDS, delivery="first>p", side=HouseSide.GENERAL_PRACTICE)], [
            sent(1, ref="first", to=("m", "p")),
        ], [task(9), task(9, kind="sorted_aids_general_practice")]),
        ("taken back", [AIDS], [AGAIN], []),
        ("in error", [AIDS], [FIRST, IN_ERROR], []),
        ("acknowledged is not done", [AIDS], [FIRST, answered(2)], [task(9)]),
        ("read when it is acknowledged", [replace(AIDS, work=Work.READ)], [FIRST, answered(2)], []),
        ("asked about is not read", [replace(AIDS, work=Work.READ)], [FIRST, answered(2, answer="missing")], [
            task(9, kind="sorted_read_municipality"),
        ]),
    ],
)  # fmt: skip
def test_the_tasks(what: str, placed: list[PlacedDelivery], events: list[EventRecord], tasks: list[WantedTask]) -> None:
    assert list(sorted_tasks(placed, threads_of(History(events)))) == tasks, what
