"""What was sent in error is no letter, plan or report of the stay: whoever cannot read it does not have it (§6)."""

from dataclasses import replace

from documents.domain.errors import error_tasks
from documents.domain.threads import first_sent, threads_of
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.close_out import Condition, ConditionState, close_out_conditions
from journeys.domain.state.fold import fold
from journeys.domain.state.letters import letters_of
from journeys.domain.state.needs import needs_municipality
from tests.factories.events import at, event

STAY = [
    event(K.ADMITTED, 0, provider="ward", hospital="a", **{"class": "IMP"}),
    event(K.DISCHARGED, 48, ref="d", provider="ward", hospital="a"),
]


def sent(kind: str, role: str, hours: float, number: int = 1, unit: str = "x") -> EventRecord:
    facts = {"document": "doc", "document_kind": kind, "version": number, "receivers": [unit], "roles": {unit: role}}
    return event(K.DOCUMENT_SENT, hours, ref=f"s{number}", **facts)


def replace_payload(told: EventRecord, **facts: object) -> EventRecord:
    return replace(told, payload={**told.payload, **facts})


def wrong(hours: float, number: int = 1, unit: str = "x") -> EventRecord:
    facts = {"document": "doc", "version": number, "receivers": [unit], "mistake": "citizen"}
    return event(K.DOCUMENT_SENT_IN_ERROR, hours, ref=f"w{number}", **facts)


def test_the_first_plan_is_the_first_that_somebody_has_rightly() -> None:
    """Principles and figures ask when it was first sent: what was in error to everybody was not."""

    def first(*events: EventRecord, roles: tuple[str, ...] = ()) -> object:
        return first_sent(threads_of(History([*STAY, *events])), "care_pathway_plan", roles=roles)

    plans = [sent("care_pathway_plan", "municipality", 20 * number, number) for number in (1, 2)]
    assert first(*plans) == at(20)
    assert first(plans[0], wrong(21), plans[1]) == at(40)
    assert first(plans[0], wrong(21)) is None
    assert first(plans[0], wrong(21, unit="y")) == at(20)
    assert (first(*plans, roles=("social",)), first(*plans, roles=("municipality",))) == (None, at(20))


def test_an_epikrise_in_error_is_not_the_letter_until_the_right_one_is_sent() -> None:
    def letter(*events: EventRecord) -> tuple[object, object]:
        found = letters_of(History([*STAY, *events]))[-1]
        return found.sent_at, found.acknowledged_at

    def answered(hours: float, code: str) -> EventRecord:
        facts = {"document": "doc", "document_kind": "discharge_letter", "version": 1, "party": "x", "answer": code}
        return event(K.DOCUMENT_ANSWERED, hours, **facts)

    first, second = (sent("discharge_letter", "general_practice", 47 + 2 * number, number) for number in (1, 2))
    assert letter(first, answered(49.5, "acknowledged")) == (at(49), at(49.5))
    assert letter(first, answered(49.5, "acknowledged"), wrong(50)) == (None, None)
    # That it is not used is no receipt.
    assert letter(first, wrong(50), answered(50.5, "discarded")) == (None, None)
    assert letter(first, wrong(50), second) == (at(51), None)
    # Another receiver of it got it rightly.
    assert letter(first, wrong(50, unit="y")) == (at(49), None)


def test_a_plan_for_rehabilitation_in_error_leaves_the_condition_open() -> None:
    def condition(*events: EventRecord) -> ConditionState:
        items = close_out_conditions(History([*STAY, *events]), municipal_services=True)
        return next(item.state for item in items if item.condition is Condition.REHABILITATION)

    plan = sent("rehabilitation_plan", "municipality", 40)
    assert condition(plan) is ConditionState.MET
    assert condition(plan, wrong(41)) is ConditionState.OPEN


def test_a_report_of_admission_in_error_is_none() -> None:
    def reported_at(*events: EventRecord) -> object:
        return fold(History([STAY[0], *events]), facts=CitizenFacts()).report_sent_at

    report = sent("admission_report", "hospital", 5)
    assert reported_at(report, wrong(6)) is None
    assert reported_at(report, wrong(6), sent("admission_report", "hospital", 7, 2)) == at(7)


def test_a_plan_in_error_proves_no_need_once_its_receiver_has_laid_it_aside() -> None:
    def needed(*events: EventRecord) -> bool:
        return needs_municipality([*STAY, *events], [])

    def plan(number: int, hours: float) -> EventRecord:
        return replace_payload(sent("care_pathway_plan", "municipality", hours, number), to_municipality=True)

    facts = {"document": "doc", "document_kind": "care_pathway_plan", "version": 1, "party": "x", "answer": "discarded"}
    aside = event(K.DOCUMENT_ANSWERED, 42, ref="a", **facts)
    assert needed(plan(1, 40))
    # They must read that it was an error.
    assert needed(plan(1, 40), wrong(41))
    assert not needed(plan(1, 40), wrong(41), aside)
    # Whoever called about it knows, though they never said so here.
    called = event(K.CALL_LOGGED, 42, ref="c", caller_role="nurse", caller_organisation="x")
    assert not needed(plan(1, 40), wrong(41), called)
    assert needed(plan(1, 40), wrong(43), called)
    assert needed(plan(1, 40), wrong(41), event(K.CALL_LOGGED, 42, ref="c", caller_role="gp"))
    assert needed(plan(1, 40), wrong(41), aside, plan(2, 43))


def test_an_error_said_of_an_older_version_is_one_of_every_version_sent_by_then() -> None:
    versions = [sent("care_pathway_plan", "municipality", 40 + number, number) for number in (1, 2)]
    (thread,) = threads_of(History([*STAY, *versions, wrong(43), sent("care_pathway_plan", "municipality", 44, 3)]))
    assert [version.hidden_from({"x"}) is not None for version in thread.versions] == [True, True, False]


def test_an_error_is_of_the_house_and_the_person_who_said_it() -> None:
    """Whom the receiver asks about it (DESIGN §6)."""
    facts = {"organisation": "ward", "actor": "anne"}
    (thread,) = threads_of(History([*STAY, sent("care_pathway_plan", "municipality", 40), replace(wrong(41), **facts)]))
    (error,) = thread.versions[0].errors
    assert (error.by, error.actor, error.at, error.units) == ("ward", "anne", at(41), frozenset({"x"}))


def test_a_call_of_before_the_error_was_known_told_nobody_of_it() -> None:
    """DESIGN §6: the receiver is called about the error; what was said earlier was about something else."""
    plan, error = sent("care_pathway_plan", "municipality", 40), wrong(41)

    def waits(*calls: float) -> bool:
        told = [event(K.CALL_LOGGED, hours, caller_organisation="x", question="q") for hours in calls]
        return bool(error_tasks(History([*STAY, plan, error, *told])))

    assert (waits(), waits(40.5), waits(41), waits(42), waits(40.5, 42)) == (True, True, False, False, False)
