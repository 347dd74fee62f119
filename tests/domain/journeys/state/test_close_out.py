"""The six conditions of the agreement's second footnote (RULES 001-03; 2f L4; 2i V6)."""

from collections.abc import Sequence

import pytest

from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.close_out import (
    Condition,
    ConditionState,
    Owner,
    close_out_conditions,
    closed_at,
)
from journeys.domain.state.letters import letters_of
from tests.factories.events import at, event

OPEN, MET, NOT_NEEDED = ConditionState.OPEN, ConditionState.MET, ConditionState.NOT_NEEDED
STAY = (event(K.ADMITTED, 0), event(K.DISCHARGED, 48))
DONE = (
    event(K.FMK_UPDATED, 47),
    event(K.REHABILITATION_DECIDED, 46, needed=False),
    event(K.MUNICIPAL_ENROLLED, 49, needed=True),
    event(K.OTHER_TASKS_DONE, 50),
    event(K.LETTER_SENT, 50),
    event(K.LETTER_ACKNOWLEDGED, 51, positive=True),
)


def ready(hours: int, rehabilitation: str | None) -> EventRecord:
    return event(K.READY_REGISTERED, hours, checklist={"rehabilitation": rehabilitation})


def states(*events: EventRecord, services: bool | None = True) -> dict[Condition, ConditionState]:
    results = close_out_conditions(History(events), municipal_services=services)
    return {result.condition: result.state for result in results}


def open_after(*events: EventRecord, services: bool | None = True) -> set[str]:
    return {condition.value for condition, state in states(*events, services=services).items() if state is OPEN}


@pytest.mark.parametrize(
    ("condition", "said", "becomes"),
    [
        (Condition.DISCHARGED, (), MET),
        (Condition.ENROLLED, (), OPEN),
        (Condition.ENROLLED, (event(K.MUNICIPAL_ENROLLED, 49, needed=True),), MET),
        (Condition.ENROLLED, (event(K.MUNICIPAL_ENROLLED, 49, needed=False),), NOT_NEEDED),
        (Condition.LETTER, (event(K.LETTER_SENT, 49),), OPEN),
        (Condition.LETTER, (event(K.LETTER_SENT, 49), event(K.LETTER_ACKNOWLEDGED, 50, positive=False)), OPEN),
        (Condition.LETTER, (event(K.LETTER_SENT, 49), event(K.LETTER_ACKNOWLEDGED, 50, positive=True)), MET),
        (Condition.FMK, (event(K.FMK_UPDATED, 40),), MET),
        (Condition.REHABILITATION, (event(K.REHABILITATION_DECIDED, 40, needed=True),), OPEN),
        (Condition.REHABILITATION, (event(K.REHABILITATION_DECIDED, 40, needed=False),), NOT_NEEDED),
        (Condition.REHABILITATION, (event(K.REHABILITATION_PLAN_SENT, 40),), MET),
        (Condition.REHABILITATION, (ready(40, "not_needed"),), NOT_NEEDED),
        (Condition.REHABILITATION, (ready(40, "made"),), OPEN),
        (Condition.REHABILITATION, (ready(40, None),), OPEN),
        (Condition.REHABILITATION, (ready(40, "not_needed"), event(K.TREATMENT_RESUMED, 41)), OPEN),
        (Condition.REHABILITATION, (ready(40, "not_needed"), event(K.REHABILITATION_DECIDED, 41, needed=True)), OPEN),
        (
            Condition.REHABILITATION,
            (event(K.REHABILITATION_DECIDED, 39, needed=True), ready(40, "not_needed")),
            NOT_NEEDED,
        ),
        (Condition.OTHER_TASKS, (event(K.OTHER_TASKS_DONE, 50),), MET),
    ],
)
def test_each_condition_001_03(condition: Condition, said: Sequence[EventRecord], becomes: ConditionState) -> None:
    assert states(*STAY, *said)[condition] is becomes


def test_nothing_is_enrolled_of_a_citizen_without_municipal_services() -> None:
    assert states(*STAY, services=False)[Condition.ENROLLED] is NOT_NEEDED


def test_closed_when_the_last_condition_is_met_not_when_discharged() -> None:
    results = close_out_conditions(History([*STAY, *DONE]), municipal_services=True)
    assert closed_at(results) == at(51)


@pytest.mark.parametrize("missing", range(len(DONE)))
def test_one_open_condition_keeps_the_journey_open(missing: int) -> None:
    done = [each for index, each in enumerate(DONE) if index != missing]
    results = close_out_conditions(History([*STAY, *done]), municipal_services=True)
    # A receipt speaks for the letter, whether or not the sending was told.
    assert (closed_at(results) is None) == (DONE[missing].kind is not K.LETTER_SENT)


def test_a_second_discharge_starts_its_conditions_anew() -> None:
    again = (event(K.ADMITTED, 51.5), event(K.DISCHARGED, 90))
    assert open_after(*STAY, *DONE, *again) == {"enrolled", "letter", "fmk", "rehabilitation", "other_tasks"}


