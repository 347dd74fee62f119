"""A second press of the same page makes nothing twice, also without JavaScript (DESIGN §4; REVIEWS 1)."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from lxml import html

from journeys.actions.own_access import tie_login
from journeys.models import RelativeCode
from organisations.models import CooperationArea, CooperationAreaMember, User
from principles.models import SurveyBatch, SurveyCode
from principles.plans.actions import begin_plan
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def today() -> str:
    return f"{timezone.localdate():%d.%m.%Y}"


@pytest.fixture
def area(actors: Actors) -> CooperationArea:
    area = CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    for member in (actors.hospital, actors.municipality):
        CooperationAreaMember.objects.create(area=area, organisation=member)
    return area


def hidden(client: Client, address: str) -> dict[str, str]:
    """What the page itself adds to the form that has a way out."""
    page: Any = html.fromstring(client.get(address).content.decode())
    form = page.xpath("//main//form[@method='post'][.//button[contains(@class, 'button-primary')]]")[0]
    return {field.get("name"): field.get("value", "") for field in form.xpath(".//input[@type='hidden']")}


def rows() -> dict[str, int]:
    """How many of everything that is written in practice."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("principles").get_models()}


def press_twice(client: Client, address: str, said: Mapping[str, str]) -> None:
    """The same page sent twice: both lead on, and the second stores nothing and says so."""
    said = {**hidden(client, address), **said}
    first = client.post(address, said)
    assert first.status_code == 302, (address, first.content.decode())
    after = rows()
    second = client.post(address, said, follow=True)
    assert rows() == after, address
    assert second.status_code == 200
    assert "Det var allerede gemt." in second.content.decode(), address


PLAN: Mapping[str, Mapping[str, str]] = {
    "opgave": {"title": "Fælles skolebænk", "track": "dialogue", "status": "not_begun"},
    "status": {"SQ1": "Godt i gang"},
    "pdsa": {"title": "Ring først", "indicator": "K5", "on": "", "words": "Vi ringer"},
    "moede": {"kind": "cooperation", "held_on": "", "title": "Weekender"},
    "godkendelse": {"subject": "plan", "body": "managements"},
}


@pytest.mark.parametrize("what", PLAN)
def test_in_a_plan(what: str, actors: Actors, as_user: AsUser, area: CooperationArea) -> None:
    by = actors.cluster_administrator
    month = timezone.localdate().replace(day=1)
    plan = begin_plan(area, template="002", month=month, unit=None, by=by, now=timezone.now())
    said = {name: value or today() for name, value in PLAN[what].items()}
    said |= {"month": month.isoformat()} if what == "status" else {}
    press_twice(as_user(by), f"/implementering/{plan.pk}/{what}/", said)


def test_a_plan_itself(actors: Actors, as_user: AsUser, area: CooperationArea) -> None:
    month = timezone.localdate().replace(day=1).isoformat()
    press_twice(as_user(actors.cluster_administrator), "/implementering/ny/", {"template": "002", "month": month})


REGISTERS: Mapping[str, Mapping[str, str]] = {
    "alternativer/ny": {"name": "Akutteamet", "for_whom": "Over 65", "phone": "00 00 11 01", "hours": "Hele døgnet"},
    "loesninger/ny": {"title": "Telefontid", "problem": "Ventetid", "method": "Ring kl. 13"},
    "laering/ny": {"title": "Skolebænk", "kind": "bench"},
    "forslag/ny": {"clause": "1.1", "wish": "Skriv timerne ud", "reason": "Vi tæller forskelligt"},
    "indsatser/52/status": {"status": "under_way"},
}
DAYS = {
    "alternativer/ny": "valid_from",
    "loesninger/ny": "published_on",
    "laering/ny": "held_on",
    "indsatser/52/status": "on",
}


