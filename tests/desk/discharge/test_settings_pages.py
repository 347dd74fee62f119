"""The administrator's pages: A1–A26, G1–G6, closing days and tariffs (RULES §7)."""

from datetime import date

import pytest
from django.test import Client

from discharge.models import ClosingDay, OpenPointChoice, Tariff
from discharge.settings.rules.open_points import OPEN_POINTS
from discharge.wording.sentences import citation_of
from notifications.actions.outbox import relay_due
from notifications.models import OutboxMessage
from organisations.models import CooperationArea
from tests.actors import Actors

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(actors: Actors) -> Client:
    """The administrator's browser."""
    browser = Client()
    browser.force_login(actors.administrator)
    return browser


def test_every_open_point_is_listed_with_question_default_and_source(client: Client) -> None:
    page = client.get("/indstillinger/").content.decode()
    for point in OPEN_POINTS:
        assert f"<strong>{point.id}</strong>" in page
        assert point.question in page
        assert citation_of(point.source) in page
    assert "RULES" not in page


def test_reading_times_name_the_clause_and_the_page_of_the_flowchart_that_they_come_from(client: Client) -> None:
    page = client.get("/indstillinger/punkt/G1/").content.decode()
    assert "Kilde: Samarbejdsaftalen, princip 6; flowchartets side 1-40" in page


def test_no_answer_is_shown_as_a_code(client: Client) -> None:
    page = client.get("/indstillinger/").content.decode()
    assert [point.default for point in OPEN_POINTS if "_" in point.default and point.default in page] == []


def test_deciding_says_that_journeys_are_derived_anew_until_they_are(client: Client) -> None:
    said = {"value": "old_window_ends", "valid_from": "2026-11-01", "reason": "Aftalt i styregruppen"}
    assert client.post("/indstillinger/punkt/A9/", said).status_code == 302
    choice = OpenPointChoice.objects.get()
    assert (choice.point, choice.value, choice.valid_from) == ("A9", "old_window_ends", date(2026, 11, 1))
    page = client.get("/indstillinger/").content.decode()
    assert "Forløb regnes om" in page
    row = OutboxMessage.objects.get(topic="discharge.settings_changed")
    relay_due(now=row.created_at, limit=10)
    assert "Forløb regnes om" not in client.get("/indstillinger/").content.decode()


def test_the_decisions_of_a_point_are_kept_to_be_read(client: Client) -> None:
    for value in ("old_window_ends", "old_window_valid"):
        client.post("/indstillinger/punkt/A9/", {"value": value, "reason": f"Grund {value}"})
    page = client.get("/indstillinger/punkt/A9/").content.decode()
    assert "Grund old_window_ends" in page
    assert "Grund old_window_valid" in page


@pytest.mark.parametrize("said", [{"value": "perhaps", "reason": "x"}, {"value": "old_window_ends", "reason": ""}])
def test_what_cannot_be_decided_is_said(said: dict[str, str], client: Client) -> None:
    assert client.post("/indstillinger/punkt/A9/", said).status_code == 422
    assert OpenPointChoice.objects.count() == 0


@pytest.mark.parametrize("point", ["A13", "A18", "A19", "A99"])
def test_what_is_answered_by_data_has_no_form(point: str, client: Client) -> None:
    assert client.get(f"/indstillinger/punkt/{point}/").status_code == 404


def test_a22_takes_a_day_or_none(client: Client) -> None:
    client.post("/indstillinger/punkt/A22/", {"value": "2027-06-30", "reason": "Udløber"})
    client.post("/indstillinger/punkt/A22/", {"value": "", "reason": "Forlænget"})
    assert [choice.value for choice in OpenPointChoice.objects.all()] == ["2027-06-30", "open_end"]


def test_closing_days_are_added_once_and_removed(client: Client) -> None:
    for expected in (302, 422):
        answer = client.post("/indstillinger/lukkedage/", {"day": "2026-12-24", "reason": "Jul"})
        assert answer.status_code == expected
    client.post(f"/indstillinger/lukkedage/{ClosingDay.objects.get().pk}/fjern/")
    assert not ClosingDay.objects.exists()


