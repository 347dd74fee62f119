"""Who answers for the medication as a whole: act, page, ten seconds and JSON (A-27; RULES 2d; 003 #59)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from discharge.models import CitizenResponsibility
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, end_journey

AsUser = Callable[[User], Client]
UNKNOWN = 'Medicinansvarlig:</span> <strong class="strip-who strip-missing">ukendt'


def do(client: Client, journey: Journey, **said: Any) -> Any:
    address = f"/api/v1/journeys/{journey.pk}/acts/medication-responsible/"
    said = {"occurred_at": timezone.now().isoformat(), **said}
    return client.post(address, said, content_type="application/json")


def page(client: Client, journey: Journey, ten: bool = False) -> str:
    content = client.get(f"/praksis/{journey.pk}/ansvar/" if ten else f"/forloeb/{journey.pk}/").content.decode()
    return " ".join(content.split())


def medication(client: Client, journey: Journey, **at: str) -> Any:
    return client.get(f"/api/v1/journeys/{journey.pk}/responsibility/", at).json()["medication_responsible"]


@pytest.mark.parametrize("begun", [admitted_journey, discharged_journey])
def test_a27_unknown_is_said_everywhere_and_nobody_is_guessed(
    begun: Callable[[Actors], Journey], actors: Actors, as_user: AsUser
) -> None:
    journey, client = begun(actors), as_user(actors.gp)
    assert UNKNOWN in page(client, journey)
    assert 'Medicinansvarlig (den samlede medicin)</p> <p class="ten-who strip-missing">ukendt' in page(
        client, journey, ten=True
    )
    assert medication(client, journey) is None
    whole = client.get(f"/api/v1/journeys/{journey.pk}/").json()["responsibility"]
    assert whole["medication_responsible"] is None
    assert "medication" in [verdict["rule"] for verdict in whole["verdict"]]


def test_a27_the_hospital_states_it_and_the_three_sectors_read_it(actors: Actors, as_user: AsUser) -> None:
    journey, nurse = admitted_journey(actors), as_user(actors.nurse)
    said = {"party": "hospital_physician", "name": "Bo Lind", "organisation": str(actors.ward.pk)}
    assert do(nurse, journey, **said).status_code == 200
    for reader in (actors.nurse, actors.assessor, actors.gp):
        client = as_user(reader)
        assert "Bo Lind, Medicin 1" in page(client, journey)
        assert "Bo Lind, Medicin 1" in page(client, journey, ten=True)
        found = medication(client, journey)
        assert (found["kind"], found["name"], found["organisation"]["name"]) == (
            "hospital_physician",
            "Bo Lind",
            "Medicin 1",
        )
        assert found["stated_by"]["name"] == "Medicin 1"
    assert "Henrik Dalsgaard, Medicin 1" in page(nurse, journey)


def test_a27_after_the_discharge_it_is_unknown_again_and_the_practice_says_it_is_theirs(
    actors: Actors, as_user: AsUser
) -> None:
    journey, gp = admitted_journey(actors), as_user(actors.gp)
    earlier = (timezone.now() - timedelta(minutes=30)).isoformat()
    said = {"party": "other_doctor", "name": "Eva Krog, Bostedet", "occurred_at": earlier}
    assert do(as_user(actors.doctor), journey, **said).status_code == 200
    assert do(gp, journey, party="gp").status_code == 403
    end_journey(journey, K.DISCHARGED, at=timezone.now() - timedelta(minutes=5))
    assert "ukendt (før udskrivelsen: Eva Krog, Bostedet)" in page(gp, journey)
    assert medication(gp, journey) is None
    assert do(gp, journey, party="gp").status_code == 200
    assert medication(gp, journey)["organisation"]["name"] == "Lægehuset Eksempelgade"
    assert medication(gp, journey, at=earlier)["name"] == "Eva Krog, Bostedet"


@pytest.mark.parametrize("who", ["assessor", "community_nurse", "gp_nurse", "secretary", "ooh_doctor"])
def test_a27_nobody_else_states_it(who: str, actors: Actors, as_user: AsUser) -> None:
    journey, user = discharged_journey(actors), getattr(actors, who)
    assert do(as_user(user), journey, party="unknown").status_code in (403, 404)
    assert "medicinansvarlig/" not in page(as_user(user), journey)


@pytest.mark.parametrize(
    ("who", "said", "sentence"),
    [
        ("doctor", {"party": "hospital_physician", "name": "Bo Lind"}, "vælg afsnittet"),
        ("doctor", {"party": "other_doctor"}, "arbejdssted"),
        ("gp", {"party": "hospital_physician", "name": "Bo"}, "party"),
    ],
)
def test_a27_half_a_statement_is_refused_and_stores_nothing(
    who: str, said: dict[str, str], sentence: str, actors: Actors, as_user: AsUser
) -> None:
    journey = discharged_journey(actors)
    answered = do(as_user(getattr(actors, who)), journey, **said)
    assert answered.status_code in (400, 422), answered.content
    assert sentence in answered.content.decode()
    assert not JourneyEvent.objects.filter(kind=K.MEDICATION_RESPONSIBLE_STATED).exists()


def test_a27_it_is_corrected_and_taken_back_as_anything_else(actors: Actors, as_user: AsUser) -> None:
    journey, client = discharged_journey(actors), as_user(actors.doctor)
    assert do(client, journey, party="gp").status_code == 200
    event = JourneyEvent.objects.get(kind=K.MEDICATION_RESPONSIBLE_STATED)
    address = f"/forloeb/{journey.pk}/haendelse/{event.uuid}/ret/"
    shown = client.get(address)
    assert shown.status_code == 200
    at = timezone.localtime().strftime("%d-%m-%Y %H:%M")
    posted = client.post(address, {"party": "unknown", "occurred_at": at})
    assert posted.status_code == 302, posted.content.decode()[-3000:]
    assert medication(client, journey) is None


def test_a27_a_death_asks_for_nobody(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    end_journey(journey, K.DIED, at=timezone.now())
    shown = page(as_user(actors.nurse), journey)
    assert "Medicinansvarlig:" not in shown
    assert "medicinansvarlig/" not in shown


def test_a27_rebuild_derives_the_same_rows(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    assert do(as_user(actors.doctor), journey, party="gp").status_code == 200
    assert CitizenResponsibility.objects.get(citizen=journey.citizen).medication[0]["party"] == "gp"
    call_command("rebuild", "--check")
