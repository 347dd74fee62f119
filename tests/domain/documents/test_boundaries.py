"""Boundaries of threads and errors: consent nobody stated, half an error, calls too early (DESIGN §6; B2-P5 c)."""

import pytest

from documents.domain.errors import error_tasks
from documents.domain.threads import threads_of
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from tests.factories.events import at, event


def sent(hours: float, *to: str, kind: str = "care_pathway_plan", **more: object) -> EventRecord:
    facts = {"document": "d", "document_kind": kind, "version": 1, "receivers": list(to), **more}
    return event(K.DOCUMENT_SENT, hours, organisation="w", **facts)


def wrong(hours: float, *units: str) -> EventRecord:
    facts = {"document": "d", "version": 1, "receivers": list(units), "mistake": "receiver"}
    return event(K.DOCUMENT_SENT_IN_ERROR, hours, organisation="w", **facts)


def forwarded(hours: float, party: str, unit: str, **more: object) -> EventRecord:
    facts = {"document": "d", "version": 1, "party": party, "unit": unit, "role": "social", **more}
    return event(K.DOCUMENT_FORWARDED, hours, organisation=party, **facts)


@pytest.mark.parametrize(("relatives", "shown"), [(True, True), (False, False), (None, False)])
def test_relatives_see_a_closed_plan_with_a_stated_yes_alone(relatives: bool | None, shown: bool) -> None:
    told = event(K.CITIZEN_TOLD, 2, document="d", version=1, relatives=relatives)
    (thread,) = threads_of(History([sent(1, "m", kind="coordination_plan"), told]))
    assert thread.for_citizen is not None
    assert (thread.for_relatives is not None) is shown


def test_a_house_reads_on_what_one_of_its_units_got_rightly() -> None:
    (thread,) = threads_of(History([sent(1, "m", "n"), wrong(2, "m")]))
    assert thread.current.hidden_from({"m", "n"}) is None
    assert thread.current.hidden_from({"m"}) is not None


def test_what_is_sent_on_at_once_is_not_read_before_the_sending_is_released() -> None:
    events = [sent(1, "m", released_at=at(3)), forwarded(2, "m", "n", released_at=at(2.1))]
    (thread,) = threads_of(History(events))
    assert thread.current.released_to("n") == at(3)


def test_of_what_a_receiver_got_in_error_nobody_answers_for_it() -> None:
    answer = event(K.DOCUMENT_ANSWERED, 3, document="d", version=1, party="n", answer="acknowledged", organisation="n")
    right = [sent(1, "m"), forwarded(2, "m", "n"), answer]
    (thread,) = threads_of(History(right))
    assert thread.current.answer_for("m") is not None
    (thread,) = threads_of(History([*right, wrong(4, "m")]))
    assert thread.current.answer_for("m") is None


@pytest.mark.parametrize(
    ("row", "hours", "said", "open_still"),
    [
        ("rung before it was wrong", 1.5, {"caller_role": "nurse"}, True),
        ("rung about it", 3, {"caller_role": "nurse"}, False),
        ("a nurse of another house", 3, {"caller_role": "nurse", "caller_organisation": "z"}, True),
        ("the receiver by name", 3, {"caller_role": "other", "caller_organisation": "m"}, False),
    ],
)
def test_a_call_about_an_error_is_later_and_the_receivers(
    row: str, hours: float, said: dict[str, str], open_still: bool
) -> None:
    call = event(K.CALL_LOGGED, hours, organisation="w", question="q", **said)
    history = History([sent(1, "m", roles={"m": "municipality"}), wrong(2, "m"), call])
    assert bool(error_tasks(history)) is open_still
