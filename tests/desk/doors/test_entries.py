"""A stay entered by hand opens nothing but its own entry until it is confirmed (DESIGN §6; doors D1, D2)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journeys.actions.acting.acts import Act, take_back
from journeys.actions.rebuild import rebuild_citizen
from journeys.actions.stays.entries import confirm_stay
from journeys.domain.events import EventKind
from journeys.domain.state.status import JourneyStatus
from journeys.models import Citizen, Journey, Task
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, cancel_journey, discharged_journey, end_journey, tell
from tests.factories.organisations import make_municipality, make_user, make_ward

pytestmark = pytest.mark.django_db
ASKED = ("confirm_stay", "stay_unconfirmed")


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begin(user: User, citizen: Citizen, *, ward: Any, at: datetime, name: str = "admitted", **more: Any) -> Any:
    said = {"cpr": citizen.cpr, "ward": str(ward.pk), "occurred_at": at.isoformat(), **more}
    return client_of(user).post(f"/api/v1/journeys/begin/{name}/", said, content_type="application/json")


def call(user: User, path: Any, **said: Any) -> Any:
    return client_of(user).post(f"/api/v1/journeys/{path}/", said, content_type="application/json")


def state_of(journey: Journey) -> tuple[Any, ...]:
    row = Journey.objects.get(pk=journey.pk)
    parties = sorted(row.parties.values_list("organisation__name", "role"))
    return (row.status, row.ward, row.hospital, row.municipality, row.admitted_at, row.merged_into, parties)


@pytest.fixture
def in_bed(actors: Actors, now: datetime) -> Journey:
    return admitted_journey(actors, now=now, hours_ago=30)


@pytest.mark.parametrize("hours", [-720.0, -30.0, -29.0, -3.0, 0.0])
def test_d2_another_hospitals_entry_moves_and_opens_nothing(
    hours: float, in_bed: Journey, actors: Actors, now: datetime
) -> None:
    before = state_of(in_bed)
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now + timedelta(hours=hours))
    assert (made.status_code, made.json()["unconfirmed"]) == (201, True)
    assert made.json()["id"] != str(in_bed.pk)
    assert state_of(in_bed) == before
    stranger = client_of(actors.stranger)
    assert stranger.get(f"/forloeb/{in_bed.pk}/").status_code == 404
    assert stranger.get(f"/api/v1/journeys/{in_bed.pk}/").status_code == 404


def test_d2_the_entry_shows_nothing_of_the_citizen_but_itself(in_bed: Journey, actors: Actors, now: datetime) -> None:
    name = in_bed.citizen.name
    in_bed.citizen.relatives.create(name="Poul Prøve Madsen", agreed="Henter")
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now).json()
    assert (made["gp_practice"], made["municipality"], made["responsibility"]["responsible_physician"]) == (
        None,
        None,
        None,
    )
    client = client_of(actors.stranger)
    for address in (f"/forloeb/{made['id']}/", f"/forloeb/{made['id']}/rapport/"):
        page = client.get(address)
        if page.status_code == 404:
            continue
        text = page.content.decode()
        for hidden in ("Poul Prøve", "Henter", "Henrik Dalsgaard", "Lægehuset", "Medicin 1", "Viborg Kommune", name):
            assert hidden not in text, (address, hidden)
    assert name not in client.get(reverse("desk:ward")).content.decode()
    assert name not in client.get(f"/borger/{in_bed.citizen_id}/").content.decode()
    assert "Ingen af jeres" in client.post("/soeg/", {"q": name}).content.decode()
    events = client.get(f"/api/v1/journeys/{made['id']}/events/").json()["results"]
    assert [event["kind"] for event in events] == ["stay_claimed"]


def test_d2_both_sides_are_asked(in_bed: Journey, actors: Actors, now: datetime) -> None:
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now).json()
    tasks = {(task.kind, task.owner) for task in Task.objects.open().filter(kind__in=ASKED)}
    assert tasks == {("confirm_stay", actors.ward), ("stay_unconfirmed", actors.other_ward)}
    page = client_of(actors.nurse).get(f"/forloeb/{in_bed.pk}/").content.decode()
    assert "Indtastet som indlagt af Regionshospitalet Randers" in page or "Indtastet som indlagt af Medicin" in page
    own = client_of(actors.stranger).get(f"/forloeb/{made['id']}/").content.decode()
    assert "ikke bekræftet" in own
    assert "ikke bekræftet" in client_of(actors.stranger).get(reverse("desk:ward")).content.decode()


def test_d2_the_holder_confirms_and_the_citizen_has_moved(in_bed: Journey, actors: Actors, now: datetime) -> None:
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now - timedelta(hours=1)).json()
    assert call(actors.nurse, f"{in_bed.pk}/acts/confirm-stay").status_code == 200
    in_bed.refresh_from_db()
    assert (in_bed.ward, in_bed.hospital) == (actors.other_ward, actors.other_ward.root)
    stranger = client_of(actors.stranger)
    assert stranger.get(f"/api/v1/journeys/{made['id']}/").status_code == 308
    assert stranger.get(f"/api/v1/journeys/{in_bed.pk}/").json()["unconfirmed"] is False
    assert not rebuild_citizen(in_bed.citizen_id, now=now, check=True)


def test_d2_the_holder_declines_and_the_writer_reads_why(in_bed: Journey, actors: Actors, now: datetime) -> None:
    before = state_of(in_bed)
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now).json()
    declined = call(actors.nurse, f"{in_bed.pk}/acts/decline-stay", text="Ligger her")
    assert (declined.status_code, state_of(in_bed)) == (200, before)
    assert not Task.objects.open().filter(kind__in=ASKED).exists()
    entry = client_of(actors.stranger).get(f"/forloeb/{made['id']}/").content.decode()
    assert "Ligger her" in entry
    assert Journey.objects.get(pk=made["id"]).status == JourneyStatus.CANCELLED


def test_d2_a_confirmation_that_is_undone_moves_the_citizen_back(
    in_bed: Journey, actors: Actors, now: datetime
) -> None:
    before = state_of(in_bed)[:4]
    begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now - timedelta(hours=1))
    act = Act(by=actors.nurse, now=now)
    take_back(confirm_stay(in_bed, act=act).event, act=act)
    assert state_of(in_bed)[:4] == before
    assert Task.objects.open().filter(kind="confirm_stay", owner=actors.ward).exists()


def test_d2_a_message_confirms_the_entry(in_bed: Journey, actors: Actors, now: datetime) -> None:
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now - timedelta(hours=1)).json()
    tell(
        in_bed.citizen,
        EventKind.ADMITTED,
        at=now - timedelta(minutes=50),
        now=now,
        provider=actors.other_ward,
        hospital=actors.other_ward.root,
    )
    in_bed.refresh_from_db()
    assert in_bed.ward == actors.other_ward
    assert Journey.objects.get(pk=made["id"]).merged_into == in_bed
    assert not Task.objects.open().filter(kind__in=ASKED).exists()
    assert not rebuild_citizen(in_bed.citizen_id, now=now, check=True)


@pytest.fixture
def skive(actors: Actors) -> User:
    return make_user("Visitator i Skive", role=Role.NEEDS_ASSESSOR, unit=make_municipality("Skive Kommune", code="779"))


@pytest.mark.parametrize("hours", [-30.5, -2.0, 0.0])
@pytest.mark.parametrize("name", ["admitted", "arrived"])
def test_d1_a_municipalitys_entry_opens_no_journey_of_another(
    name: str, hours: float, in_bed: Journey, skive: User, actors: Actors, now: datetime
) -> None:
    before = state_of(in_bed)
    made = begin(skive, in_bed.citizen, ward=actors.ward, at=now + timedelta(hours=hours), name=name)
    assert made.status_code in (201, 202)
    assert str(in_bed.pk) not in made.content.decode()
    assert "Lægehuset" not in made.content.decode()
    assert state_of(in_bed) == before
    assert client_of(skive).get(f"/forloeb/{in_bed.pk}/").status_code == 404


def test_d1_a_municipality_names_no_municipality_but_itself(skive: User, actors: Actors, now: datetime) -> None:
    citizen = discharged_journey(actors, now=now, hours_ago=900).citizen
    refused = begin(skive, citizen, ward=actors.ward, at=now, municipality=str(actors.municipality.pk))
    assert refused.status_code == 400


def test_d2_a_municipalitys_entry_of_a_citizen_at_home_asks_the_ward_that_it_names(
    skive: User, actors: Actors, now: datetime
) -> None:
    citizen = discharged_journey(actors, now=now, hours_ago=900).citizen
    made = begin(skive, citizen, ward=actors.ward, at=now, name="arrived").json()
    assert (made["gp_practice"], made["municipality"]["name"]) == (None, "Skive Kommune")
    assert call(actors.nurse, f"{made['id']}/acts/note", text="Hej").status_code == 403
    confirmed = call(actors.nurse, f"{made['id']}/acts/confirm-stay")
    assert (confirmed.status_code, confirmed.json()["status"]) == (200, "acute_ambulatory")
    assert confirmed.json()["unconfirmed"] is False
    # The ward says that the citizen is there, not whose citizen it is: the residence is known to be another.
    assert client_of(skive).get(f"/api/v1/journeys/{made['id']}/").status_code == 404


def test_d2_the_writer_takes_an_entry_back(in_bed: Journey, actors: Actors, now: datetime) -> None:
    made = begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now).json()
    event = in_bed.citizen.events.get(kind="stay_claimed")
    taken_back = call(actors.stranger, f"{made['id']}/events/{event.uuid}/take-back")
    assert taken_back.json()["status"] == "cancelled"
    assert not Task.objects.open().filter(kind__in=ASKED).exists()


def test_d2_a_colleague_of_another_ward_opens_no_journey_of_the_same_hospital(
    in_bed: Journey, actors: Actors, now: datetime
) -> None:
    other = make_ward(actors.hospital, "Kirurgi")
    colleague = make_user("Kollega på kirurgi", role=Role.WARD_SECRETARY, unit=other)
    before = state_of(in_bed)
    for hours, name in ((0, "admitted"), (-29, "arrived"), (-2, "admitted")):
        begin(colleague, in_bed.citizen, ward=other, at=now + timedelta(hours=hours), name=name)
    planned = (now + timedelta(days=1)).isoformat()
    begin(colleague, in_bed.citizen, ward=other, at=now, name="planned", planned_at=planned)
    assert state_of(in_bed) == before
    assert client_of(colleague).get(f"/forloeb/{in_bed.pk}/").status_code == 404


def test_d2_a_ward_that_messages_failed_enters_its_own_patient_at_once(actors: Actors, now: datetime) -> None:
    citizen = discharged_journey(actors, now=now, hours_ago=900).citizen
    made = begin(actors.nurse, citizen, ward=actors.ward, at=now - timedelta(minutes=20)).json()
    assert (made["status"], made["unconfirmed"]) == ("admitted", False)


def test_d2_an_entry_neither_ends_a_window_nor_a_stay(actors: Actors, now: datetime) -> None:
    journey = discharged_journey(actors, now=now, hours_ago=2)
    before = client_of(actors.nurse).get(f"/api/v1/journeys/{journey.pk}/").json()["extended_responsibility"]
    begin(actors.stranger, journey.citizen, ward=actors.other_ward, at=now)
    after = client_of(actors.nurse).get(f"/api/v1/journeys/{journey.pk}/").json()["extended_responsibility"]
    assert {key: before[key] for key in ("state", "ends_at")} == {key: after[key] for key in ("state", "ends_at")}


def test_d2_what_the_entry_contradicted_may_go(in_bed: Journey, actors: Actors, now: datetime) -> None:
    begin(actors.stranger, in_bed.citizen, ward=actors.other_ward, at=now)
    end_journey(in_bed, EventKind.DISCHARGED, at=now)
    cancel_journey(in_bed, at=now)
    assert not rebuild_citizen(in_bed.citizen_id, now=now, check=True)