def test_back_in_bed_even_the_discharge_is_open_again() -> None:
    assert "discharged" in open_after(*STAY, *DONE, event(K.ADMITTED, 51.5))


def test_a_transfer_between_hospitals_keeps_what_was_done() -> None:
    moved = (event(K.ADMITTED, 0), event(K.FMK_UPDATED, 10), event(K.ADMITTED, 20), event(K.DISCHARGED, 48))
    assert states(*moved)[Condition.FMK] is MET


def test_an_acute_visit_after_the_stay_leaves_the_conditions_but_needs_its_own_letter() -> None:
    visit = (event(K.ACUTE_ARRIVED, 51.2), event(K.DISCHARGED, 53))
    assert open_after(*STAY, *DONE, *visit) == {"letter"}


def test_a_cancelled_discharge_opens_its_condition_again() -> None:
    discharge = STAY[1]
    assert "discharged" in open_after(*STAY, event(K.CANCELLED, 49, voids_ref=discharge.ref))


def test_v6_a_death_closes_all_but_the_letter() -> None:
    died = (event(K.ADMITTED, 0), event(K.DIED, 20))
    assert open_after(*died) == {"letter"}


def test_a_death_at_home_asks_for_the_letter_of_the_discharge_only() -> None:
    letters = letters_of(History([*STAY, event(K.DIED, 60)]))
    assert [letter.discharged_at for letter in letters] == [at(48)]


def test_v4_a_transfer_told_as_a_discharge_asks_for_no_letter() -> None:
    assert letters_of(History([event(K.ADMITTED, 0), event(K.DISCHARGED, 9, ended_by="transferred")])) == ()


def test_l4_a_letter_sent_again_waits_for_its_own_receipt() -> None:
    told = (event(K.LETTER_SENT, 49), event(K.LETTER_ACKNOWLEDGED, 50, positive=False), event(K.LETTER_SENT, 51))
    (letter,) = letters_of(History([*STAY, *told]))
    assert (letter.on_its_way, letter.sent_at, letter.refused_at) == (True, at(51), None)


def test_a_receipt_follows_the_sending_that_it_names() -> None:
    sent = event(K.LETTER_SENT, 49)
    again = (event(K.ADMITTED, 51), event(K.DISCHARGED, 90))
    receipt = event(K.LETTER_ACKNOWLEDGED, 91, positive=True, letter_ref=sent.ref)
    first, second = letters_of(History([*STAY, sent, *again, receipt]))
    assert (first.acknowledged_at, second.acknowledged_at) == (at(91), None)


def test_a_letter_sent_in_the_minute_of_the_discharge_is_its_letter() -> None:
    (letter,) = letters_of(History([*STAY, event(K.LETTER_SENT, 48)]))
    assert letter.sent_at == at(48)


def test_a_letter_stays_with_a_discharge_that_is_corrected_to_a_later_time() -> None:
    corrected = event(K.DISCHARGED, 52, voids_ref=STAY[1].ref)
    receipt = event(K.LETTER_ACKNOWLEDGED, 50, positive=True)
    (letter,) = letters_of(History([*STAY, corrected, receipt]))
    assert (letter.discharged_at, letter.acknowledged_at) == (at(52), at(50))


def test_the_municipality_owns_enrolment_and_the_hospital_the_rest() -> None:
    owners = {result.condition: result.owner for result in close_out_conditions(History([]), municipal_services=True)}
    assert owners.pop(Condition.ENROLLED) is Owner.MUNICIPALITY
    assert set(owners.values()) == {Owner.HOSPITAL}


ALL_BUT_DISCHARGED = {"enrolled", "letter", "fmk", "rehabilitation", "other_tasks"}


def after_cancelled(*events: EventRecord) -> set[str]:
    results = close_out_conditions(History(events), municipal_services=True)
    return {result.condition.value for result in results if result.state is OPEN}


CANCELLED = event(K.CANCELLED, 60, voids_ref=STAY[1].ref)
AGAIN = event(K.DISCHARGED, 148)


