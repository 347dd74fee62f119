"""The ledger of a journey month by month, with the figures of the month and of the whole said apart (D15)."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from lxml import html

from discharge.payment.actions.tariffs import load_tariffs
from discharge.payment.selectors.ledger import ledger_of
from journeys.domain.events import EventKind as K
from journeys.models import Journey, JourneyEvent
from organisations.models import User
from tests.actors import Actors
from tests.discharge.waiting import waits
from tests.factories.journeys import admitted_journey, tell_journey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
READY = datetime(2026, 9, 28, 9, tzinfo=UTC)
AsUser = Callable[[User], Client]


@pytest.fixture
def waiting(actors: Actors) -> Journey:
    """Ready since 28 September: three days in September, 31 in October, 26 in November."""
    with time_machine.travel(NOW, tick=False):
        load_tariffs(demo=True)
        journey = admitted_journey(actors, now=NOW, hours_ago=24 * 70)
        tell_journey(journey, K.READY_REGISTERED, at=READY, reasons=[waits()])
        yield Journey.objects.get(pk=journey.pk)


def page_of(client: Client, journey: Journey, query: str = "") -> html.HtmlElement:
    response = client.get(f"/forloeb/{journey.pk}/betaling/{query}")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def figures(page: html.HtmlElement) -> list[list[str]]:
    """The first figure (days that count) and the last (the amount) of each block."""
    blocks = [[" ".join(dd.text_content().split()) for dd in dl.iter("dd")] for dl in page.xpath("//dl")]
    return [[block[0], block[-1]] for block in blocks if len(block) == 7]


@pytest.mark.parametrize(
    ("query", "rows", "links"),
    [
        ("", 26, ["2026-10"]),
        ("?maaned=2026-10", 31, ["2026-09", "2026-11"]),
        ("?maaned=2026-09", 3, ["2026-10"]),
        ("?maaned=odd", 26, ["2026-10"]),
        ("?maaned=2027-02", 0, ["2026-11"]),
        ("?maaned=9999-12", 26, ["2026-10"]),
        ("?maaned=2026-1", 26, ["2026-10"]),
    ],
)
def test_d15_a_page_holds_one_month(
    actors: Actors, as_user: AsUser, waiting: Journey, query: str, rows: int, links: list[str]
) -> None:
    page = page_of(as_user(actors.assessor), waiting, query)
    days = page.xpath("//tr[contains(@class, 'ledger-')]")
    assert len(days) == rows
    assert [link.get("href") for link in page.xpath("//nav[contains(@class, 'month-pages')]//a")] == [
        f"?maaned={month}#maaned" for month in links
    ]


def test_d15_the_month_and_the_whole_are_said_apart(actors: Actors, as_user: AsUser, waiting: Journey) -> None:
    page = page_of(as_user(actors.nurse), waiting, "?maaned=2026-09")
    whole = ledger_of(waiting, now=NOW)
    headings = [" ".join(each.text_content().split()) for each in page.xpath("//h2")]
    assert headings[:2] == ["Hele forløbet", "Kun september 2026 måned 1 af 3"]
    assert [block[0] for block in figures(page)] == [str(len(whole.lines)), "3"]
    assert len({block[1] for block in figures(page)}) == 2


def test_d15_a_wait_within_one_month_needs_no_second_set_of_figures(actors: Actors, as_user: AsUser) -> None:
    with time_machine.travel(NOW, tick=False):
        journey = admitted_journey(actors, now=NOW, hours_ago=24 * 9)
        tell_journey(journey, K.READY_REGISTERED, at=datetime(2026, 11, 20, 9, tzinfo=UTC), reasons=[waits()])
        page = page_of(as_user(actors.nurse), journey)
    assert len(figures(page)) == 1
    assert not page.xpath("//nav[contains(@class, 'month-pages')]")


@pytest.mark.parametrize(("query", "days", "name"), [("", 60, ""), ("?maaned=2026-10", 31, "-2026-10")])
def test_d15_the_file_is_the_month_or_the_whole(
    actors: Actors, as_user: AsUser, waiting: Journey, query: str, days: int, name: str
) -> None:
    answer = as_user(actors.assessor).get(f"/forloeb/{waiting.pk}/betaling.csv{query}")
    assert answer.content.count(b"\r\n") == days + 1
    assert answer["Content-Disposition"] == f'attachment; filename="betaling-{waiting.pk}{name}.csv"'


def test_d15_programs_get_all_days(actors: Actors, as_user: AsUser, waiting: Journey) -> None:
    found = as_user(actors.nurse).get(f"/api/v1/journeys/{waiting.pk}/").json()
    assert len(found["payment"]["days"]) == 60


def test_u14_disagreeing_with_the_chosen_days_begins_without_an_error(
    actors: Actors, as_user: AsUser, waiting: Journey
) -> None:
    client = as_user(actors.assessor)
    (button,) = page_of(client, waiting).xpath("//button[@name='begin']")
    days = ["2026-11-02", "2026-11-03"]
    before = JourneyEvent.objects.count()
    response = client.post(button.get("formaction"), {"dates": days, "begin": "1", "version": "1", "key": "k"})
    page = html.fromstring(response.content.decode())
    assert response.status_code == 200
    assert not page.xpath("//*[contains(@class, 'form-error')]")
    assert [each.get("value") for each in page.xpath("//input[@name='dates'][@checked]")] == days
    assert JourneyEvent.objects.count() == before


@time_machine.travel(NOW, tick=False)
def test_a_day_that_is_not_over_is_not_said_to_be_none(actors: Actors, as_user: AsUser) -> None:
    """Who was found ready today waits, though no day of it counts yet (RULES 2c P1)."""
    journey = admitted_journey(actors, now=NOW, hours_ago=48)
    tell_journey(journey, K.READY_REGISTERED, at=NOW, reasons=[waits()])
    for user in (actors.nurse, actors.assessor):
        for wanted in ("alle", "uafklarede", "uenige"):
            page = as_user(user).get(f"/betaling/?vis={wanted}").content.decode()
            assert "Ingen dage i denne måned endnu." in page
            assert "En dag kommer med, når den er gået." in page
        assert "Måneden er ikke begyndt." in as_user(user).get("/betaling/?maaned=2026-12").content.decode()


@pytest.mark.parametrize("odd", ["26", "0026-01", "2026-13", "9999-12", "odd", "2026-4", "😀"])
def test_a_month_that_does_not_exist_is_told_and_gives_no_file_of_another(
    odd: str, actors: Actors, waiting: Journey, as_user: AsUser
) -> None:
    client, told = as_user(actors.nurse), "Den måned, adressen peger på, findes ikke. Her vises november 2026."
    for address in ("/betaling", f"/forloeb/{waiting.pk}/betaling"):
        assert told not in client.get(f"{address}/").content.decode()
        assert told in client.get(f"{address}/", {"maaned": odd}).content.decode()
        filed = client.get(f"{address}.csv", {"maaned": odd}, follow=True)
        assert filed["Content-Type"].startswith("text/html")
        assert told in filed.content.decode()
