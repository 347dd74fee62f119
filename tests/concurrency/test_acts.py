"""Acts at once: the version, the right and every policy are asked again inside the citizen's lock (doors D13)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from discharge.acute_function import acts
from discharge.close_out.acts import DecideRehabilitation, UpdateFmk
from discharge.discharge_letter.acts import SendLetter
from discharge.extended_responsibility import acts as window_acts
from discharge.wording.refused import RefusedByRule
from journeys.actions.access import break_glass
from journeys.actions.acting.acts import Act, Changed, Refused, correct_fact, state_citizen_fact, state_fact, take_back
from journeys.actions.physicians import AcceptHandover, OfferHandover
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.relatives import RelativeFacts, save_relative
from journeys.actions.stays.contacts import PlannedStay, enter_contact, enter_stay, plan_stay
from journeys.actions.stays.entries import confirm_stay
from journeys.actions.stays.plans import CallOff
from journeys.actions.stays.reports import ReportDeath, confirm_report
from journeys.domain.events import EventKind
from journeys.models import BreakGlassGrant, Journey, JourneyEvent, Relative
from organisations.domain.permissions import Permission
from organisations.domain.refusals import NotAllowed
from tests.actors import Actors, make_actors
from tests.concurrency.threads import at_once
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LATE = (Changed, Refused, RefusedByRule, NotAllowed)


@pytest.fixture
def actors() -> Actors:
    return make_actors()


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def accepted(act: Callable[[], Any]) -> int:
    """How many of eight at once were done; the others were refused with a reason."""

    def attempt() -> bool:
        try:
            act()
        except LATE:
            return False
        return True

    return sum(at_once(attempt))


def clean(journey: Journey, now: datetime) -> bool:
    return not rebuild_citizen(journey.citizen_id, now=now, check=True)


def test_d13_one_of_eight_notes_from_the_same_version_is_written(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.nurse, now=now, version=journey.last_sequence)

    def note() -> None:
        state_fact(journey, EventKind.NOTE_WRITTEN, {"text": "Hej"}, act=act, permission=Permission.WRITE_NOTE)

    assert accepted(note) == 1
    assert clean(journey, now)


def test_d13_an_event_is_taken_back_once(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.nurse, now=now)
    event = enter_contact(journey, EventKind.LEAVE_STARTED, occurred_at=now, act=act).event
    assert accepted(lambda: take_back(event, act=act)) == 1
    assert JourneyEvent.objects.filter(voids_ref=event.source_ref).count() == 1


def test_d13_an_event_is_corrected_once(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.nurse, now=now)
    said = {"destination": "own_home"}
    event = state_fact(
        journey, EventKind.DESTINATION_STATED, said, act=act, permission=Permission.STATE_DESTINATION
    ).event
    places = [
        "hospice",
        "other",
        "nursing_home",
        "acute_place",
        "temporary_place",
        "other_hospital",
        "own_home",
        "other",
    ]
    waiting = list(places)
    assert accepted(lambda: correct_fact(event, {"destination": waiting.pop()}, act=act)) == 1


def test_d13_a_fact_of_the_citizen_is_stated_once_per_version(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now, no_gp=True)
    fresh = Journey.objects.get(pk=journey.pk)
    act = Act(by=actors.nurse, now=now, version=fresh.last_sequence - 1)

    def state() -> None:
        state_citizen_fact(
            fresh.citizen,
            EventKind.GP_STATED,
            {"organisation": str(actors.practice.pk)},
            act=act,
            permission=Permission.STATE_GP,
            journey=fresh,
        )

    assert accepted(state) == 0


def test_d13_a_citizen_dies_once_and_leaves_no_more(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.nurse, now=now)
    kinds = [EventKind.DIED, EventKind.DISCHARGED, EventKind.LEAVE_STARTED]
    waiting = [*kinds, *kinds, EventKind.DIED, EventKind.DIED]
    written = accepted(lambda: enter_contact(journey, waiting.pop(), occurred_at=now, act=act))
    kinds_written = list(
        JourneyEvent.objects.filter(source="form", kind__in=[kind.value for kind in kinds]).values_list(
            "kind", flat=True
        )
    )
    assert len(kinds_written) == written
    assert kinds_written.count("died") <= 1
    # Nothing was entered of a citizen who was dead, and nobody left twice.
    assert kinds_written.count("discharged") <= 1
    assert "died" not in kinds_written[:-1]
    assert clean(journey, now)


def test_d13_a_relative_is_written_down_once(actors: Actors, now: datetime) -> None:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.nurse, now=now)
    at_once(lambda: save_relative(journey, RelativeFacts(name="Poul Prøve Madsen"), act=act))
    assert Relative.objects.filter(citizen=journey.citizen).count() == 1


def planned(actors: Actors, now: datetime) -> Journey:
    stay = PlannedStay(planned_at=now + timedelta(days=3), ward=actors.ward)
    journey = plan_stay(make_citizen(), stay, act=Act(by=actors.nurse, now=now)).journey
    assert journey is not None
    return journey


def offered(actors: Actors, now: datetime) -> Journey:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.doctor, now=now)
    OfferHandover(name="Henrik Dalsgaard", organisation=actors.ward).do(journey, act=act)
    return journey


def reported(actors: Actors, now: datetime) -> Journey:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.assessor, now=now)
    ReportDeath(occurred_at=now).do(journey, act=act)
    return journey


def entered(actors: Actors, now: datetime) -> Journey:
    journey = admitted_journey(actors, now=now)
    act = Act(by=actors.stranger, now=now)
    enter_stay(journey.citizen, EventKind.ADMITTED, occurred_at=now, act=act, ward=actors.other_ward)
    return journey


def in_acute_function(actors: Actors, now: datetime) -> Journey:
    journey = discharged_journey(actors, now=now)
    act = Act(by=actors.doctor, now=now)
    acts.StartAcuteFunction(referred_by="hospital", physician="Henrik Dalsgaard").do(journey, act=act)
    return journey


Story = Callable[[Actors, datetime], Journey]
Deed = Callable[[Journey, Actors, Act], Any]
ONCE: dict[str, tuple[str, Story, Deed]] = {
    "call-off": ("nurse", planned, lambda j, a, act: CallOff(reason="Aflyst").do(j, act=act)),
    "handover-accept": ("doctor", offered, lambda j, a, act: AcceptHandover().do(j, act=act)),
    "emergency-called": (
        "nurse",
        lambda a, now: discharged_journey(a, now=now),
        lambda j, a, act: window_acts.Call112(occurred_at=act.now).do(j, act=act),
    ),
    "exempt": (
        "doctor",
        lambda a, now: discharged_journey(a, now=now),
        lambda j, a, act: window_acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard").do(j, act=act),
    ),
    "exempt in a bed": (
        "doctor",
        lambda a, now: admitted_journey(a, now=now),
        lambda j, a, act: window_acts.Exempt(reason="Terminal", physician="Henrik Dalsgaard").do(j, act=act),
    ),
    "decide-rehabilitation": (
        "nurse",
        lambda a, now: discharged_journey(a, now=now),
        lambda j, a, act: DecideRehabilitation(needed=True).do(j, act=act),
    ),
    "start-acute-function": (
        "gp",
        lambda a, now: discharged_journey(a, now=now),
        lambda j, a, act: acts.StartAcuteFunction(referred_by="gp", unit=None).do(j, act=act),
    ),
    "end-acute-function": (
        "community_nurse",
        in_acute_function,
        lambda j, a, act: acts.EndAcuteFunction().do(j, act=act),
    ),
    "treatment-over": ("doctor", in_acute_function, lambda j, a, act: acts.EndTreatment().do(j, act=act)),
    "update-fmk": (
        "nurse",
        lambda a, now: discharged_journey(a, now=now),
        lambda j, a, act: UpdateFmk().do(j, act=act),
    ),
    "confirm-death": (
        "nurse",
        reported,
        lambda j, a, act: confirm_report(j, EventKind.DEATH_REPORTED, occurred_at=act.now, act=act),
    ),
    "confirm-stay": ("nurse", entered, lambda j, a, act: confirm_stay(j, act=act)),
}


@pytest.mark.parametrize("name", list(ONCE))
def test_d13_what_happens_once_is_written_once(name: str, actors: Actors, now: datetime) -> None:
    who, story, deed = ONCE[name]
    journey = Journey.objects.get(pk=story(actors, now).pk)
    # A moment later: what was offered at the very same instant may come before or after its acceptance.
    act = Act(by=getattr(actors, who), now=now + timedelta(seconds=1))
    assert accepted(lambda: deed(journey, actors, act)) == 1
    assert clean(journey, now)


def test_d13_a_letter_is_not_sent_past_the_conditions(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    act = Act(by=actors.nurse, now=now, version=Journey.objects.get(pk=journey.pk).last_sequence)
    assert accepted(lambda: SendLetter().do(journey, act=act)) == 1


def test_d11_many_at_once_break_no_more_glass_than_the_limit(actors: Actors, now: datetime) -> None:
    citizens = [make_citizen() for _ in range(8)]
    reason = "Fundet bevidstløs på gaden"
    assert accepted(lambda: break_glass(citizens.pop(), by=actors.stranger, reason=reason, now=now)) == 5
    assert BreakGlassGrant.objects.count() == 5
