"""When planning began and the report came, of what was sent rightly (RULES 001-31, 001-32; K4, K11)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.planning import municipality_rang_at, planning_began_at, report_first_sent_at
from tests.factories.events import at, event

Asked = Callable[[History], datetime | None]


def sent(hours: float, kind: str, *, document: str = "d1", **roles: str) -> EventRecord:
    facts: dict[str, Any] = {"document": document, "document_kind": kind, "version": 1}
    return event(K.DOCUMENT_SENT, hours, receivers=list(roles), roles=roles, **facts)


def in_error(hours: float, *units: str, document: str = "d1") -> EventRecord:
    said = {"document": document, "version": 1, "mistake": "receiver", "receivers": list(units)}
    return event(K.DOCUMENT_SENT_IN_ERROR, hours, **said)


PLAN = sent(2, "care_pathway_plan", m="municipality", n="municipality")
REPORT = sent(2, "admission_report", w="hospital")


@pytest.mark.parametrize(
    ("asked", "told", "hours"),
    [
        pytest.param(planning_began_at, [], None, id="001-31 nothing said"),
        pytest.param(planning_began_at, [PLAN], 2, id="001-31 by a plan"),
        pytest.param(planning_began_at, [PLAN, in_error(5, "m", "n")], None, id="001-31 a plan in error"),
        pytest.param(planning_began_at, [PLAN, in_error(5, "m")], 2, id="001-31 in error to one of two"),
        pytest.param(
            planning_began_at,
            [PLAN, in_error(5, "m", "n"), sent(30, "care_pathway_plan", document="d2", m="municipality")],
            30,
            id="001-31 a right one after the wrong one",
        ),
        pytest.param(
            planning_began_at, [PLAN, in_error(5, "m", "n"), event(K.NURSING_ANSWERED, 26)], 26, id="001-62 the answer"
        ),
        pytest.param(planning_began_at, [sent(1, "correspondence", m="municipality")], None, id="001-31 a letter"),
        pytest.param(report_first_sent_at, [], None, id="001-61 none"),
        pytest.param(
            report_first_sent_at, [REPORT, sent(40, "admission_report", w="hospital")], 2, id="001-32 sent anew later"
        ),
        pytest.param(
            report_first_sent_at, [REPORT, event(K.REPORT_OF_ADMISSION_SENT, 1)], 1, id="001-32 another system first"
        ),
        pytest.param(report_first_sent_at, [REPORT, in_error(3, "w")], None, id="001-61 in error"),
        pytest.param(
            report_first_sent_at,
            [REPORT, in_error(3, "w"), sent(40, "admission_report", document="d2", w="hospital")],
            40,
            id="001-61 in error, then right",
        ),
    ],
)
def test_what_was_sent_in_error_was_not_sent(asked: Asked, told: list[EventRecord], hours: float | None) -> None:
    assert asked(History(told)) == (None if hours is None else at(hours))


def call(hours: float, role: str, **more: Any) -> EventRecord:
    return event(K.CALL_LOGGED, hours, caller_role=role, **more)


@pytest.mark.parametrize(
    ("told", "hours"),
    [
        pytest.param([], None, id="nobody"),
        pytest.param([call(30, "nurse"), call(5, "social_health_assistant")], 5, id="the first"),
        pytest.param([call(2, "social_pedagogue"), call(3, "helper")], 2, id="whichever unit"),
        pytest.param([call(-1, "nurse"), call(0, "nurse")], 0, id="as the citizen came"),
        pytest.param([call(-1, "nurse")], None, id="before that"),
        pytest.param(
            [call(3, role) for role in ("gp", "relative", "citizen", "out_of_hours", "other", "ward")],
            None,
            id="others",
        ),
        pytest.param([call(3, "helper", entitled=False)], None, id="pointed elsewhere"),
    ],
)
def test_k4_when_the_municipality_rang(told: list[EventRecord], hours: float | None) -> None:
    assert municipality_rang_at(History(told), at(0)) == (None if hours is None else at(hours))