@pytest.mark.parametrize(
    ("row", "events", "left_open"),
    [
        ("AN_SLHJ, in bed again", (CANCELLED,), ALL_BUT_DISCHARGED | {"discharged"}),
        ("AN_SLHJ, discharged again", (CANCELLED, AGAIN), ALL_BUT_DISCHARGED),
        ("done anew", (CANCELLED, AGAIN, event(K.FMK_UPDATED, 147)), ALL_BUT_DISCHARGED - {"fmk"}),
        (
            "AN_SLHJ said late",
            (event(K.CANCELLED, 200, voids_ref=STAY[1].ref), AGAIN, event(K.OTHER_TASKS_DONE, 149)),
            ALL_BUT_DISCHARGED - {"other_tasks"},
        ),
        ("RE_SLHJ keeps all", (event(K.DISCHARGED, 49, voids_ref=STAY[1].ref),), set()),
        ("AN_x of another kind", (event(K.CANCELLED, 60, voids_ref="somebody-else's"),), set()),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_b02_conditions_begin_anew_when_their_discharge_is_cancelled(
    row: str, events: tuple[EventRecord, ...], left_open: set[str]
) -> None:
    assert after_cancelled(*STAY, *DONE, *events) == left_open


def test_b02_a_discharge_undone_before_anybody_read_of_it_takes_nothing_with_it() -> None:
    pressed = event(K.DISCHARGED, 47.5, ref="pressed", recorded_at=at(47.5), released_at=at(47.51))
    undone = event(K.CANCELLED, 47.505, voids_ref="pressed", recorded_at=at(47.505))
    assert after_cancelled(*STAY, *DONE, pressed, undone) == set()


def test_v6_a_death_without_a_practice_owes_nobody_a_letter() -> None:
    """RULES 2d S10, 2f L4: the letter of a citizen without a practice is the citizen's own."""
    died = History([event(K.ADMITTED, 0), event(K.DIED, 20)])
    results = close_out_conditions(died, municipal_services=True, no_practice=True)
    assert closed_at(results) == at(20)
    assert letters_of(died, no_practice=True) == ()
    assert len(letters_of(died)) == 1


BEDS = {"class": "IMP"}
IN_BED = event(K.ADMITTED, 0, ref="in", **BEDS)
LATER_IN_BED = event(K.ADMITTED, 42, ref="re_in", voids_ref="in", **BEDS)
TERMINAL = event(K.TERMINAL_DECLARED, 39)
LEFT = event(K.DISCHARGED, 48, ref="left")
LEFT_EARLIER = event(K.DISCHARGED, 39, ref="re_left", voids_ref="left")
RESUMED = event(K.TREATMENT_RESUMED, 44)
NOT_NEEDED_BEFORE = event(K.REHABILITATION_DECIDED, 38, needed=False)
PLAN_SENT_BEFORE = event(K.REHABILITATION_PLAN_SENT, 38)


@pytest.mark.parametrize(
    "story",
    [(IN_BED, LATER_IN_BED, LEFT), (IN_BED, TERMINAL, LEFT), (IN_BED, LEFT, LEFT_EARLIER)],
    ids=["RE_STIN to after it", "terminal before it", "RE_SLHJ to before it"],
)
def test_r2b_2_a_registration_that_counts_nothing_answers_nothing(story: tuple[EventRecord, ...]) -> None:
    assert states(*story, ready(40, "not_needed"))[Condition.REHABILITATION] is OPEN


UNTIL_CANCELLED = (*STAY, CANCELLED)


@pytest.mark.parametrize(
    ("told", "becomes"),
    [
        ((ready(40, "not_needed"),), NOT_NEEDED),
        ((ready(40, "not_needed"), AGAIN), NOT_NEEDED),
        ((event(K.REHABILITATION_DECIDED, 40, needed=False), AGAIN), OPEN),
        ((ready(40, "not_needed"), event(K.REHABILITATION_DECIDED, 41, needed=True)), OPEN),
        ((ready(40, "not_needed"), event(K.REHABILITATION_DECIDED, 41, needed=False)), NOT_NEEDED),
        ((ready(40, "not_needed"), event(K.TREATMENT_RESUMED, 44)), OPEN),
    ],
    ids=[
        "back in bed",
        "discharged again",
        "decided for the cancelled discharge",
        "decided otherwise since",
        "said again since",
        "treatment resumed since",
    ],
)
def test_r2b_3_a_registration_open_again_after_an_slhj_keeps_its_answer(
    told: tuple[EventRecord, ...], becomes: ConditionState
) -> None:
    conditions = close_out_conditions(History([*UNTIL_CANCELLED, *told]), municipal_services=True)
    results = {result.condition: result.state for result in conditions}
    assert results[Condition.REHABILITATION] is becomes


@pytest.mark.parametrize(
    "before",
    [
        (NOT_NEEDED_BEFORE,),
        (ready(40, "not_needed"),),
        (NOT_NEEDED_BEFORE, ready(40, "not_needed")),
        (PLAN_SENT_BEFORE, ready(40, "made")),
    ],
    ids=["a decision", "an answer", "an answer that repeats a decision", "a plan that was sent"],
)
def test_r2b_13_where_treatment_is_resumed_all_is_asked_anew(before: tuple[EventRecord, ...]) -> None:
    assert states(IN_BED, *before, RESUMED, LEFT)[Condition.REHABILITATION] is OPEN
    decided = event(K.REHABILITATION_DECIDED, 46, needed=False)
    assert states(IN_BED, *before, RESUMED, decided, LEFT)[Condition.REHABILITATION] is NOT_NEEDED
