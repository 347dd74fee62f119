"""Whose word ends a contact or declares a death: the hospital's that holds it (RULES 2i V12; DESIGN §6)."""

import pytest

from discharge.extended_responsibility.rules.discharges import plans_of
from discharge.responsibility.rules.situation import Story
from journeys.domain.citizen.citizen_facts import CitizenFacts
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord, EventSource
from journeys.domain.history.chains import ChainLink, ChainStep
from journeys.domain.history.grouping import histories_of
from journeys.domain.history.history import History
from journeys.domain.state.doubts import DoubtKind
from journeys.domain.state.fold import JourneyState, fold
from journeys.domain.state.status import JourneyStatus as S
from tests.factories.events import at, event

STIN = ChainLink("stin", K.ADMITTED, ChainStep.GOES_ON, at(0), None)
HERE = {"provider": "ward", "hospital": "a", "house": "a"}
THERE = {"provider": "emergency", "hospital": "b", "house": "b"}


def admitted() -> EventRecord:
    return event(K.ADMITTED, 0, ref="stin", episode_ids=("e",), **HERE, **{"class": "IMP"})


def state(*events: EventRecord) -> JourneyState:
    return fold(History([admitted(), *events]), CitizenFacts())


def shown(*events: EventRecord) -> tuple[S, list[DoubtKind]]:
    found = state(*events)
    return found.status, [doubt.kind for doubt in found.doubts]


@pytest.mark.parametrize("kind", [K.DISCHARGED, K.LEAVE_STARTED, K.DIED])
def test_r4b_6_another_house_in_the_chain_ends_nothing(kind: K) -> None:
    theirs = event(kind, 5, ref="theirs", chain=(STIN,), episode_ids=("e",), period_start=at(0).isoformat(), **THERE)
    assert shown(theirs) == (S.ADMITTED, [DoubtKind.OTHER_HOUSE])


@pytest.mark.parametrize("begun", [-2, 3])
def test_r3b_1_a_house_that_never_admitted_the_citizen_declares_nobody_dead(begun: float) -> None:
    death = event(K.DIED, 3, ref="mors", episode_ids=("own",), period_start=at(begun).isoformat(), **THERE)
    assert shown(death) == (S.ADMITTED, [DoubtKind.OTHER_HOUSE])


def test_r4b_6_a_house_whose_admission_was_lost_ends_its_own_contact() -> None:
    lost = ChainLink("lost", K.ADMITTED, ChainStep.GOES_ON, at(3), "stin", True)
    theirs = event(K.DIED, 5, ref="theirs", chain=(STIN, lost), period_start=at(3).isoformat(), **THERE)
    assert shown(theirs) == (S.DECEASED, [])


def test_v12_the_house_of_the_bed_tells_of_a_death_during_an_acute_visit_elsewhere() -> None:
    visit = event(K.ACUTE_ARRIVED, 4, ref="staa", episode_ids=("visit",), **THERE, **{"class": "EMER"})
    death = event(K.DIED, 6, ref="mors", chain=(STIN,), episode_ids=("e",), period_start=at(0).isoformat(), **HERE)
    assert shown(visit, death) == (S.DECEASED, [])
    theirs = event(K.DIED, 6, ref="mors", episode_ids=("visit",), period_start=at(4).isoformat(), **THERE)
    assert shown(visit, theirs) == (S.DECEASED, [])


@pytest.mark.parametrize("chain", [(), (STIN,)])
def test_v12_the_house_that_another_bed_took_over_from_declares_nobody_dead(chain: tuple[ChainLink, ...]) -> None:
    moved = event(K.ADMITTED, 4, ref="bed", episode_ids=("theirs",), **THERE, **{"class": "IMP"})
    death = event(K.DIED, 6, ref="mors", chain=chain, episode_ids=("e",), period_start=at(0).isoformat(), **HERE)
    assert shown(moved, death)[0] is S.ADMITTED
    assert not dead_at([admitted(), moved, death], 7)


def test_r5_6_an_end_typed_before_its_lost_arrival_has_a_window() -> None:
    typed = {"period_start": at(3).isoformat(), "class": "EMER"}
    end = event(K.DISCHARGED, 2, ref="slhj", episode_ids=("visit",), **{**THERE, **typed})
    assert [plan.key for plan in plans_of(*histories_of([admitted(), end]))] == []
    in_bed = event(K.DISCHARGED, 2, ref="slhj", episode_ids=("bed",), **{**THERE, **typed, "class": "IMP"})
    assert [plan.key for plan in plans_of(*histories_of([admitted(), in_bed]))] == ["slhj"]


@pytest.mark.parametrize("chained", [True, False])
def test_r7_5_a_death_typed_before_the_stay_that_it_ends_is_a_death(chained: bool) -> None:
    typed = event(K.DIED, -1, ref="mors", chain=(STIN,) if chained else (), episode_ids=("e",), **HERE)
    assert state(typed).status is S.DECEASED
    assert Story.of(*histories_of([admitted(), typed])).situation(at(5)).died


def dead_at(events: list[EventRecord], hours: float) -> bool:
    return Story.of(*histories_of(events)).situation(at(hours)).died


BED = {"class": "IMP", "episode_ids": ("e",)}
VISIT = {"class": "EMER", "episode_ids": ("visit",)}


@pytest.mark.parametrize(
    ("stay", "chain"),
    [
        (
            [event(K.ACUTE_ARRIVED, 0, ref="staa", **HERE, **BED), event(K.ADMITTED, 3, ref="stin", **HERE, **BED)],
            "stin",
        ),
        ([admitted(), event(K.ADMITTED, 10, ref="second", **{**HERE, "provider": "ward2"}, **BED)], "second"),
        ([admitted(), event(K.DISCHARGED, 48, ref="slhj", **HERE, **BED)], "slhj"),
        ([admitted(), event(K.ACUTE_ARRIVED, 3, ref="there", **THERE, **VISIT)], "there"),
    ],
    ids=["from acute to bed", "two wards", "discharged", "visit elsewhere"],
)
@pytest.mark.parametrize("typed", [-1, -0.01, 0])
def test_r8_2_a_death_typed_before_the_first_contact_of_its_stay_is_a_death(
    stay: list[EventRecord], chain: str, typed: float
) -> None:
    named = next(told for told in stay if told.ref == chain)
    link = ChainLink(chain, named.kind, ChainStep.GOES_ON, named.occurred_at, None)
    house = {key: named.payload[key] for key in ("provider", "hospital", "house")}
    death = event(K.DIED, typed, ref="mors", chain=(link,), episode_ids=named.episode_ids, **house)
    assert fold(History([*stay, death]), CitizenFacts()).status is S.DECEASED
    assert dead_at([*stay, death], 60)
    assert not dead_at(stay, 60)


def test_r8_3_a_death_that_a_later_stay_belied_stays_belied_when_the_citizen_dies_in_it() -> None:
    before = [event(K.ADMITTED, 0, ref="in", **HERE, **BED), event(K.DISCHARGED, 5, ref="home", **HERE, **BED)]
    wrong = event(K.DIED, 10, ref="wrong", source=EventSource.FORM, at_home=True, anchor="in")
    later = {"class": "IMP", "episode_ids": ("later",)}
    stay = event(K.ADMITTED, 20, ref="again", **THERE, **later)
    death = event(K.DIED, 30, ref="mors", **THERE, **later)
    for told in ([*before, wrong, stay], [*before, wrong, stay, death]):
        assert dead_at(told, 15)
        assert not dead_at(told, 25)
    assert dead_at([*before, wrong, stay, death], 31)
