"""The discharge time agreed by all, preparation time and delays (RULES 001-65, 001-83, 003 #51; UX §2, §3)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations

import pytest

from discharge.agreement.rules.agreement import Agreement, AgreementSide, ProposalState, agreement
from discharge.agreement.rules.delays import delays
from discharge.agreement.rules.moving import is_call_missing
from discharge.agreement.rules.preparation import ServiceHours, due_in_hours, preparation_time, working_time
from discharge.agreement.rules.reading import terms_of
from discharge.readiness.rules.corrections import pending_correction
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import ReadyPeriod, WaitingReason
from tests.factories.events import at, event


def propose(hours: float, ref: str, for_hours: float, **more: str) -> EventRecord:
    return event(K.DISCHARGE_PROPOSED, hours, ref=ref, at=at(for_hours).isoformat(), **more)


def answer(kind: K, hours: float, to: str, ref: str = "", **more: str) -> EventRecord:
    return event(kind, hours, proposal_ref=to, **({"ref": ref} if ref else {}), **more)


def folded(*events: EventRecord) -> Agreement:
    return agreement(History(events).counting)


def states(said: Agreement) -> list[ProposalState]:
    return [each.state for each in said.proposals]


def test_a_proposal_waits_for_the_municipality() -> None:
    said = folded(propose(1, "p", 48))
    assert (said.waits_for, said.agreed, states(said)) == (AgreementSide.MUNICIPALITY, None, [ProposalState.OPEN])


def test_accepted_is_agreed() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"))
    assert said.agreed is not None
    assert (said.agreed.at, said.agreed.agreed_at, said.pending) == (at(48), at(2), None)


def test_another_date_waits_for_the_hospital_which_can_accept_it() -> None:
    other = answer(K.DISCHARGE_COUNTERED, 2, "p", "c", at=at(72).isoformat(), text="Seng mangler")
    said = folded(propose(1, "p", 48), other)
    assert (said.waits_for, states(said)) == (AgreementSide.HOSPITAL, [ProposalState.COUNTERED, ProposalState.OPEN])
    agreed = folded(propose(1, "p", 48), other, answer(K.DISCHARGE_ACCEPTED, 3, "c")).agreed
    assert agreed is not None
    assert agreed.at == at(72)


def test_something_missing_promises_nothing_and_waits_for_the_hospital() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_QUESTIONED, 2, "p", missing="Medicin?"))
    pending = said.pending
    assert pending is not None
    assert pending.answer is not None
    assert (said.waits_for, said.agreed, pending.answer.text) == (AgreementSide.HOSPITAL, None, "Medicin?")


def test_u6_an_answered_question_gives_the_turn_back() -> None:
    asked = answer(K.DISCHARGE_QUESTIONED, 2, "p", missing="Medicin?")
    said = folded(propose(1, "p", 48), asked, answer(K.DISCHARGE_ANSWERED, 3, "p", text="Ingen."))
    pending = said.pending
    assert pending is not None
    assert (said.waits_for, pending.open_question, pending.turn_since) == (AgreementSide.MUNICIPALITY, None, at(3))
    assert [(q.asked.text, q.reply and q.reply.text) for q in pending.questions] == [("Medicin?", "Ingen.")]


def test_u6_an_answer_nobody_asked_for_changes_nothing() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_ANSWERED, 3, "p", text="Ingen."))
    assert said.pending is not None
    assert (said.waits_for, said.pending.questions) == (AgreementSide.MUNICIPALITY, ())


DAYS = ServiceHours(time(8, 0), time(15, 0), business_days=True)
EVERY_DAY = ServiceHours(time(8, 0), time(15, 0))


@pytest.mark.parametrize(
    ("start", "hours", "before", "due"),
    [
        pytest.param("2026-11-27T23:00", DAYS, "2026-12-02T11:00", "2026-11-30T12:00", id="u9-over-the-weekend"),
        pytest.param("2026-11-26T23:00", DAYS, "2026-12-02T11:00", "2026-11-27T12:00", id="u9-next-morning"),
        pytest.param("2026-11-26T13:00", DAYS, "2026-12-02T11:00", "2026-11-27T10:00", id="u9-over-closing-time"),
        pytest.param("2026-11-26T10:00", DAYS, "2026-11-26T13:00", "2026-11-26T13:00", id="u9-before-the-home-coming"),
        pytest.param("2026-11-27T14:00", DAYS, "2026-11-28T11:00", "2026-11-27T15:00", id="u9-friday-for-saturday"),
        pytest.param("2026-11-27T23:00", DAYS, "2026-11-28T11:00", "2026-11-28T11:00", id="u9-no-working-time-left"),
        pytest.param("2026-12-23T14:00", DAYS, "2027-01-05T11:00", "2026-12-24T11:00", id="u9-24-december-is-weekday"),
        pytest.param("2026-11-27T23:00", EVERY_DAY, "2026-12-02T11:00", "2026-11-28T12:00", id="u9-a-ward-reads-daily"),
    ],
)
def test_u9_an_answer_is_due_in_hours_in_which_somebody_answers(
    start: str, hours: ServiceHours, before: str, due: str
) -> None:
    begun = local(start)
    found = due_in_hours(begun, timedelta(hours=4), hours, before=local(before), since=begun)
    assert found == local(due)


def move(hours: float, to: str, for_hours: float, ref: str = "m") -> EventRecord:
    return answer(K.DISCHARGE_COUNTERED, hours, to, ref, at=at(for_hours).isoformat(), text="Seng mangler")


def test_a_municipality_that_asks_to_move_the_agreed_time_leaves_it_standing() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"), move(3, "p", 72))
    assert said.agreed is not None
    assert (said.agreed.at, said.pending is not None, said.waits_for) == (at(48), True, AgreementSide.HOSPITAL)
    moved = folded(
        propose(1, "p", 48),
        answer(K.DISCHARGE_ACCEPTED, 2, "p"),
        move(3, "p", 72),
        answer(K.DISCHARGE_ACCEPTED, 4, "m"),
    )
    assert moved.agreed is not None
    assert (moved.agreed.at, moved.pending) == (at(72), None)


def test_the_agreed_time_said_again_is_a_no_to_moving_it() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"), move(3, "p", 72), propose(4, "q", 48))
    assert said.agreed is not None
    assert (said.agreed.at, said.pending, said.waits_for) == (at(48), None, None)


def test_a_municipality_may_say_first_from_when_it_is_ready() -> None:
    offer = event(K.DISCHARGE_COUNTERED, 1, ref="o", at=at(48).isoformat())
    said = folded(offer)
    assert (said.waits_for, said.first_proposed_at) == (AgreementSide.HOSPITAL, at(1))
    assert (agreed := folded(offer, answer(K.DISCHARGE_ACCEPTED, 2, "o")).agreed) is not None
    assert agreed.at == at(48)


@pytest.mark.parametrize("about", ["p", "x", None])
def test_another_time_said_past_the_one_that_waits_changes_nothing(about: str | None) -> None:
    """One that answers what is over, or nothing, while another proposal waits, or is agreed."""
    said_to = {"proposal_ref": about} if about else {}
    late = event(K.DISCHARGE_COUNTERED, 4, ref="l", at=at(90).isoformat(), **said_to)
    waiting = folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"), propose(3, "q", 72), late)
    assert [each.ref for each in waiting.proposals] == ["p", "q"]
    if about != "p":
        assert folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"), late).pending is None


@pytest.mark.parametrize(
    ("row", "agreed_for", "now", "to", "calls", "missing"),
    [
        ("24 hours ahead it is asked in writing", 48.0, 24.0, 60.0, (), False),
        ("one minute less needs a call", 48.0, 24.02, 60.0, (), True),
        ("the agreed time said again moves nothing", 48.0, 40.0, 48.0, (), False),
        ("a call since it was agreed", 48.0, 40.0, 60.0, (39.0,), False),
        ("a call before it was agreed was about something else", 48.0, 40.0, 60.0, (1.5,), True),
        ("a call of the day before yesterday", 48.0, 47.0, 60.0, (22.0,), True),
        ("a call typed into the future", 48.0, 40.0, 60.0, (41.0,), True),
        ("a call at this moment", 48.0, 40.0, 60.0, (40.0,), False),
        ("a call at the moment of the agreement", 24.0, 10.0, 60.0, (2.0,), False),
        ("a call of exactly a day ago", 48.0, 47.0, 60.0, (23.0,), False),
        ("no call but another event", 48.0, 40.0, 60.0, None, True),
        ("past the agreed time it needs one too", 48.0, 50.0, 60.0, (), True),
        ("nothing agreed", None, 40.0, 60.0, (), False),
    ],
)
def test_an_agreed_time_that_is_near_is_moved_by_telephone(
    row: str, agreed_for: float | None, now: float, to: float, calls: tuple[float, ...] | None, missing: bool
) -> None:
    agreed = [propose(1, "p", agreed_for), answer(K.DISCHARGE_ACCEPTED, 2, "p")] if agreed_for else []
    said = [event(K.NOTE_WRITTEN, 39)] if calls is None else [event(K.CALL_LOGGED, hours) for hours in calls]
    history = History([*agreed, *said])
    assert is_call_missing(history, at(to), now=at(now)) is missing, row


def test_a_new_proposal_supersedes_and_keeps_what_is_agreed_until_answered() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"), propose(3, "q", 72, text="Feber"))
    assert said.agreed is not None
    assert (said.agreed.at, said.pending is not None, said.waits_for) == (at(48), True, AgreementSide.MUNICIPALITY)


def test_an_answer_to_an_overtaken_proposal_changes_nothing() -> None:
    said = folded(propose(1, "p", 48), propose(2, "q", 72), answer(K.DISCHARGE_ACCEPTED, 3, "p"))
    assert (said.agreed, states(said)) == (None, [ProposalState.SUPERSEDED, ProposalState.OPEN])


def test_resumed_treatment_lets_the_agreement_lapse() -> None:
    said = folded(propose(1, "p", 48), answer(K.DISCHARGE_ACCEPTED, 2, "p"), event(K.TREATMENT_RESUMED, 3))
    assert (said.agreed, states(said), said.first_proposed_at) == (None, [ProposalState.LAPSED], None)


def test_a_withdrawn_proposal_is_gone() -> None:
    said = folded(propose(1, "p", 48), event(K.CANCELLED, 1, voids_ref="p"))
    assert said == Agreement()


@pytest.mark.parametrize("kind", [K.ADMITTED, K.ACUTE_ARRIVED])
def test_whoever_comes_back_has_nothing_agreed(kind: K) -> None:
    wish = event(K.WISH_RECORDED, 2, text="Hjem")
    stay = (event(K.ADMITTED, 0), propose(1, "p", 3), wish, event(K.DISCHARGED, 3))
    assert folded(*stay, event(kind, 5)) == Agreement()
    assert folded(*stay).wishes != ()


def test_a_new_stay_begins_anew() -> None:
    said = folded(
        event(K.ADMITTED, 0), propose(1, "p", 2), event(K.DISCHARGED, 3), event(K.ADMITTED, 5), propose(6, "q", 48)
    )
    assert [each.ref for each in said.proposals] == ["q"]


def test_expected_days_keep_who_why_and_how_far_they_moved() -> None:
    said = folded(
        event(K.EXPECTED_DISCHARGE_STATED, 1, on="2026-11-18", actor="7"),
        event(K.EXPECTED_DISCHARGE_STATED, 20, on="2026-11-20", text="Feber", actor="8"),
    )
    last = said.expected[-1]
    assert (last.on, last.moved_days, last.said.text, last.said.actor) == (date(2026, 11, 20), 2, "Feber", "8")
    assert said.expected_on == date(2026, 11, 20)


def test_wishes_are_kept_in_their_own_words() -> None:
    said = folded(event(K.WISH_RECORDED, 1, said_by="relative", text="Helst om eftermiddagen"))
    assert [(wish.said_by, wish.said.text) for wish in said.wishes] == [("relative", "Helst om eftermiddagen")]


def test_any_order_of_arrival_gives_the_same_agreement() -> None:
    told = [
        propose(1, "p", 48),
        answer(K.DISCHARGE_COUNTERED, 2, "p", "c", at=at(72).isoformat(), text="x"),
        answer(K.DISCHARGE_ACCEPTED, 3, "c", "a"),
        event(K.EXPECTED_DISCHARGE_STATED, 0.5, ref="e", on="2026-11-18"),
    ]
    assert len({folded(*order) for order in permutations(told)}) == 1


def test_a_correction_waits_until_what_it_corrects_is_voided() -> None:
    registered = event(K.READY_REGISTERED, 1, ref="r")
    proposed = event(K.READY_CORRECTION_PROPOSED, 2, ref="c", ready_ref="r", at=at(0).isoformat(), reason="Tastefejl")
    waiting = pending_correction(History([registered, proposed]).counting)
    assert waiting is not None
    assert (waiting.target_ref, waiting.at, waiting.reason) == ("r", at(0), "Tastefejl")
    approved = event(K.READY_REGISTERED, 0, ref="n", voids_ref="r")
    assert pending_correction(History([registered, proposed, approved]).counting) is None


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("row", "start", "end", "hours"),
    [
        ("one working day", "2026-11-16T08:00", "2026-11-16T15:00", 7),
        ("over a night", "2026-11-16T15:00", "2026-11-17T11:00", 3),
        ("over a weekend", "2026-11-20T14:00", "2026-11-23T10:00", 3),
        ("a holiday does not count", "2026-12-24T14:00", "2026-12-28T09:00", 2),
        ("the end comes first", "2026-11-17T10:00", "2026-11-16T10:00", 0),
    ],
)
def test_working_hours(row: str, start: str, end: str, hours: float) -> None:
    assert working_time(local(start), local(end), terms_of()) == timedelta(hours=hours)


def test_preparation_runs_from_the_reading_of_the_first_time_to_the_home_coming() -> None:
    found = preparation_time(told_at=local("2026-11-16T09:00"), home_at=local("2026-11-18T11:00"))
    assert (found.read_at, found.working_for) == (local("2026-11-16T15:00"), timedelta(hours=10))
    assert (found.verdict.outcome, found.verdict.facts["working_hours"]) == (True, 10.0)
    told = [found.verdict.facts[name] for name in ("told_at", "home_at")]
    assert told == ["2026-11-16T09:00:00+01:00", "2026-11-18T11:00:00+01:00"]


def test_preparation_is_unknown_until_a_time_is_agreed() -> None:
    found = preparation_time(told_at=local("2026-11-16T09:00"), home_at=None)
    assert (found.working_for, found.verdict.outcome, found.verdict.missing) == (None, None, ("agreed_at",))
    assert found.verdict.facts == {"told_at": "2026-11-16T09:00:00+01:00", "home_at": None}
    assert (found.told_at, found.read_at, found.elapsed_for) == (local("2026-11-16T09:00"), None, None)


def test_preparation_is_unknown_until_a_time_is_proposed() -> None:
    found = preparation_time(told_at=None, home_at=local("2026-11-18T11:00"))
    assert (found.home_at, found.verdict.missing) == (local("2026-11-18T11:00"), ("first_proposed_at",))
    assert found.verdict.facts == {"told_at": None, "home_at": "2026-11-18T11:00:00+01:00"}


@pytest.mark.parametrize(
    ("answered", "opened", "read", "how"),
    [
        ("2026-11-16T10:00", "2026-11-16T11:00", "2026-11-16T10:00", "answer"),
        ("2026-11-16T12:00", "2026-11-16T11:00", "2026-11-16T11:00", "opened"),
        ("2026-11-16T16:00", "2026-11-16T17:00", "2026-11-16T15:00", "shift"),
        ("2026-11-16T08:00", "2026-11-16T08:30", "2026-11-16T15:00", "shift"),
    ],
    ids=["answered first", "opened first", "the change of shift first", "before it was proposed"],
)
def test_the_first_sign_of_reading_begins_the_preparation(answered: str, opened: str, read: str, how: str) -> None:
    found = preparation_time(
        told_at=local("2026-11-16T09:00"),
        home_at=local("2026-11-18T11:00"),
        answered_at=local(answered),
        opened_at=local(opened),
    )
    assert (found.read_at, found.verdict.facts["read_how"]) == (local(read), how)


def waiting(*reasons: WaitingReason, ready: float = 10, ended: float | None = None) -> ReadyPeriod:
    return ReadyPeriod("r", at(ready), at(ready), at(ended) if ended else None, None, reasons)


def reason(name: str, since: float, to: float | None = None, *, primary: bool = False) -> WaitingReason:
    return WaitingReason(name, "municipality", at(since), at(to) if to else None, primary)


@pytest.mark.parametrize(
    ("row", "agreed", "left", "now", "found"),
    [
        ("before the agreed time there is none", 30.0, None, 20.0, []),
        ("without an agreement there is none", None, None, 90.0, []),
        ("left in time", 30.0, 29.0, 90.0, []),
        ("after it with the reasons that hold", 30.0, None, 40.0, [("home_measures", 30.0, None)]),
        ("until the citizen left", 30.0, 50.0, 90.0, [("home_measures", 30.0, 50.0)]),
        ("at the agreed time there is none yet", 30.0, None, 30.0, []),
        ("a discharge typed ahead has not ended it", 30.0, 50.0, 40.0, [("home_measures", 30.0, 40.0)]),
    ],
)
def test_a_barrier_is_not_a_delay(
    row: str, agreed: float | None, left: float | None, now: float, found: list[tuple[str, float, float | None]]
) -> None:
    intervals = delays(
        agreed_at=at(agreed) if agreed else None,
        left_at=at(left) if left else None,
        periods=[waiting(reason("temporary_place", 10, 20), reason("home_measures", 10, primary=True))],
        now=at(now),
    )
    expected = [(name, at(since), at(to) if to else None) for name, since, to in found]
    assert [(each.reason, each.since, each.to) for each in intervals] == expected


@pytest.mark.parametrize("left", [None, 35])
def test_a_delay_that_nobody_explained_says_so(left: float | None) -> None:
    left_at = at(left) if left else None
    intervals = delays(agreed_at=at(30), left_at=left_at, periods=[], now=at(40))
    assert [(each.reason, each.since, each.to, each.primary) for each in intervals] == [(None, at(30), left_at, True)]


@pytest.mark.parametrize(
    ("row", "since", "to", "left", "found"),
    [
        ("ended during the delay", 10, 35, None, (30, 35)),
        ("ended when the delay began: it explains nothing", 10, 30, None, None),
        ("began during the delay", 33, None, None, (33, None)),
        ("began when it ended: it explains nothing", 40, None, 40, None),
        ("lasts to this moment: it still runs", 10, 40, None, (30, None)),
        ("ended with the stay", 10, 40, 40, (30, 40)),
        ("goes on past the stay", 10, 60, 38, (30, 38)),
    ],
)
def test_a_reason_explains_its_own_part_of_the_delay(
    row: str, since: float, to: float | None, left: float | None, found: tuple[float, float | None] | None
) -> None:
    periods = [waiting(reason("home_measures", since, to))]
    (told,) = delays(agreed_at=at(30), left_at=at(left) if left else None, periods=periods, now=at(40))
    if found is None:
        assert told.reason is None, row
        return
    began, ended = found
    assert (told.reason, told.since, told.to) == ("home_measures", at(began), at(ended) if ended else None), row


def test_several_reasons_at_once_overlap_with_one_primary() -> None:
    both = [reason("temporary_place", 10), reason("home_measures", 20, primary=True)]
    intervals = delays(agreed_at=at(30), left_at=None, periods=[waiting(*both)], now=at(40))
    assert [(each.reason, each.primary) for each in intervals] == [("temporary_place", False), ("home_measures", True)]
