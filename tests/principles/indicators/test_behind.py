"""The journeys behind a figure: sight for each, and never a list that tells a small number (UX §1.d; DESIGN §6)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from journeys.models import AccessLog, Journey, JourneyParty
from organisations.models import CooperationArea
from principles.models import IndicatorCase
from tests.actors import Actors
from tests.principles.indicators.test_page import NOW, area, case, client_of, published, usual

pytestmark = pytest.mark.django_db
__all__ = ["area"]
OCTOBER = date(2026, 10, 5)
ADDRESS = "/noegletal/forloeb/"


@pytest.fixture
def nurse(actors: Actors, area: CooperationArea) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield client_of(actors.nurse)


def told(actors: Actors, *, met: int, missed: int, seen: int | None = None, line: str = "K20") -> list[Journey]:
    """A month of a line at the nurse's hospital; the first `seen` journeys were on the nurse's ward."""
    usual(actors, line)
    case(actors, line, OCTOBER, met)
    case(actors, line, OCTOBER, missed, numerator=0)
    rows = IndicatorCase.objects.filter(month=OCTOBER.replace(day=1), line=line).order_by("pk")
    journeys = [row.journey for row in rows]
    for number, journey in enumerate(journeys[:seen]):
        takes_part(journey, actors)
        journey.citizen.given_names, journey.citizen.family_name = "Prøve", f"Borger{number:02}"
        journey.citizen.save()
    published()
    return journeys


def takes_part(journey: Journey, actors: Actors) -> None:
    JourneyParty.objects.create(journey=journey, organisation=actors.ward, since=NOW, role="ward")


def asked(client: Client, actors: Actors, **more: str) -> Any:
    query = {"vis": f"hospital-{actors.hospital.pk}", "linje": "K20", "maaned": "2026-10", **more}
    return client.get(ADDRESS, query)


def named(response: Any) -> int:
    return str(response.content.decode()).count("Prøve Borger")


def test_a_ward_lists_its_own_journeys_and_the_look_is_logged(actors: Actors, nurse: Client) -> None:
    journeys = told(actors, met=8, missed=6, seen=8)
    response = asked(nurse, actors)
    assert named(response) == 8
    assert "Tallet tæller også forløb, som din enhed ikke må se." in response.content.decode()
    row = AccessLog.objects.latest("pk")
    assert (row.action, row.journey_ids) == ("list", sorted(str(journey.pk) for journey in journeys[:8]))


def test_whoever_was_not_met_is_told_only_where_both_sides_may_be(actors: Actors, nurse: Client) -> None:
    told(actors, met=8, missed=6)
    assert "<td>ja</td>" in asked(nurse, actors).content.decode()
    api = nurse.get("/api/v1/figures/journeys/", {"line": "K20", "month": "2026-10"}).json()
    assert sorted(row["met"] for row in api["journeys"]) == [False] * 6 + [True] * 8


def test_a_share_that_is_hidden_is_not_told_by_its_list(actors: Actors, nurse: Client) -> None:
    told(actors, met=12, missed=2)
    response = asked(nurse, actors)
    assert named(response) == 14
    assert "Opfyldt" not in response.content.decode()


@pytest.mark.parametrize(("met", "seen"), [(14, 4), (14, 11), (4, 4)])
def test_neither_the_list_nor_what_it_leaves_out_is_small(actors: Actors, nurse: Client, met: int, seen: int) -> None:
    told(actors, met=met, missed=0, seen=seen)
    response = asked(nurse, actors)
    assert response.status_code == 200
    assert named(response) == 0
    api = nurse.get("/api/v1/figures/journeys/", {"line": "K20", "month": "2026-10"}).json()
    assert api["journeys"] == []
    assert api["why_not"]


def test_five_calls_of_one_journey_are_one_journey(actors: Actors, nurse: Client) -> None:
    """K13.answered counts calls: what a list leaves out may be five of them and a single citizen's."""
    journeys = told(actors, met=8, missed=0, seen=7, line="K13.answered")
    called = IndicatorCase.objects.get(journey=journeys[7], line="K13.answered")
    for number in range(1, 5):
        called.pk, called.number = None, number
        called.save()
    published()
    query = {"line": "K13.answered", "month": "2026-10"}
    assert nurse.get("/api/v1/figures/journeys/", query).json()["why_not"]


