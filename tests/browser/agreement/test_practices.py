"""A practice that another cluster takes up, a request that the steering group decides, and the figures, by keyboard."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.domain.kinds import OrganisationKind
from organisations.domain.roles import Role
from organisations.models import CooperationArea
from principles.models import ChangeRequest
from principles.registers.actions import ask_for_change
from tests.actors import Actors, make_actors
from tests.browser.agreement.test_learning import act_as, press
from tests.browser.lists import Axe, check, sign_in
from tests.browser.test_paper import plain, printed
from tests.factories.organisations import make_organisation, make_user

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
MILLIMETRES = 72 / 25.4


@pytest.fixture
def actors(live_server: LiveServer, page: Page) -> Actors:
    cache.clear()
    actors = make_actors()
    CooperationArea.objects.create(key="midt", name="Midtklyngen", secretariat=actors.secretariat)
    return actors


def test_a_practice_is_described_and_another_cluster_takes_it_up(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    """HP-1c."""
    sign_in(page, live_server, actors.cluster_administrator)
    page.goto(f"{live_server.url}/registre/loesninger/")
    press(page, "link", "Beskriv en løsning")
    page.get_by_label("Navn").press_sequentially("Fast telefontid")
    page.get_by_label("Hvad var problemet").press_sequentially("Alle ventede")
    page.get_by_label("Sådan gør vi").press_sequentially("Ring kl. 13")
    press(page, "button", "Gem")
    expect(page.get_by_text("Løsningen er beskrevet.")).to_be_visible()
    check(page, page.url, axe)
    address = page.url.removeprefix(live_server.url)
    unit = make_organisation(kind=OrganisationKind.CLUSTER_SECRETARIAT, name="Østsekretariatet")
    CooperationArea.objects.create(key="oest", name="Østklyngen", secretariat=unit)
    act_as(page, live_server, make_user("oest", unit=unit, role=Role.CLUSTER_ADMINISTRATOR), address)
    press(page, "link", "Vi tager den op")
    press(page, "button", "Gem")
    expect(page.get_by_text("Jeres klynge har taget løsningen op.")).to_be_visible()
    check(page, f"{live_server.url}/registre/loesninger/", axe)


def test_the_steering_group_finds_what_waits_and_decides_it(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe
) -> None:
    """FQ10."""
    ask_for_change(clause="1.1", wish="Skriv timerne ud", reason="Vi tæller", by=actors.gp, now=timezone.now())
    unit = make_organisation(kind=OrganisationKind.CLUSTER_SECRETARIAT, name="Sundhedsstyregruppen")
    act_as(page, live_server, make_user("styre", unit=unit, role=Role.STEERING_GROUP), "/")
    press(page, "link", "Forslag til aftalen 1")
    expect(page.get_by_role("heading", name="Forslag til aftalen")).to_be_visible()
    check(page, page.url, axe)
    press(page, "link", "Skriv timerne ud")
    press(page, "link", "Afgør")
    expect(page.get_by_role("heading", name="Afgør forslaget")).to_be_visible()
    check(page, page.url, axe)
    page.get_by_label("Begrundelse").press_sequentially("Det er rigtigt.")
    press(page, "button", "Gem")
    expect(page.get_by_text("Afgørelsen er gemt.")).to_be_visible()
    assert ChangeRequest.objects.get().state == "accepted"
    expect(page.get_by_role("link", name="Forslag til aftalen", exact=True).first).to_be_visible()


@pytest.mark.parametrize("address", ["/noegletal/", "/noegletal/opfoelgning/"])
def test_figures_are_read_at_a_desk_and_on_a_phone(
    actors: Actors, page: Page, live_server: LiveServer, axe: Axe, address: str
) -> None:
    sign_in(page, live_server, actors.cluster_administrator)
    check(page, f"{live_server.url}{address}", axe)


PAPER = {
    "/aftalen/lommekort/hospital/": ((105, 148), 2),
    "/aftalen/dialogkort/": ((210, 148), 6),
    "/aftalen/flowchart/akut/": ((297, 420), 1),
}


@pytest.mark.parametrize("address", PAPER)
def test_what_is_printed_for_others_is_on_the_paper_it_is_for(
    actors: Actors, page: Page, live_server: LiveServer, tmp_path: Path, address: str
) -> None:
    """Cards are cards on both sides, a poster is one sheet, and neither is to be shredded."""
    sign_in(page, live_server, actors.cluster_administrator)
    page.goto(f"{live_server.url}{address}")
    sheets = printed(page, tmp_path / "paper.pdf")
    size, number = PAPER[address]
    assert len(sheets) == number
    for sheet in sheets:
        width, height = (round(side / MILLIMETRES) for side in (sheet.width, sheet.height))
        assert (width, height) == size
        assert plain("Fortroligt") not in sheet.text
