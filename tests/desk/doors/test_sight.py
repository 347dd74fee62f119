"""When sight ends, who was never a party, who is a past one, what the payer keeps (DESIGN §6; doors D17, A-23)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.actions.access import break_glass
from journeys.actions.acting.acts import Act, correct_fact, state_citizen_fact, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.events import EventKind, EventSource
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey, JourneyEvent
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, cancel_journey, discharged_journey, end_journey, tell
from tests.factories.organisations import make_municipality, make_practice, make_user
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def opens(client: Client, journey: Journey) -> bool:
    answers = {
        client.get(f"/forloeb/{journey.pk}/").status_code,
        client.get(f"/api/v1/journeys/{journey.pk}/").status_code,
        client.get(f"/api/v1/journeys/{journey.pk}/events/").status_code,
    }
    assert len(answers) == 1
    return answers == {200}


def ended(actors: Actors, how: str, at: datetime) -> Journey:
    """A journey that was over at `at`."""
    before = at - 3 * DAY
    if how == "cancelled":
        journey = admitted_journey(actors, now=before)
        cancel_journey(journey, at=at)
    elif how == "deceased":
        journey = admitted_journey(actors, now=before)
        end_journey(journey, EventKind.DIED, at=at)
    else:
        journey = discharged_journey(actors, now=at, hours_ago=200)
        Journey.objects.filter(pk=journey.pk).update(status=JourneyStatus.CLOSED.value, closed_at=at, over_at=at)
        journey.parties.update(shown_until=at)
    return Journey.objects.get(pk=journey.pk)


@pytest.mark.parametrize("how", ["cancelled", "deceased", "closed"])
@pytest.mark.parametrize(("days", "in_sight"), [(89, True), (91, False)])
@pytest.mark.parametrize("who", ["nurse", "assessor", "gp"])
def test_d17_sight_ends_ninety_days_after_the_journey_was_over(
    how: str, days: int, in_sight: bool, who: str, actors: Actors, as_user: AsUser, now: datetime
) -> None:
    journey = ended(actors, how, now - days * DAY)
    assert opens(as_user(getattr(actors, who)), journey) is in_sight


def test_d17_then_it_takes_break_glass(actors: Actors, as_user: AsUser, now: datetime) -> None:
    journey = ended(actors, "deceased", now - 91 * DAY)
    assert not opens(as_user(actors.nurse), journey)
    break_glass(journey.citizen, by=actors.nurse, reason="Klage fra de pårørende", now=now)
    assert opens(as_user(actors.nurse), journey)


@pytest.mark.parametrize(("days", "in_sight"), [(300, True), (2500, False)])
def test_d17_a_stay_that_nobody_closed_out_is_over_at_last(
    days: int, in_sight: bool, actors: Actors, as_user: AsUser, now: datetime
) -> None:
    journey = discharged_journey(actors, now=now - days * DAY)
    assert opens(as_user(actors.nurse), journey) is in_sight


def test_d17_a_stay_that_goes_on_stays_in_sight(actors: Actors, as_user: AsUser, now: datetime) -> None:
    assert opens(as_user(actors.nurse), admitted_journey(actors, now=now - 400 * DAY))


@pytest.fixture
def skive() -> Organisation:
    return make_municipality("Skive Kommune", code="779")


@pytest.fixture
def in_skive(skive: Organisation) -> User:
    return make_user("Visitator i Skive", role=Role.NEEDS_ASSESSOR, unit=skive)


def move(journey: Journey, actors: Actors, to: Organisation, *, at: datetime, now: datetime) -> JourneyEvent:
    return state_citizen_fact(
        journey.citizen,
        EventKind.RESIDENCE_STATED,
        {"organisation": str(to.pk)},
        act=Act(by=actors.nurse, now=now),
        permission=Permission.STATE_RESIDENCE,
        valid_from=at,
        journey=journey,
    ).event


def by_hand(actors: Actors, municipality: Organisation, at: datetime) -> Journey:
    """A stay entered by hand that names a municipality, perhaps by mistake."""
    citizen = admitted_journey(actors, now=at - 900 * DAY).citizen
    end = at - 890 * DAY
    tell(citizen, EventKind.DISCHARGED, at=end, provider=actors.ward, hospital=actors.hospital)
    recorded = tell(
        citizen,
        EventKind.ADMITTED,
        at=at,
        source=EventSource.FORM,
        stated_by=actors.ward,
        provider=actors.ward,
        hospital=actors.hospital,
        municipality=municipality,
    )
    assert recorded.journey is not None
    return recorded.journey


@pytest.mark.parametrize("days", [-1, 2])
def test_d17_a_municipality_named_by_mistake_was_never_a_party(
    days: int, actors: Actors, skive: Organisation, in_skive: User, as_user: AsUser, now: datetime
) -> None:
    journey = by_hand(actors, skive, now - 5 * DAY)
    assert opens(as_user(in_skive), journey)
    move(journey, actors, actors.municipality, at=now - 5 * DAY + days * DAY, now=now)
    journey.refresh_from_db()
    assert journey.municipality == actors.municipality
    assert not opens(as_user(in_skive), journey)
    assert opens(as_user(actors.assessor), journey)
    assert not rebuild_citizen(journey.citizen_id, now=now, check=True)


def test_d17_a_municipality_that_was_replaced_from_a_date_is_a_past_party(
    actors: Actors, skive: Organisation, in_skive: User, as_user: AsUser, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now, hours_ago=240)
    move(journey, actors, skive, at=now - 2 * DAY, now=now)
    journey.refresh_from_db()
    assert journey.municipality == skive
    assert opens(as_user(in_skive), journey)
    assert opens(as_user(actors.assessor), journey)


def gp_stated(journey: Journey, actors: Actors, practice: Organisation, *, at: datetime, now: datetime) -> JourneyEvent:
    return state_citizen_fact(
        journey.citizen,
        EventKind.GP_STATED,
        {"organisation": str(practice.pk)},
        act=Act(by=actors.nurse, now=now),
        permission=Permission.STATE_GP,
        valid_from=at,
        journey=journey,
    ).event


def test_a23_the_former_practice_keeps_its_sight(actors: Actors, as_user: AsUser, now: datetime) -> None:
    journey = discharged_journey(actors, now=now)
    practice = make_practice("Lægerne på Torvet")
    doctor = make_user("Ny læge", role=Role.GP, unit=practice)
    gp_stated(journey, actors, practice, at=now - timedelta(hours=1), now=now)
    assert opens(as_user(doctor), journey)
    assert opens(as_user(actors.gp), journey)
    assert not rebuild_citizen(journey.citizen_id, now=now, check=True)


def test_a23_a_practice_that_was_replaced_before_the_stay_was_never_in_it(
    actors: Actors, as_user: AsUser, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now, hours_ago=30)
    gp_stated(journey, actors, make_practice("Lægerne på Torvet"), at=now - 20 * DAY, now=now)
    tell(
        journey.citizen,
        EventKind.GP_STATED,
        at=now - 10 * DAY,
        now=now,
        source=EventSource.FORM,
        organisation=actors.practice,
    )
    assert not Journey.objects.get(pk=journey.pk).parties.filter(organisation__name="Lægerne på Torvet").exists()


@pytest.mark.parametrize("how", ["corrected", "taken back"])
def test_d17_a_practice_named_by_mistake_was_never_a_party(
    how: str, actors: Actors, as_user: AsUser, now: datetime
) -> None:
    journey = admitted_journey(actors, now=now, no_gp=True)
    wrong = make_practice("Lægerne på Torvet")
    doctor = make_user("Forkert læge", role=Role.GP, unit=wrong)
    event = gp_stated(journey, actors, wrong, at=now - timedelta(hours=1), now=now)
    assert opens(as_user(doctor), journey)
    act = Act(by=actors.nurse, now=now)
    if how == "corrected":
        correct_fact(event, {"organisation": str(actors.practice.pk)}, act=act, journey=journey)
    else:
        take_back(event, act=act, journey=journey)
    assert not opens(as_user(doctor), journey)


def paying(actors: Actors, now: datetime) -> Journey:
    journey = admitted_journey(actors, now=now, hours_ago=240)
    make_ready(journey, actors.nurse, at=now - 8 * DAY, now=now - 8 * DAY)
    return Journey.objects.get(pk=journey.pk)


def ledger(client: Client, journey: Journey) -> Any:
    return client.get(reverse("desk:journey-ledger", args=[journey.pk])).status_code


def test_d17_the_payer_of_any_version_keeps_the_ledger(
    actors: Actors, skive: Organisation, in_skive: User, as_user: AsUser, now: datetime
) -> None:
    journey = paying(actors, now)
    assert ledger(as_user(actors.assessor), journey) == 200
    # It was another municipality's citizen all along: the first payer has no day any more, and no journey.
    move(journey, actors, skive, at=now - 30 * DAY, now=now)
    assert ledger(as_user(in_skive), journey) == 200
    assert ledger(as_user(actors.assessor), journey) == 200
    assert ledger(as_user(actors.gp), journey) == 403


@pytest.mark.parametrize(("days", "status"), [(100, 200), (1000, 200), (2100, 404)])
def test_d17_the_payer_reads_the_ledger_five_years_and_the_journey_ninety_days(
    days: int, status: int, actors: Actors, as_user: AsUser, now: datetime
) -> None:
    journey = paying(actors, now - days * DAY)
    end_journey(journey, EventKind.DIED, at=now - days * DAY)
    client = as_user(actors.assessor)
    assert client.get(f"/forloeb/{journey.pk}/").status_code == 404
    assert ledger(client, journey) == status
    assert client.get(reverse("desk:journey-ledger-csv", args=[journey.pk])).status_code == status
