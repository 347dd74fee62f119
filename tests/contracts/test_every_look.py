"""Nothing about a citizen is shown or refused without a row (doors.md D11, D12), and the row says from where."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from journeys.models import AccessLog, Citizen
from organisations.domain.roles import Role
from organisations.models import Organisation, User
from tests.actors import Actors, make_actors
from tests.desk.doing import do
from tests.factories.journeys import admitted_journey
from tests.factories.organisations import make_user, make_ward
from tests.later import when_released


@pytest.fixture
def actors(db: None) -> Actors:
    cache.clear()
    return make_actors()


def client_of(user: User) -> Client:
    client = Client(REMOTE_ADDR="10.9.8.7", headers={"User-Agent": "Firefox"})
    client.force_login(user)
    return client


def last(user: User) -> AccessLog:
    return AccessLog.objects.filter(user_uuid=user.uuid).latest("pk")


@pytest.mark.parametrize(
    "address", ["/forloeb/{}/", "/forloeb/{}/rapport/", "/api/v1/journeys/{}/", "/praksis/{}/ansvar/"]
)
def test_d12_a_refused_look_has_its_row(address: str, actors: Actors) -> None:
    journey = admitted_journey(actors)
    assert client_of(actors.stranger).get(address.format(journey.pk)).status_code in (403, 404)
    row = last(actors.stranger)
    assert (row.action, row.journey_ids, row.citizen_ids) == ("refused", [str(journey.pk)], [str(journey.citizen_id)])
    assert (row.address, row.device) == ("10.9.8.7", "Firefox")


def test_d12_a_form_that_is_refused_shows_somebody_and_is_logged(actors: Actors) -> None:
    journey = admitted_journey(actors)
    client = client_of(actors.nurse)
    before = AccessLog.objects.filter(user_uuid=actors.nurse.uuid).count()
    response = client.post(f"/forloeb/{journey.pk}/handling/udskrives-til/", {"destination": ""})
    assert response.status_code == 422
    assert AccessLog.objects.filter(user_uuid=actors.nurse.uuid).count() == before + 1
    assert last(actors.nurse).action == "open"


def planned(citizen: Citizen, ward: Organisation) -> dict[str, str]:
    soon = (timezone.now() + timedelta(hours=1)).isoformat()
    return {"cpr": citizen.cpr or "", "ward": str(ward.pk), "planned_at": soon}


@pytest.mark.parametrize("address", ["/forloeb/nyt/planlagt/", "/api/v1/journeys/begin/planned/"])
def test_d12_a_stay_that_is_refused_for_another_units_citizen_is_a_look(address: str, actors: Actors) -> None:
    """The answer says that the citizen is somewhere: like a search, with the number's digest."""
    journey, ward = admitted_journey(actors, hours_ago=1), make_ward(actors.hospital, "Kirurgi")
    colleague = make_user("Kollega", role=Role.HOSPITAL_NURSE, unit=ward)
    client, said = client_of(colleague), planned(journey.citizen, ward)
    program = {"content_type": "application/json"} if "/api/" in address else {}
    answer = client.post(address, said, **program)  # type: ignore[arg-type]
    assert answer.status_code in (400, 422)
    row = last(colleague)
    assert (row.action, row.citizen_ids) == ("refused", [str(journey.citizen_id)])
    assert (row.criterion or "").startswith("cpr:")


def test_d12_a_programs_act_that_is_refused_shows_somebody_and_is_logged(actors: Actors) -> None:
    journey = admitted_journey(actors)
    address = f"/api/v1/journeys/{journey.pk}/acts/destination/"
    answer = client_of(actors.nurse).post(address, {"destination": "nowhere"}, content_type="application/json")
    assert answer.status_code == 400
    assert (last(actors.nurse).action, last(actors.nurse).journey_ids) == ("open", [str(journey.pk)])


@pytest.mark.parametrize(("who", "action"), [("nurse", "open"), ("gp_nurse", "refused")])
@pytest.mark.parametrize("slug", ["hindring", "udskrives-til"])
def test_d12_the_page_that_takes_back_or_corrects_is_a_look(slug: str, who: str, action: str, actors: Actors) -> None:
    """Also of what can only be taken back: it shows name and text."""
    journey = admitted_journey(actors)
    assert do(slug, journey, actors.nurse).status_code == 302
    event = journey.citizen.events.latest("pk")
    with when_released():
        client_of(getattr(actors, who)).get(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/")
    assert last(getattr(actors, who)).action == action


def test_d12_files_are_exports(actors: Actors) -> None:
    journey = admitted_journey(actors)
    for address in (f"/forloeb/{journey.pk}/betaling.csv", "/betaling.csv"):
        client_of(actors.nurse).get(address)
        assert last(actors.nurse).action == "export"


def test_d11_a_searched_number_leaves_a_digest_that_the_log_finds(actors: Actors) -> None:
    client_of(actors.nurse).post("/soeg/", {"q": "0201500001"})
    row = last(actors.nurse)
    assert row.criterion is not None
    assert row.criterion.startswith("cpr:")
    assert "0201500001" not in str(AccessLog.objects.values().get(pk=row.pk))
    page = client_of(actors.administrator).post("/adgangslog/", {"cpr": "0201500001"}).content.decode()
    assert "Birgit Holm" in page
    assert last(actors.administrator).criterion == row.criterion


def test_d12_the_message_log_is_a_look(actors: Actors) -> None:
    client_of(actors.administrator).get("/administration/beskeder/")
    assert last(actors.administrator).action == "read_log"


def test_d27_a_citizens_name_stands_in_no_title(actors: Actors) -> None:
    journey = admitted_journey(actors)
    page = client_of(actors.nurse).get(f"/forloeb/{journey.pk}/").content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert journey.citizen.family_name not in title


def test_d29_the_schema_is_shut_to_an_account_without_a_unit(actors: Actors) -> None:
    stray = User.objects.create(username="stray", name="Uden Enhed")
    assert client_of(stray).get("/api/v1/schema/").status_code == 403
    assert client_of(actors.nurse).get("/api/v1/schema/").status_code == 200


def test_d23_browsers_doors_are_shut_on_every_page(actors: Actors) -> None:
    assert "camera=()" in client_of(actors.nurse).get("/afdeling/")["Permissions-Policy"]
