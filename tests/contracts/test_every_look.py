"""Nothing about a citizen is shown or refused without a row (doors.md D11, D12), and the row says from where."""

import pytest
from django.core.cache import cache
from django.test import Client

from journeys.models import AccessLog
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.factories.journeys import admitted_journey


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
