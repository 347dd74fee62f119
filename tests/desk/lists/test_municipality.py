"""The municipality's queue, and the questions before it sees anything (UX §1.b; DESIGN §4)."""

from collections.abc import Callable

from django.test import Client
from django.utils import timezone

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.models import Journey, Task
from organisations.models import User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, state_affiliation, tell_journey
from tests.later import when_released

AsUser = Callable[[User], Client]


def page_of(client: Client, address: str = "/kommune/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_served_citizen_stands_with_where_and_phone(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    page = page_of(as_user(actors.assessor))
    for said in ("Åse Prøve Holm", "Indlagt", "Medicin 1", "tel:+4500001234", "Patientansvarlig læge navngivet"):
        assert said in page


def test_a_citizen_without_services_is_not_seen(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), services=False)
    assert "Åse" not in page_of(as_user(actors.assessor))


def test_a_citizen_nobody_knows_of_is_only_a_question(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), services=None)
    client = as_user(actors.assessor)
    assert "Åse" not in page_of(client)
    assert "1 borger venter" in page_of(client)
    questions = page_of(client, "/kommune/spoergsmaal/")
    assert "Åse Prøve Holm" in questions
    assert journey.citizen.masked_cpr in questions
    for hidden in ("Medicin 1", "Viborg Regions", "Henrik Dalsgaard", str(journey.pk)):
        assert hidden not in questions


def answer(client: Client, journey: Journey, **answers: str) -> int:
    task = Task.objects.open().get(journey=journey, kind="municipal_services")
    return client.post(f"/kommune/spoergsmaal/{task.pk}/", answers).status_code


def test_after_a_yes_the_journey_stands_on_the_list(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), services=None)
    client = as_user(actors.assessor)
    assert answer(client, journey, services="yes", community_nursing="yes", elder_care="unknown") == 302
    assert "Åse Prøve Holm" in page_of(client)
    journey.refresh_from_db()
    assert (journey.municipal_services, journey.community_nursing) == (True, True)


def test_after_a_no_the_municipality_hears_no_more(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), services=None)
    client = as_user(actors.assessor)
    assert answer(client, journey, services="no") == 302
    assert "Åse" not in page_of(client) + page_of(client, "/kommune/spoergsmaal/")


def test_a_contradiction_is_refused(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, services=None)
    assert answer(as_user(actors.assessor), journey, services="no", elder_care="yes") == 200
    assert Task.objects.open().filter(journey=journey, kind="municipal_services").exists()


def test_an_answer_to_a_question_of_another_municipality_is_404(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors, services=None, municipality=actors.region)
    assert answer(as_user(actors.assessor), journey, services="yes") == 404


def test_acknowledged_leaves_the_new_ones_and_the_ward_sees_it(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.assessor)
    assert client.get("/kommune/?vis=nye").context["list"].counted.total == 1
    client.post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    assert client.get("/kommune/?vis=nye").context["list"].counted.total == 0
    with when_released():
        rows = as_user(actors.nurse).get("/afdeling/").context["list"].rows
    assert rows[0].municipality_answer == "acknowledged"


def test_a_discharge_after_the_acknowledgement_is_new_again(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    client = as_user(actors.assessor)
    client.post(f"/raekke/{journey.pk}/kvitter/", {"next": "/kommune/"})
    tell_journey(journey, EventKind.DESTINATION_STATED, destination="own_home")
    assert client.get("/kommune/?vis=nye").context["list"].counted.total == 1


def test_the_ward_sees_when_the_municipality_has_seen(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    as_user(actors.assessor).post(f"/raekke/{journey.pk}/set/", {"next": "/kommune/"})
    rows = as_user(actors.nurse).get("/afdeling/").context["list"].rows
    assert rows[0].municipality_answer == "seen"


def test_the_72_hours_have_their_chip(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors)
    discharged_journey(actors, nursing=None)
    counts = as_user(actors.assessor).get("/kommune/").context["list"].counted.counts
    assert (counts["72-timer"], counts["uafklaret"], counts["afsluttet"]) == (1, 1, 0)


def test_four_days_after_the_discharge_it_is_over(actors: Actors, as_user: AsUser) -> None:
    discharged_journey(actors, hours_ago=96)
    Task.objects.update(state="done")
    counts = as_user(actors.assessor).get("/kommune/").context["list"].counted.counts
    assert (counts["aktuelle"], counts["afsluttet"]) == (0, 1)


def test_social_staff_see_only_what_was_sent_to_them(actors: Actors, as_user: AsUser) -> None:
    admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    state_affiliation(make_citizen(), Affiliation.SOCIAL, True, at=timezone.now())
    client = as_user(actors.social_worker)
    assert "Åse" not in page_of(client)
    assert client.get("/kommune/spoergsmaal/").status_code == 403