def test_tariffs_show_how_sure_they_are_and_can_be_entered(client: Client) -> None:
    page = client.get("/indstillinger/takster/").content.decode()
    assert "Fundet i loven; vejledende" in page
    assert "Ikke bekræftet; vejledende" in page
    row = {
        "speciality": "somatic", "payee": "region", "day_from": "1", "amount_dkk": "2500", "price_level_year": "2026",
        "valid_from": "2026-01-01", "legal_ref": "Takstbekendtgørelsen", "official": "on",
    }  # fmt: skip
    assert client.post("/indstillinger/takster/ny/", row).status_code == 302
    entered = Tariff.objects.get(valid_from=date(2026, 1, 1))
    assert (entered.official, entered.valid_to) == (True, None)
    assert client.post(f"/indstillinger/takster/{entered.pk}/", {**row, "day_to": "0"}).status_code == 422


def test_a32_the_page_asks_which_hospital_only_where_each_may_answer(client: Client, actors: Actors) -> None:
    said = {"value": "no", "hospital": str(actors.hospital.pk), "reason": "Sender ikke endnu"}
    assert client.post("/indstillinger/punkt/A3/", said).status_code == 302
    page = client.get("/indstillinger/punkt/A3/").content.decode()
    assert "Regionshospitalet Viborg" in page
    assert "1 hospital har sit eget svar" in client.get("/indstillinger/").content.decode()
    assert 'name="hospital"' not in client.get("/indstillinger/punkt/A9/").content.decode()


def test_a_limit_of_one_cooperation_area_is_decided_and_shown(client: Client) -> None:
    """RULES §7: limits are data per area; typed as people write them, kept in one way."""
    area = CooperationArea.objects.create(key="nord", name="Nordklyngen")
    said = {"value": "kl. 7 og 22:30", "valid_from": "2026-11-01", "area": str(area.pk), "reason": "Aftalt i klyngen"}
    assert client.post("/indstillinger/punkt/G1/", said).status_code == 302
    decided = OpenPointChoice.objects.get()
    assert (decided.value, decided.area, decided.hospital) == ("07.00, 22.30", area, None)
    page = client.get("/indstillinger/punkt/G1/").content.decode()
    assert area.name in page
    assert 'name="hospital"' not in page
    assert "1 samarbejdsområde har sit eget svar" in client.get("/indstillinger/").content.decode()
    assert 'name="area"' not in client.get("/indstillinger/punkt/A3/").content.decode()


@pytest.mark.parametrize(("point", "value"), [("G1", "morgen"), ("G3", "15-8"), ("G5", "0"), ("G6", "²"), ("G4", "")])
def test_what_is_no_limit_is_said_and_kept(client: Client, point: str, value: str) -> None:
    answer = client.post(f"/indstillinger/punkt/{point}/", {"value": value, "reason": "Prøve"})
    assert answer.status_code == 422
    assert "for eksempel" in answer.content.decode()
    assert not OpenPointChoice.objects.exists()


def test_whoever_has_an_answer_of_its_own_goes_back_to_that_of_all(client: Client, actors: Actors) -> None:
    area = CooperationArea.objects.create(key="nord", name="Nordklyngen")
    theirs = {"G4": {"area": str(area.pk)}, "A3": {"hospital": str(actors.hospital.pk)}}
    gives_up = {"G4": {"value": "", "follows": "on"}, "A3": {"value": "follows"}}
    for point, value in (("G4", "13.00"), ("A3", "no")):
        address, said = f"/indstillinger/punkt/{point}/", {"reason": "Aftalt i klyngen"}
        client.post(address, {**said, **theirs[point], "value": value})
        # Nobody in particular has none to give up; and one does not answer and give up at once.
        assert client.post(address, {**said, **gives_up[point]}).status_code == 422
        if point == "G4":
            assert client.post(address, {**said, **theirs[point], "value": "12.00", "follows": "on"}).status_code == 422
        assert "sit eget svar</small>" in client.get("/indstillinger/").content.decode()
        assert client.post(address, {**said, **theirs[point], **gives_up[point]}).status_code == 302
        assert "Som alle andre" in client.get(address).content.decode()
        assert "sit eget svar</small>" not in client.get("/indstillinger/").content.decode()
