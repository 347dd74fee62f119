"""When the citizen goes home: agreed before proposed before expected, and what is needed then (UX §1.a, 1.b)."""

from datetime import date

import pytest

from discharge.agreement.rules.agreement import AgreementSide, agreement
from discharge.home_coming.rules import Basis, HomeComing, home_coming, needs
from journeys.domain.citizen.citizen_facts import facts_at
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.history import History
from journeys.domain.state.fold import fold
from tests.factories.events import at, event

PROPOSED = event(K.DISCHARGE_PROPOSED, 1, ref="p", at=at(48).isoformat())
ACCEPTED = event(K.DISCHARGE_ACCEPTED, 2, ref="yes", proposal_ref="p")
AGAIN = event(K.DISCHARGE_PROPOSED, 3, ref="q", at=at(96).isoformat())
EXPECTED = event(K.EXPECTED_DISCHARGE_STATED, 1, on="2026-11-20")
RESUMED = event(K.TREATMENT_RESUMED, 5)


def coming(*events: EventRecord) -> HomeComing | None:
    return home_coming(agreement(History(events).counting))


@pytest.mark.parametrize(
    ("events", "basis", "on"),
    [
        pytest.param((EXPECTED,), Basis.EXPECTED, date(2026, 11, 20), id="U2-expected"),
        pytest.param((EXPECTED, PROPOSED), Basis.PROPOSED, date(2026, 11, 18), id="U2-proposed"),
        pytest.param((EXPECTED, PROPOSED, ACCEPTED), Basis.AGREED, date(2026, 11, 18), id="U2-agreed"),
        pytest.param((EXPECTED, PROPOSED, ACCEPTED, AGAIN), Basis.AGREED, date(2026, 11, 18), id="B27-newer-waits"),
        pytest.param((EXPECTED, PROPOSED, ACCEPTED, RESUMED), Basis.EXPECTED, date(2026, 11, 20), id="B27-lapsed"),
    ],
)
def test_the_surest_time_is_shown(events: tuple[EventRecord, ...], basis: Basis, on: date) -> None:
    shown = coming(*events)
    assert shown is not None
    assert (shown.basis, shown.on) == (basis, on)


def test_b27_nothing_stated_is_nothing() -> None:
    assert coming() is None


def test_u15_a_proposal_after_the_agreement_is_shown_beside_it() -> None:
    shown = coming(PROPOSED, ACCEPTED, AGAIN)
    assert shown is not None
    assert (shown.at, shown.newer_at, shown.by, shown.waits_for) == (
        at(48),
        at(96),
        AgreementSide.HOSPITAL,
        AgreementSide.MUNICIPALITY,
    )


def test_u15_what_the_municipality_must_have_ready_is_gathered_once_each() -> None:
    events = (
        event(K.ADMITTED, 0, provider="w", hospital="h", municipality="m"),
        event(K.NURSING_ANSWERED, 1, community_nursing=True),
        event(K.DESTINATION_STATED, 2, destination="temporary_place"),
        event(K.BARRIER_RAISED, 3, ref="b", barrier="aids", owner="municipality"),
        event(K.BARRIER_RAISED, 3, ref="c", barrier="medicine", owner="hospital"),
        event(K.REHABILITATION_DECIDED, 4, needed=True),
    )
    state = fold(History(events), facts_at(History(list(events)), None))
    assert needs(History(events), state) == ("nursing", "temporary_place", "rehabilitation", "aids")


MINE = {"reason": "home_measures", "sector": "municipality", "primary": True}
OTHERS = [
    {"reason": "rehabilitation_plan", "sector": "hospital"},
    {"reason": "other", "sector": "municipality", "text": "En trappe"},
]


@pytest.mark.parametrize(
    ("row", "later", "shown"),
    [
        ("what the open period waits for, of the municipality's", [], ("home_measures",)),
        ("a reason that holds no more", [event(K.REASONS_STATED, 6, reasons=OTHERS)], ()),
        ("of a period that has ended nothing", [event(K.TREATMENT_RESUMED, 6)], ()),
        (
            "said to be ready again: of the new period",
            [event(K.TREATMENT_RESUMED, 6), event(K.READY_REGISTERED, 7)],
            (),
        ),
        (
            "own home is nothing to make ready",
            [event(K.DESTINATION_STATED, 6, destination="own_home")],
            ("home_measures",),
        ),
        (
            "a barrier until it is closed",
            [
                event(K.BARRIER_RAISED, 6, ref="b", barrier="aids", owner="municipality"),
                event(K.BARRIER_CLOSED, 7, barrier_ref="b"),
            ],
            ("home_measures",),
        ),
        ("nursing answered no", [event(K.NURSING_ANSWERED, 6, community_nursing=False)], ("home_measures",)),
        (
            "each once, however often it was said",
            [
                event(K.BARRIER_RAISED, 6, ref="b", barrier="aids", owner="municipality"),
                event(K.BARRIER_RAISED, 7, ref="c", barrier="aids", owner="municipality"),
            ],
            ("home_measures", "aids"),
        ),
    ],
)
def test_u15_what_is_no_longer_needed_is_not_asked_for(
    row: str, later: list[EventRecord], shown: tuple[str, ...]
) -> None:
    begun = event(K.ADMITTED, 0, provider="w", hospital="h", municipality="m")
    events = [begun, event(K.READY_REGISTERED, 5, reasons=[MINE, *OTHERS]), *later]
    assert needs(History(events), fold(History(events), facts_at(History(events), None))) == shown, row


@pytest.mark.parametrize(("answer", "shown"), [("made", ("rehabilitation",)), ("not_needed", ())])
def test_r2b_2_the_need_for_rehabilitation_is_the_last_word_of_it(answer: str, shown: tuple[str, ...]) -> None:
    decided = event(K.REHABILITATION_DECIDED, 4, needed=answer != "made")
    events = (event(K.ADMITTED, 0), decided, event(K.READY_REGISTERED, 5, checklist={"rehabilitation": answer}))
    assert needs(History(events), fold(History(events), facts_at(History(list(events)), None))) == shown
