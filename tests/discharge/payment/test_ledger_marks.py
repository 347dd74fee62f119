"""Both parties agree to a payable day, or one disputes it; a correction asks again (UX §2 item 7; RULES P8)."""

from datetime import date

import pytest

from discharge.payment.acts import AgreeDays, DisputeDays
from discharge.payment.rules.days import DayState
from discharge.wording.refused import RefusedByRule
from journeys.actions.acting.acts import Act, Changed, take_back
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from organisations.domain.refusals import NotAllowed
from organisations.models import User
from tests.actors import Actors
from tests.discharge.waiting import admitted, corrected, march, ready, seen, waited, went_home
from tests.factories.journeys import end_journey
from tests.factories.organisations import make_municipality

pytestmark = pytest.mark.django_db
DAYS = [date(2017, 3, 6), date(2017, 3, 7)]


def act(by: User, *, day: int = 20, **more: object) -> Act:
    return Act(by=by, now=march(day), **more)  # type: ignore[arg-type]


def test_a_day_is_agreed_when_both_parties_agreed(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    AgreeDays(dates=DAYS).do(journey, act=act(actors.nurse))
    assert [line.agreed for line in seen(journey).lines] == [False, False]
    AgreeDays(dates=DAYS[:1]).do(journey, act=act(actors.assessor))
    assert [sorted(line.agreed_by) for line in seen(journey).lines] == [["hospital", "municipality"], ["hospital"]]
    assert sum(line.agreed for line in seen(journey).lines) == 1


def test_one_act_is_one_event_and_a_repeated_call_is_the_same_act(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    for _ in range(2):
        AgreeDays(dates=DAYS).do(journey, act=act(actors.nurse, key="once"))
    assert JourneyEvent.objects.filter(kind="day_agreed").count() == 1


def test_a_dispute_marks_the_day_until_the_same_party_agrees(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    DisputeDays(dates=DAYS[1:], text="Pladsen var klar").do(journey, act=act(actors.assessor))
    assert [line.day.state for line in seen(journey).lines] == [DayState.COUNTABLE, DayState.DISPUTED]
    assert [mark.text for line in seen(journey).disputed for mark in line.disputes] == ["Pladsen var klar"]
    AgreeDays(dates=DAYS[1:]).do(journey, act=act(actors.assessor, day=21))
    assert seen(journey).disputed == ()


def test_a_5_a_message_to_another_municipality_leaves_what_was_agreed(actors: Actors) -> None:
    journey = waited(actors, march(6), None)
    for person in (actors.nurse, actors.assessor):
        AgreeDays(dates=DAYS).do(journey, act=act(person, day=9))
    journey.municipality = make_municipality("Silkeborg Kommune", code="740")
    end_journey(journey, K.DISCHARGED, at=march(10))
    lines = seen(Journey.objects.get(pk=journey.pk)).lines
    assert [line.payer and line.payer.name for line in lines] == ["Viborg Kommune"] * 4
    assert [line.agreed for line in lines] == [True, True, False, False]


def test_p8_a_corrected_day_must_be_agreed_anew(actors: Actors) -> None:
    journey = admitted(actors)
    wrong = ready(journey, march(6))
    for person in (actors.nurse, actors.assessor):
        AgreeDays(dates=DAYS[1:]).do(journey, act=act(person, day=9))
    corrected(journey, wrong, march(7), now=march(9, "12:00"))
    went_home(journey, march(10))
    line = seen(journey).line_on(DAYS[1])
    assert line is not None
    assert (line.agreed, [mark.side for mark in line.lapsed]) == (False, ["hospital", "municipality"])


def test_a_mark_taken_back_is_gone(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    marked = AgreeDays(dates=DAYS).do(journey, act=act(actors.nurse))
    take_back(marked.event, act=act(actors.nurse))
    assert not any(line.marks for line in seen(journey).lines)


@pytest.mark.parametrize(
    ("day", "code"), [(date(2017, 3, 8), "payment.not_in_ledger"), (date(2017, 3, 20), "payment.not_over")]
)
def test_only_days_of_the_ledger_that_are_over_can_be_marked(day: date, code: str, actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    with pytest.raises(RefusedByRule) as refused:
        AgreeDays(dates=[day]).do(journey, act=act(actors.nurse))
    assert refused.value.code == code
    assert refused.value.sentence.startswith("Dagen ")


def test_a_dispute_says_why(actors: Actors) -> None:
    with pytest.raises(RefusedByRule) as refused:
        DisputeDays(dates=DAYS, text=" ").do(waited(actors, march(6), march(8)), act=act(actors.nurse))
    assert refused.value.code == "payment.text_missing"


def test_what_was_seen_must_be_what_is_agreed(actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    with pytest.raises(Changed):
        AgreeDays(dates=DAYS).do(journey, act=act(actors.nurse, version=journey.last_sequence - 1))


@pytest.mark.parametrize("who", ["stranger", "community_nurse", "gp"])
def test_only_the_ward_and_the_needs_assessor_mark_days(who: str, actors: Actors) -> None:
    journey = waited(actors, march(6), march(8))
    with pytest.raises(NotAllowed):
        AgreeDays(dates=DAYS).do(journey, act=act(getattr(actors, who)))
    assert not Journey.objects.get(pk=journey.pk).placements.filter(event__kind="day_agreed").exists()
