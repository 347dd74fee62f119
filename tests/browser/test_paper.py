"""Lists and reports as the printer gets them: Chromium makes the PDF, and its text is read back with positions."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from discharge.payment.actions.tariffs import load_tariffs
from journeys.domain.events import EventKind
from organisations.actions.memberships import give_membership
from organisations.domain.roles import Role
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.browser.lists import sign_in
from tests.discharge.waiting import waits
from tests.factories.journeys import admitted_journey, make_citizen, tell_journey

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
Who = Callable[[Actors], User]
LISTS: dict[str, tuple[Who, str]] = {
    "ward": (lambda actors: actors.nurse, "/afdeling/"),
    "municipality": (lambda actors: actors.assessor, "/kommune/"),
    "practice": (lambda actors: actors.gp, "/praksis/"),
}
# The foot margin of static/css/print.css, in points.
_MARGIN = 14 * 72 / 25.4
# How many lines the words of a cell take.
_LINES = """cell => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return new Set([...words.getClientRects()].map((line) => Math.round(line.top))).size;
}"""
_MARK = "Fortroligt–makuleres"
# Names without any letters in common order, so that none is part of another.
_GIVEN = ("Agnes", "Birthe", "Dagny", "Edith", "Gudrun", "Inger", "Jytte", "Ketty", "Lis", "Rigmor", "Solveig", "Tove")
_FAMILY = ("Agerbo", "Bakkely", "Engdal", "Fjordside", "Lyngholm")


class Sheet(NamedTuple):
    """One sheet of paper: its size in points, and its text without blanks, of which PDF knows nothing."""

    width: float
    height: float
    text: str
    foot: str
    straddling: str


def printed(page: Page, path: Path) -> list[Sheet]:
    """What the printer would put out."""
    page.pdf(path=path, prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    return [_sheet(sheet) for sheet in document]


def _sheet(sheet: pypdfium2.PdfPage) -> Sheet:
    words = sheet.get_textpage()
    text, foot, straddling = "", "", ""
    for index in range(words.count_chars()):
        letter = words.get_text_range(index, 1)
        if not letter.strip():
            continue
        _left, bottom, _right, top = words.get_charbox(index)
        text += letter
        foot += letter if top <= _MARGIN else ""
        straddling += letter if bottom < _MARGIN < top else ""
    return Sheet(*sheet.get_size(), text, foot, straddling)


def plain(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def names(count: int) -> list[str]:
    """So many different people."""
    return [f"{_GIVEN[n % 12]} Prøve{n // 12} {_FAMILY[n // 12]}" for n in range(count)]


@pytest.mark.parametrize("count", [3, 25, 60])
def test_u4_b20_every_patient_is_on_paper_and_nothing_lies_across_a_row(
    page: Page, live_server: LiveServer, tmp_path: Path, count: int
) -> None:
    """Three lists of the same people, who take longer to admit than to print; each reader comes to a clean browser."""
    cache.clear()
    actors = make_actors()
    for patient in names(count):
        admitted_journey(actors, citizen=make_citizen(patient), bed="01-1", nursing=True)
    for name, (who, address) in LISTS.items():
        page.context.clear_cookies()
        sign_in(page, live_server, who(actors))
        page.goto(f"{live_server.url}{address}")
        _whole(printed(page, tmp_path / f"{name}.pdf"), names(count), name)
        page.evaluate("localStorage.clear(), sessionStorage.clear()")


def _whole(sheets: list[Sheet], patients: list[str], name: str) -> None:
    """Everybody stands on the list's sheets, and each sheet is as it should be."""
    everything = "".join(sheet.text for sheet in sheets)
    assert [patient for patient in patients if plain(patient) not in everything] == [], name
    for sheet in sheets:
        assert sheet.width > sheet.height, f"{name}: landscape"
        assert "Prøve" in sheet.text, f"{name}: a sheet without a patient"
        # The mark lies in the margin at the foot, alone, and no row reaches into it.
        assert sheet.text.count(_MARK) == sheet.foot.count(_MARK) == 1, name
        assert "Prøve" not in sheet.foot, name
        assert sheet.straddling == "", name


