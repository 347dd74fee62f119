"""Stating a new municipality of residence has its effects everywhere (faults A-13, B03; RULES 2c P6, 2e X7)."""

from datetime import UTC, datetime, timedelta

import pytest

from discharge.calls.acts import LogCall
from discharge.calls.rules import CallerRole
from discharge.models import LedgerPayer
from journeys.actions.acting.acts import Act, state_citizen_fact
from journeys.domain.events import EventKind as K
from journeys.models import Journey, Task
from journeys.selectors.sight import visible_journeys
from notifications.actions.outbox import relay_due
from notifications.domain.kinds import NotificationKind
from notifications.models import Notification
from organisations.domain.kinds import UnitFunction
from organisations.domain.permissions import Permission
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.discharge.waiting import admitted, march, ready, seen, sums, went_home
from tests.factories.journeys import admitted_journey, discharged_journey, tell
from tests.factories.organisations import make_municipal_unit, make_municipality, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def nurse_of_silkeborg(actors: Actors) -> User:
    silkeborg = make_municipality("Silkeborg Kommune", code="740")
    unit = make_municipal_unit(silkeborg, "Hjemmesygeplejen, Silkeborg", function=UnitFunction.COMMUNITY_NURSING)
    return make_user("Mona Lund", role=Role.COMMUNITY_NURSE, unit=unit)


def move(journey: Journey, to: User, actors: Actors) -> Journey:
    assert to.unit is not None
    state_citizen_fact(
        journey.citizen,
        K.RESIDENCE_STATED,
        {"organisation": str(to.unit.root_id)},
        act=Act(by=actors.nurse, now=NOW),
        permission=Permission.STATE_RESIDENCE,
        journey=journey,
    )
    return Journey.objects.get(pk=journey.pk)


def test_a13_the_new_municipality_is_a_party_and_owns_the_questions(actors: Actors, nurse_of_silkeborg: User) -> None:
    journey = move(admitted_journey(actors, now=NOW, services=None), nurse_of_silkeborg, actors)
    assert nurse_of_silkeborg.unit is not None
    assert journey.municipality_id == nurse_of_silkeborg.unit.root_id
    assert Task.objects.open().get(journey=journey, kind="municipal_services").owner_id == journey.municipality_id


def test_a13_its_nurse_sees_the_journey_and_is_answered_in_the_72_hours(
    actors: Actors, nurse_of_silkeborg: User
) -> None:
    journey = move(discharged_journey(actors, now=NOW), nurse_of_silkeborg, actors)
    assert visible_journeys(nurse_of_silkeborg, now=LATER).filter(pk=journey.pk).exists()
    call = LogCall(
        occurred_at=LATER, caller_role=CallerRole.NURSE, question="Feber", caller_organisation=nurse_of_silkeborg.unit
    )
    said = call.do(journey, act=Act(by=nurse_of_silkeborg, now=LATER)).event.payload
    assert said["entitled"] is True


def test_b03_the_municipality_stated_by_hand_pays_reads_what_it_pays_and_is_told(actors: Actors) -> None:
    """The admission's message names Viborg, the ward states Silkeborg; three days are waited."""
    silkeborg = make_municipality("Silkeborg Kommune", code="740")
    visitation = make_municipal_unit(silkeborg, "Visitationen, Silkeborg", function=UnitFunction.NEEDS_ASSESSMENT)
    assessor = make_user("Ea Holm", role=Role.NEEDS_ASSESSOR, unit=visitation)
    journey = admitted(actors)
    tell(journey.citizen, K.RESIDENCE_STATED, at=march(1), stated_at=march(2), organisation=silkeborg)
    ready(journey, march(6))
    relay_due(now=march(7), limit=100)
    went_home(journey, march(9))
    view = seen(journey)
    assert {line.payer for line in view.lines} == {silkeborg}
    assert sums(view) == (3, 5928, 7904, 13832)
    assert list(LedgerPayer.objects.values_list("municipality", flat=True)) == [silkeborg.pk]
    assert Journey.objects.get(pk=journey.pk).municipality_id == silkeborg.pk
    assert [row.pk for row in visible_journeys(assessor, now=march(10))] == [journey.pk]
    told = Notification.objects.about([journey.pk]).filter(kind=NotificationKind.READY)
    assert {row.unit.root_id for row in told} & {silkeborg.pk, actors.municipality.pk} == {silkeborg.pk}
