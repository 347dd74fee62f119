"""A genoptræningsplan written here is what the close-out asks for (001-03 v, 003 #68; sundhedsloven §§ 84, 140)."""

from documents.domain.kinds.rehabilitation_plan import REHABILITATION_PLAN
from documents.domain.values import missing
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.close_out import Condition, ConditionState, close_out_conditions, rehabilitation_needed
from tests.factories.events import at, event

STAY = [
    event(K.ADMITTED, 0, provider="ward", hospital="a", **{"class": "IMP"}),
    event(K.DISCHARGED, 48, ref="d", provider="ward", hospital="a"),
]


def sent(hours: float, number: int = 1, role: str = "municipality") -> EventRecord:
    return event(
        K.DOCUMENT_SENT,
        hours,
        ref=f"s{number}",
        document="doc",
        document_kind="rehabilitation_plan",
        version=number,
        receivers=["x"],
        roles={"x": role},
    )


def condition(*events: EventRecord) -> tuple[ConditionState, object]:
    items = close_out_conditions(History([*STAY, *events]), municipal_services=True)
    return next((item.state, item.met_at) for item in items if item.condition is Condition.REHABILITATION)


def test_a_plan_that_the_municipality_got_meets_the_condition_from_its_first_version() -> None:
    assert condition(sent(40)) == (ConditionState.MET, at(40))
    assert condition(sent(40), sent(60, 2)) == (ConditionState.MET, at(40))
    assert condition(sent(40, role="general_practice")) == (ConditionState.OPEN, None)


def test_taken_back_the_condition_is_open_again() -> None:
    assert condition(sent(40), event(K.CANCELLED, 41, voids_ref="s1"))[0] is ConditionState.OPEN


def test_whoever_sends_a_plan_has_found_that_it_is_needed() -> None:
    no = event(K.REHABILITATION_DECIDED, 39, needed=False)
    assert condition(no)[0] is ConditionState.NOT_NEEDED
    assert condition(no, sent(40)) == (ConditionState.MET, at(40))
    assert rehabilitation_needed(History([*STAY, no, sent(40)]))
    # What is decided after it holds.
    assert condition(sent(40), event(K.REHABILITATION_DECIDED, 41, needed=False))[0] is ConditionState.NOT_NEEDED


def test_where_treatment_is_resumed_a_plan_of_before_is_none() -> None:
    resumed = event(K.TREATMENT_RESUMED, 45)
    assert condition(sent(40), resumed)[0] is ConditionState.OPEN
    assert condition(sent(40), resumed, sent(46, 2)) == (ConditionState.MET, at(46))


def test_the_specialised_level_has_a_reason() -> None:
    def lacks(level: str) -> bool:
        return "level_reason" in {field.name for field in missing(REHABILITATION_PLAN, {"level": level})}

    assert (lacks("general"), lacks("specialised"), lacks("specialised_rehabilitation")) == (False, True, True)
