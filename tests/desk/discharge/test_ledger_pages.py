"""The payment ledger on screen, as a file and for programs: for the two parties and nobody else."""

import csv
import io
import re
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from discharge.payment.actions.tariffs import load_tariffs
from discharge.payment.acts import AgreeDays, DisputeDays
from discharge.payment.selectors.ledger import ledger_of
from journeys.actions.acting.acts import Act
from journeys.domain.calendar.clock import local_date
from journeys.domain.events import EventKind as K
from journeys.models import Journey
from tests.actors import Actors
from tests.contracts.test_query_counts import statements
from tests.discharge.waiting import waits
from tests.factories.journeys import admitted_journey, tell_journey
from tests.later import when_released

pytestmark = pytest.mark.django_db


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture
def waiting(actors: Actors) -> Journey:
    """Ready for three days, still in bed, with the demo's tariffs."""
    load_tariffs(demo=True)
    return waiting_since(actors, days=3)


def waiting_since(actors: Actors, *, days: int) -> Journey:
    now = timezone.now()
    journey = admitted_journey(actors, now=now, hours_ago=24 * (days + 2))
    tell_journey(journey, K.READY_REGISTERED, at=now - timedelta(days=days), reasons=[waits()])
    return Journey.objects.get(pk=journey.pk)


def month(journey: Journey) -> str:
    return f"{ledger_of(journey, now=timezone.now()).lines[0].day.date:%Y-%m}"


def test_both_parties_see_the_days_and_the_practice_does_not(actors: Actors, waiting: Journey) -> None:
    address = f"/forloeb/{waiting.pk}/betaling/"
    for person in (actors.nurse, actors.assessor):
        page = client_of(person).get(address).content.decode()
        assert "Betalingsdage" in page
        assert "Vejledende" in page
    assert client_of(actors.gp).get(address).status_code == 403
    assert client_of(actors.stranger).get(address).status_code == 404


def test_the_journey_page_shows_the_panel_to_those_who_may(actors: Actors, waiting: Journey) -> None:
    address = f"/forloeb/{waiting.pk}/"
    assert 'id="betaling"' in client_of(actors.assessor).get(address).content.decode()
    assert 'id="betaling"' not in client_of(actors.gp).get(address).content.decode()


def test_agreeing_and_disputing_by_the_form(actors: Actors, waiting: Journey) -> None:
    day = ledger_of(waiting, now=timezone.now()).lines[0].day.date.isoformat()
    said = {"dates": [day], "version": waiting.last_sequence, "key": "a"}
    assert client_of(actors.nurse).post(f"/forloeb/{waiting.pk}/handling/enig-i-dage/", said).status_code == 302
    address = f"/forloeb/{waiting.pk}/handling/uenig-i-dage/"
    refused = client_of(actors.assessor).post(address, {"dates": [day]})
    assert refused.status_code == 422
    client_of(actors.assessor).post(address, {"dates": [day], "text": "Pladsen var klar"})
    with when_released():
        line = ledger_of(waiting, now=timezone.now()).lines[0]
    assert ([mark.text for mark in line.disputes], sorted(line.agreed_by)) == (["Pladsen var klar"], ["hospital"])


def test_programs_mark_days_and_read_the_ledger(actors: Actors, waiting: Journey) -> None:
    days = [line.day.date.isoformat() for line in ledger_of(waiting, now=timezone.now()).lines]
    client = client_of(actors.nurse)
    address = f"/api/v1/journeys/{waiting.pk}/acts/agree-days/"
    answer = client.post(address, {"dates": days}, content_type="application/json")
    payment = answer.json()["payment"]
    assert answer.status_code == 200
    assert payment["status"] == "indicative"
    assert [day["agreed_by"] for day in payment["days"]] == [["hospital"]] * 3
    assert [(day["day_number"], day["region_dkk"], day["state_dkk"]) for day in payment["days"]] == [
        (1, 2520, 2520), (2, 2520, 2520), (3, 2520, 5040)
    ]  # fmt: skip
    assert payment["total_dkk"] == 17640


def test_the_month_of_the_municipality_that_pays(actors: Actors, waiting: Journey) -> None:
    page = client_of(actors.assessor).get(f"/betaling/?maaned={month(waiting)}").content.decode()
    assert waiting.citizen.name in page
    assert waiting.citizen.cpr is not None
    assert waiting.citizen.cpr not in page
    assert waiting.citizen.name not in client_of(actors.stranger).get("/betaling/").content.decode()


def test_the_list_of_disputed_days(actors: Actors, waiting: Journey) -> None:
    first = ledger_of(waiting, now=timezone.now()).lines[0].day.date
    minutes_ago = timezone.now() - timedelta(minutes=2)
    DisputeDays(dates=[first], text="Pladsen var klar").do(waiting, act=Act(by=actors.assessor, now=minutes_ago))
    client = client_of(actors.nurse)
    page = client.get(f"/betaling/?maaned={first:%Y-%m}&vis=uenige").content.decode()
    assert "Pladsen var klar" in page
    waiting_since(actors, days=2)
    assert page.count("<tr") == client.get(f"/betaling/?maaned={first:%Y-%m}&vis=uenige").content.decode().count("<tr")