@pytest.mark.parametrize("address", REGISTERS)
def test_in_a_register(address: str, actors: Actors, as_user: AsUser, area: CooperationArea) -> None:
    said = {**REGISTERS[address], **({DAYS[address]: today()} if address in DAYS else {})}
    press_twice(as_user(actors.cluster_administrator), f"/registre/{address}/", said)


def test_other_words_from_the_same_page_are_something_else(
    actors: Actors, as_user: AsUser, area: CooperationArea
) -> None:
    """Back, other words, Save: refused in words, with a key that the next Save can use."""
    client, address = as_user(actors.gp), "/registre/forslag/ny/"
    said = {**hidden(client, address), **REGISTERS["forslag/ny"]}
    assert client.post(address, said).status_code == 302
    refused = client.post(address, {**said, "wish": "Noget andet"})
    assert refused.status_code == 422
    page: Any = html.fromstring(refused.content.decode())
    key = page.xpath("//main//form//input[@name='key']/@value")[0]
    assert "Noget andet" in refused.content.decode()
    assert client.post(address, {**said, "wish": "Noget andet", "key": key}).status_code == 302
    assert rows()["ChangeRequest"] == 2


def test_a_relatives_code_page_that_is_loaded_again_shows_the_same_code(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    tie_login(actors.citizen, journey.citizen, now=timezone.now(), by=actors.administrator)
    for user, address, said in (
        (actors.citizen, "/min-indlaeggelse/koder/", {"name": "Min søn", "days": "14"}),
        (actors.nurse, f"/forloeb/{journey.pk}/koder/", {"name": "Mette", "days": "7", "ground": "consent"}),
    ):
        client, before = as_user(user), RelativeCode.objects.count()
        said |= hidden(client, address)
        codes = [html.fromstring(client.post(address, said).content.decode()) for _press in (1, 2)]
        first, second = (page.xpath("string(//*[@class='own-code'])") for page in codes)
        assert first == second != ""
        assert RelativeCode.objects.count() == before + 1
        row = RelativeCode.objects.latest("given_at")
        other = client.post(address, {**said, "name": "En anden"}).content.decode()
        assert first not in other
        assert RelativeCode.objects.count() == before + 2
        client.post(f"{address}{row.pk}/slut/")
        assert "Koden fra før virker ikke mere" in client.post(address, said).content.decode()


def test_sheets_with_codes_that_are_loaded_again_are_the_same_sheets(
    actors: Actors, as_user: AsUser, area: CooperationArea
) -> None:
    client, address = as_user(actors.cluster_administrator), "/spoergeskemaer/koder/"
    month = timezone.localdate().replace(day=1).isoformat()
    said = {**hidden(client, address), "respondent": "citizen", "speciality": "somatic", "number": "10"}
    said |= {"month": month, "hospital": str(actors.hospital.pk)}
    pages = [client.post(address, said).content.decode() for _press in (1, 2)]
    first, second = (html.fromstring(page).xpath("//*[@class='survey-code']/text()") for page in pages)
    assert len(set(first)) == 10
    assert first == second
    assert (SurveyBatch.objects.count(), SurveyCode.objects.count()) == (1, 10)
    client.post(f"{address}{SurveyBatch.objects.get().pk}/traek-tilbage/", {"handed_out": "0"})
    assert "Tryk igen for at lave nye" in client.post(address, said).content.decode()
    assert SurveyCode.objects.count() == 0


def test_a_nomination_and_what_is_written_of_it(actors: Actors, as_user: AsUser, area: CooperationArea) -> None:
    journey = discharged_journey(actors)
    client, address = as_user(actors.nurse), f"/forloeb/{journey.pk}/laering/"
    said = {**hidden(client, address), "tone": "went_badly", "words": "Ingen ringede"}
    cases = [client.post(address, said).headers["Location"] for _press in (1, 2)]
    assert cases[0] == cases[1]
    assert (rows()["LearningCase"], rows()["Nomination"]) == (1, 1)
    press_twice(client, f"{cases[0]}fortalt/", {"told_whom": "citizen", "told_on": today()})
