"""A random walk of acts around readiness and agreement: refusals are the rules' own, and no invariant breaks."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from discharge.agreement import acts
from discharge.models import ReadyPeriod
from discharge.readiness.acts.corrections import ApproveCorrection, DeclineCorrection, ProposeCorrection
from discharge.readiness.acts.registration import (
    DeclareTerminal,
    RecordDisagreement,
    RestateReasons,
    ResumeTreatment,
    ResumptionCause,
    StatedReason,
)
from journeys.actions.acting.acts import Act, Refused, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind as K
from journeys.domain.state.barriers import BarrierKind, BarrierOwner
from journeys.models import Journey, JourneyEvent, Task
from organisations.models import User
from organisations.selectors.permissions import NotAllowed
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, end_journey
from tests.factories.readiness import make_ready

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
STEPS = 40
Step = Callable[[Journey, User, datetime, random.Random], object]


def _back(now: datetime, chance: random.Random) -> datetime:
    return now - timedelta(minutes=chance.choice([0, 0, 5, 90]))


def _ahead(now: datetime, chance: random.Random) -> datetime:
    return now + timedelta(hours=chance.choice([-1, 5, 24, 50]))


def _undo(journey: Journey, user: User, now: datetime, chance: random.Random) -> None:
    own = JourneyEvent.objects.filter(placement__journey=journey, source="form", actor=user, placement__voided=False)
    newest = own.exclude(kind=K.CANCELLED.value).order_by("-pk").first()
    if newest is not None:
        take_back(newest, act=Act(by=user, now=now))


STEPS_OF: dict[str, Step] = {
    "ready": lambda j, u, now, c: make_ready(j, u, at=_back(now, c), now=now),
    "resume": lambda j, u, now, c: ResumeTreatment(
        occurred_at=_back(now, c), cause=ResumptionCause.RELAPSE, physician="Dr. Prøve"
    ).do(j, act=Act(by=u, now=now)),
    "reasons": lambda j, u, now, c: RestateReasons(
        reasons=(StatedReason(reason="home_measures"),), occurred_at=_back(now, c)
    ).do(j, act=Act(by=u, now=now)),
    "terminal": lambda j, u, now, c: (
        DeclareTerminal(physician="Dr. Prøve").do(j, act=Act(by=u, now=now)) if c.random() < 0.05 else None
    ),
    "disagree": lambda j, u, now, c: RecordDisagreement(text="Uenig").do(j, act=Act(by=u, now=now)),
    "correct": lambda j, u, now, c: ProposeCorrection(
        at=c.choice([None, _back(now, c)]), assessed_at=_back(now, c), reason="Tastefejl"
    ).do(j, act=Act(by=u, now=now)),
    "approve": lambda j, u, now, c: ApproveCorrection().do(j, act=Act(by=u, now=now)),
    "decline": lambda j, u, now, c: DeclineCorrection().do(j, act=Act(by=u, now=now)),
    "expect": lambda j, u, now, c: acts.ExpectDischarge(on=local_date(_ahead(now, c)), text="Feber").do(
        j, act=Act(by=u, now=now)
    ),
    "propose": lambda j, u, now, c: acts.ProposeDischarge(at=_ahead(now, c), text="Nyt").do(j, act=Act(by=u, now=now)),
    "accept": lambda j, u, now, c: acts.AcceptDischarge(text="").do(j, act=Act(by=u, now=now)),
    "accept counter": lambda j, u, now, c: acts.AcceptCounter(text="").do(j, act=Act(by=u, now=now)),
    "counter": lambda j, u, now, c: acts.CounterDischarge(at=_ahead(now, c), text="Seng").do(j, act=Act(by=u, now=now)),
    "question": lambda j, u, now, c: acts.QuestionDischarge(missing="Medicin?").do(j, act=Act(by=u, now=now)),
    "barrier": lambda j, u, now, c: acts.RaiseBarrier(
        barrier=BarrierKind.AIDS, owner=c.choice(list(BarrierOwner)), due_at=_ahead(now, c), text=""
    ).do(j, act=Act(by=u, now=now)),
    "leave": lambda j, u, now, c: end_journey(j, K.LEAVE_STARTED, at=now) if c.random() < 0.2 else None,
    "return": lambda j, u, now, c: end_journey(j, K.LEAVE_ENDED, at=now) if c.random() < 0.2 else None,
    "undo": _undo,
}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_people_do_the_rows_hold_together(actors: Actors, seed: int) -> None:
    chance, journey = random.Random(seed), admitted_journey(actors, now=START)
    people = [actors.nurse, actors.doctor, actors.assessor, actors.stranger]
    now = START
    for _ in range(STEPS):
        now += timedelta(minutes=chance.choice([0, 1, 45, 600]))
        step = STEPS_OF[chance.choice(list(STEPS_OF))]
        try:
            step(Journey.objects.get(pk=journey.pk), chance.choice(people), now, chance)
        except (Refused, NotAllowed):
            continue
        assert_invariants(journey)
    assert rebuild_citizen(journey.citizen_id, now=now, check=True) == []


def assert_invariants(journey: Journey) -> None:
    periods = list(ReadyPeriod.objects.filter(journey=journey).order_by("ready_at"))
    assert sum(period.ended_at is None for period in periods) <= 1
    assert all(before.ended_at and before.ended_at <= after.ready_at for before, after in pairwise(periods))
    assert all(sum(reason["primary"] for reason in period.reasons if not reason["to"]) <= 1 for period in periods)
    assert not Task.objects.open().filter(journey=journey, owner__isnull=True).exists()