@pytest.mark.parametrize(("others", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_what_each_adds_is_not_told_where_the_others_were_called_one_to_four_times(
    actors: Actors, nurse: Client, others: int, shown: bool
) -> None:
    """The mean and its number are the sum of all calls: less those of the list it is the others' (RULES 6)."""
    for number, times in ((8, 1), (5, 0), (1, others)):
        case(actors, "K13.wrong", OCTOBER, number, amount=100.0 * times)
    for row in IndicatorCase.objects.filter(line="K13.wrong").order_by("pk")[:8]:
        takes_part(row.journey, actors)
    published()
    listed = nurse.get("/api/v1/figures/journeys/", {"line": "K13.wrong", "month": "2026-10"}).json()["journeys"]
    assert [row["amount"] for row in listed] == [100.0 if shown else None] * 8
    assert ("Bidrag" in asked(nurse, actors, linje="K13.wrong").content.decode()) is shown


def test_a_larger_scope_does_not_tell_the_own_house_that_is_hidden(actors: Actors, nurse: Client) -> None:
    """Of the region one's own part is a list; where the own house is hidden, the part would be its number."""
    journeys = told(actors, met=4, missed=0)
    other = {"hospital": actors.other_ward.root}
    usual(actors, "K20", **other)
    case(actors, "K20", OCTOBER, 12, **other)
    for row in IndicatorCase.objects.filter(hospital=actors.other_ward.root, month=OCTOBER.replace(day=1))[:4]:
        takes_part(row.journey, actors)
    published()
    assert len(journeys) == 4
    assert "Så vises heller ingen liste" in asked(nurse, actors, vis="region").content.decode()


@pytest.mark.parametrize("who", ["cluster_administrator", "administrator", "gp"])
def test_who_sees_figures_only_gets_no_list(actors: Actors, nurse: Client, who: str) -> None:
    told(actors, met=8, missed=6)
    client = client_of(getattr(actors, who))
    assert asked(client, actors).status_code == 403
    assert client.get("/api/v1/figures/journeys/", {"line": "K20", "month": "2026-10"}).status_code == 403
    page = client.get("/noegletal/")
    assert page.status_code == 403 or ADDRESS not in page.content.decode()


def test_a_stranger_of_the_same_role_sees_none(actors: Actors, nurse: Client) -> None:
    told(actors, met=8, missed=6)
    response = asked(client_of(actors.stranger), actors)
    assert named(response) == 0
    assert "Ingen af forløbene er dine at se nu" in response.content.decode()


@pytest.mark.parametrize(
    "query", [{"linje": "K99"}, {"maaned": "x"}, {"maaned": "1900-01"}, {"linje": "", "maaned": ""}, {"del": "\0"}]
)
def test_what_is_no_cell_is_asked_for_again(actors: Actors, nurse: Client, query: dict[str, str]) -> None:
    told(actors, met=8, missed=6, seen=0)
    response = asked(nurse, actors, **query)
    assert response.status_code == 200
    assert named(response) == 0


def test_the_page_leads_to_the_list(actors: Actors, nurse: Client) -> None:
    told(actors, met=8, missed=6)
    assert f'{ADDRESS}?vis=hospital-{actors.hospital.pk}&amp;periode=2&amp;linje=K20&amp;maaned=2026-10"' in (
        nurse.get("/noegletal/").content.decode()
    )


def test_a_list_that_stops_says_so_at_its_beginning(actors: Actors, nurse: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("desk.selectors.figures.behind.MOST_SHOWN", 6)
    told(actors, met=8, missed=6)
    page = asked(nurse, actors).content.decode()
    assert page.index("Listen viser de 6 seneste af 14 forløb.") < page.index("Prøve Borger")
    assert nurse.get("/api/v1/figures/journeys/", {"line": "K20", "month": "2026-10"}).json()["in_sight"] == 14


def test_whoever_has_chosen_all_but_the_reason_is_asked_for_that(actors: Actors, nurse: Client) -> None:
    case(actors, "K8", OCTOBER, 9, detail="home_measures|municipality", amount=2.0)
    published()
    page = asked(nurse, actors, linje="K8").content.decode()
    # No list was shown, and none stands in the log.
    assert "at listen blev vist, står i loggen" not in page
    assert "Vælg en årsag: ventedøgnene vises for én årsag ad gangen." in page
    assert "Vælg et nøgletal og en måned." not in page
    assert "Vælg et nøgletal og en måned." in asked(nurse, actors, linje="K8", maaned="2026-13").content.decode()