@pytest.mark.parametrize(
    ("released", "shown"), [(False, "Kommunen uenig</strong>"), (True, "Kommunen uenig:</strong> Pladsen")]
)
def test_r1_9_a_disagreement_whose_words_wait_ends_in_no_colon(
    released: bool, shown: str, actors: Actors, waiting: Journey
) -> None:
    first = ledger_of(waiting, now=timezone.now()).lines[0].day.date
    client_of(actors.assessor).post(
        f"/forloeb/{waiting.pk}/handling/uenig-i-dage/", {"dates": [first.isoformat()], "text": "Pladsen var klar"}
    )
    with when_released() if released else nullcontext():
        day, listed = (
            " ".join(client_of(actors.nurse).get(address).content.decode().split())
            for address in (f"/forloeb/{waiting.pk}/betaling/", f"/betaling/?maaned={first:%Y-%m}&vis=uenige")
        )
    assert shown in day
    assert shown.replace(" uenig", "") in listed


def test_r1_10_a_mark_is_made_read_and_undone_on_the_ledger(actors: Actors, waiting: Journey) -> None:
    first = ledger_of(waiting, now=timezone.now()).lines[0].day.date
    act, ledger = f"/forloeb/{waiting.pk}/handling/uenig-i-dage/", f"/forloeb/{waiting.pk}/betaling/"
    writer = client_of(actors.assessor)
    assert f'href="{ledger}"' in writer.get(act).content.decode()
    answer = writer.post(act, {"dates": [first.isoformat()], "text": "Pladsen var klar"})
    assert answer["Location"] == f"{ledger}?maaned={first:%Y-%m}"
    own, others = (client_of(person).get(ledger).content.decode() for person in (actors.assessor, actors.nurse))
    assert ("Pladsen var klar" in own, "Pladsen var klar" in others) == (True, False)
    undo = re.findall(rf'action="(/forloeb/{waiting.pk}/haendelse/[^"]+)"', own)
    assert (len(undo), re.findall(r"/haendelse/", others)) == (1, [])
    assert writer.post(undo[0], {"lands": "ledger"})["Location"] == ledger
    assert "Kommunen uenig" not in client_of(actors.assessor).get(ledger).content.decode()


def test_the_file_is_one_that_danish_spreadsheets_open(actors: Actors, waiting: Journey) -> None:
    first = ledger_of(waiting, now=timezone.now()).lines[0].day.date
    minutes_ago = timezone.now() - timedelta(minutes=2)
    AgreeDays(dates=[first]).do(waiting, act=Act(by=actors.nurse, now=minutes_ago))
    DisputeDays(dates=[first], text="=SUM(A1)").do(waiting, act=Act(by=actors.assessor, now=minutes_ago))
    answer = client_of(actors.assessor).get(f"/forloeb/{waiting.pk}/betaling.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="betaling-{waiting.pk}.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbfForl\xc3\xb8b;Dato;")
    assert answer.content.count(b"\r\n") == 4
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert (rows[0]["Dato"], rows[0]["Regionen, kr."], rows[0]["I alt, kr."]) == (
        f"{first:%d-%m-%Y}", "2520,00", "5040,00"
    )  # fmt: skip
    assert (rows[0]["Tilstand"], rows[0]["Hospitalet enig"], rows[0]["Kommunen enig"]) == ("Omtvistet", "ja", "")
    assert rows[0]["Uenighed"] == "Kommunen: =SUM(A1)"
    assert waiting.citizen.cpr is not None
    assert waiting.citizen.cpr.encode() not in answer.content
    assert waiting.citizen.family_name.encode() not in answer.content


def test_a_cell_never_becomes_a_formula() -> None:
    from desk.selectors.csv_lines import _cell

    assert [_cell(text) for text in ("=1+1", "-2", "@x", "1976,00")] == ["'=1+1", "'-2", "'@x", "1976,00"]


def test_a_month_without_waiting_says_so(actors: Actors) -> None:
    page = client_of(actors.assessor).get("/betaling/?maaned=2020-01").content.decode()
    assert "Ingen dage i denne måned." in page


def test_days_that_a_terminal_illness_ended_at_once_are_not_said_to_be_a_home_coming(actors: Actors) -> None:
    now = timezone.now()
    journey = admitted_journey(actors, now=now)
    tell_journey(journey, K.READY_REGISTERED, at=now, reasons=[waits()])
    tell_journey(journey, K.TERMINAL_DECLARED, at=now, physician="Ida Bech")
    page = client_of(actors.nurse).get(f"/forloeb/{journey.pk}/betaling/").content.decode()
    assert "Ingen dage tæller." in page
    assert "Ventetiden sluttede samme dag" in page


def test_the_month_costs_the_same_for_two_citizens_and_eight(actors: Actors) -> None:
    cache.clear()
    load_tariffs(demo=True)
    address = f"/betaling/?maaned={local_date(timezone.now() - timedelta(days=2)):%Y-%m}"
    client = client_of(actors.assessor)
    for _ in range(2):
        waiting_since(actors, days=3)
    for_two = len(statements(client, address))
    for _ in range(6):
        waiting_since(actors, days=3)
    assert len(statements(client, address)) == for_two <= 11