def test_u4_a_list_that_cannot_be_fetched_says_that_rows_are_missing(
    page: Page, live_server: LiveServer, tmp_path: Path, console_errors: list[str]
) -> None:
    cache.clear()
    actors = make_actors()
    for patient in names(51):
        admitted_journey(actors, citizen=make_citizen(patient), physician="", no_gp=True)
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/afdeling/")
    page.context.set_offline(True)
    everything = "".join(sheet.text for sheet in printed(page, tmp_path / "part.pdf"))
    assert plain("Her er kun 50 af 51.") in everything
    console_errors.clear()


def test_u21_the_report_is_marked_on_every_sheet(page: Page, live_server: LiveServer, tmp_path: Path) -> None:
    cache.clear()
    actors = make_actors()
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"), bed="01-1")
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/forloeb/{journey.pk}/rapport/")
    sheets = printed(page, tmp_path / "report.pdf")
    assert plain("Åse Prøve Holm") in sheets[0].text
    for number, sheet in enumerate(sheets, start=1):
        assert sheet.height > sheet.width
        assert _MARK in sheet.text
        assert f"{number}/" in sheet.text


def test_r9_1_a_list_is_printed_for_its_own_unit_whatever_another_tab_works_for(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    cache.clear()
    actors = make_actors()
    give_membership(actors.nurse, unit=actors.other_ward, role=Role.HOSPITAL_NURSE, valid_from=timezone.localdate())
    people = names(52)
    for name in people:
        admitted_journey(actors, citizen=make_citizen(name))
    admitted_journey(actors, citizen=make_citizen("Frede Prøve Randers"), ward=actors.other_ward)
    sign_in(page, live_server, actors.nurse)
    page.goto(f"{live_server.url}/afdeling/")
    other = page.context.new_page()
    other.goto(f"{live_server.url}/afdeling/")
    other.locator(".unit-menu summary").click()
    other.get_by_role("button", name=actors.other_ward.name).click()
    other.get_by_role("link", name="Frede Prøve Randers").wait_for()
    everything = "".join(sheet.text for sheet in printed(page, tmp_path / "list.pdf"))
    assert [name for name in people if plain(name) not in everything] == []
    assert plain("Frede Prøve Randers") not in everything


@pytest.mark.parametrize("address", ["/forloeb/{}/", "/forloeb/{}/rapport/", "/praksis/{}/ansvar/"])
def test_r9_6_every_sheet_of_one_journey_says_whose_it_is(
    page: Page, live_server: LiveServer, tmp_path: Path, address: str
) -> None:
    cache.clear()
    actors = make_actors()
    journey = admitted_journey(actors, citizen=make_citizen("Åse Prøve Holm"))
    for hours in range(40):
        tell_journey(journey, EventKind.NOTE_WRITTEN, text=f"Besked {hours} " + "om borgeren " * 12)
    sign_in(page, live_server, actors.nurse)
    page.goto(live_server.url + address.format(journey.pk))
    sheets = printed(page, tmp_path / "journey.pdf")
    assert len(sheets) > 1 or "ansvar" in address
    for sheet in sheets:
        assert plain(f"Åse Prøve Holm, {journey.citizen.masked_cpr}") in sheet.foot
    everything = "".join(sheet.text for sheet in sheets)
    for pressed in ("Link til hændelsen", "Dato og klokkeslæt (frivilligt)", "Når beskeder mangler"):
        assert plain(pressed) not in everything


def test_an_amount_stands_on_one_line(page: Page, live_server: LiveServer) -> None:
    """Of the ledger's month, printed on the width of a standing sheet."""
    cache.clear()
    actors, now = make_actors(), timezone.now()
    load_tariffs(demo=True)
    journey = admitted_journey(actors, citizen=make_citizen("Preben Eksempel Stensgaard"), hours_ago=24 * 60)
    tell_journey(journey, EventKind.READY_REGISTERED, at=now - timedelta(days=50), reasons=[waits()])
    sign_in(page, live_server, actors.nurse)
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}/betaling/?maaned={now - timedelta(days=35):%Y-%m}")
    amounts = page.locator("tbody td.number").filter(has_text="kr.")
    assert amounts.count() == 3
    assert [amount.inner_text() for amount in amounts.all() if amount.evaluate(_LINES) > 1] == []
