"""A plan written, answered, changed and acknowledged; a call, the social area, an epikrise: two roles side by side.

Once by keyboard alone and once with a finger on a phone (issue 8; RULES 2a C3, 2f; UX §2 items 6 and 8).
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Locator, expect
from pytest_django.live_server_helper import LiveServer

from discharge.channel.rules.channel import ChannelDocument as Code
from journeys.domain.calendar.clock import in_copenhagen
from journeys.domain.calendar.danish_time import MOMENT_FORMAT
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.browser.hands import Finger, Hands, Keyboard
from tests.browser.lists import Axe, sign_in, too_wide
from tests.documents.test_sending import lying
from tests.documents.writing import send, written
from tests.factories.journeys import discharged_journey
from tests.later import when_released

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
ABILITIES = ("fa510", "fa540", "fa530", "fa420", "fa460", "fa560", "fa550")
PLAN = {"cause": "Lungebetændelse", "aids": "Rollator lånes ud"}
LETTER = {"subject": "Udskrivelse", "text": "Kommer hjem fredag.", "specific_receiver": "Team Nord"}
# Two minutes of a person who types slowly.
MOST_TYPED = 2 * 200


class Room:
    """Everybody of the walk, each at a browser of their own."""

    def __init__(self, browser: Browser, server: LiveServer, hands: type[Keyboard] | type[Finger]) -> None:
        self.browser, self.server, self.hands = browser, server, hands
        self.complaints: list[str] = []

    def _hears(self, line: ConsoleMessage) -> None:
        # A refresh that is overtaken by the next page is no fault of either.
        if line.type == "error" and not line.text.startswith("htmx:"):
            self.complaints.append(line.text)

    def sits(self, user: User) -> Hands:
        context = self.browser.new_context(
            locale="da-DK", timezone_id="Europe/Copenhagen", reduced_motion="reduce", **self.hands.context
        )
        page = context.new_page()
        page.on("console", self._hears)
        sign_in(page, self.server, user)
        return self.hands(page)


@pytest.fixture(params=[Keyboard, Finger], ids=["keyboard", "phone"])
def room(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer) -> Iterator[Room]:
    cache.clear()
    room = Room(browser, live_server, request.param)
    yield room
    for context in browser.contexts:
        context.close()
    assert room.complaints == []


@pytest.fixture
def actors(room: Room) -> Actors:
    return make_actors()


def field(hands: Hands, name: str) -> Locator:
    return hands.page.locator(f"main [name={name}]")


def button(hands: Hands, name: str) -> Locator:
    return hands.page.get_by_role("button", name=name, exact=True)


def in_order(hands: Hands, axe: Axe, *, by: type[Keyboard] | type[Finger]) -> None:
    """Nobody scrolls sideways; and it can be used by all, looked at in one of the two walks."""
    assert not too_wide(hands.page)
    assert not isinstance(hands, by) or axe(hands.page) == []


def off_it_goes(hands: Hands) -> None:
    hands.press(button(hands, "Send"))
    expect(hands.page.get_by_text("er sendt. Modtageren læser den om 30 sekunder.")).to_be_visible()


def test_a_plan_there_and_back_and_a_call_that_becomes_a_letter(room: Room, actors: Actors, axe: Axe) -> None:
    here = f"{room.server.url}/forloeb/{lying(actors).pk}/"
    nurse, municipality = room.sits(actors.nurse), room.sits(actors.assessor)
    letters = (nurse.page.locator("#breve"), municipality.page.locator("#breve"))

    nurse.go(here)
    nurse.shortcut("6", letters[0])
    nurse.press(nurse.page.get_by_role("link", name="Skriv brev eller plan"))
    nurse.press(button(nurse, "Skriv plejeforløbsplan"))
    for name, words in PLAN.items():
        nurse.write(field(nurse, name), words)
    for area in ABILITIES:
        nurse.pick(field(nurse, f"ability_{area}_now"), "1")
    expect(nurse.page.locator("#draft-status")).to_contain_text("Kladden er gemt")
    in_order(nurse, axe, by=Keyboard)
    nurse.press(button(nurse, "Videre til afsendelse"))
    # What the program filled in is read where one sends it.
    expect(nurse.page.locator("main")).to_contain_text("Kommunen kan ringe til: 00 00 12 34")
    off_it_goes(nurse)
    assert nurse.typed <= MOST_TYPED

    with when_released():
        municipality.go(here)
        municipality.shortcut("6", letters[1])
        municipality.press(letters[1].locator("a.row-link"))
        expect(municipality.page.get_by_label("Hvornår?")).to_be_hidden()
        answer_ready(municipality, axe)

        with when_released():
            nurse.go(here)
            expect(letters[0].get_by_text("Klar fra")).to_be_visible()
            expect(nurse.page.locator("#aftale").get_by_text("Foreslået af kommunen")).to_be_visible()
            nurse.shortcut("6", letters[0])
            nurse.press(nurse.page.get_by_role("link", name="Skriv ny version"))
            nurse.write(field(nurse, "aids"), " i dag")
            nurse.pick(field(nurse, "ability_fa510_now"), "2")
            nurse.press(button(nurse, "Videre til afsendelse"))
            expect(nurse.page.locator("main .new-mark")).to_have_count(2)
            # Somebody has sent it as it is: it is nothing to read through any more.
            expect(nurse.page.get_by_text("Udfyldt af programmet")).to_have_count(0)
            off_it_goes(nurse)
            log_a_call(nurse)

            with when_released():
                municipality.go(here)
                expect(letters[1].get_by_text("NYT: 2 ændringer")).to_be_visible()
                municipality.shortcut("6", letters[1])
                municipality.press(letters[1].get_by_role("link", name="Plejeforløbsplan version 2"))
                expect(municipality.page.get_by_text("2 ændringer siden den version, I fik sidst")).to_be_visible()
                expect(municipality.page.locator("main .new-mark")).to_have_count(2)
                in_order(municipality, axe, by=Finger)
                municipality.shortcut("a", municipality.page.locator("#svar"))
                municipality.press(button(municipality, "Send svar"))
                municipality.press(letters[1].get_by_role("link", name="Korrespondance"))
                expect(municipality.page.get_by_text("Om: Sengen er klar torsdag")).to_be_visible()


def answer_ready(municipality: Hands, axe: Axe) -> None:
    """Ready from the day after tomorrow."""
    municipality.shortcut("a", municipality.page.locator("#svar"))
    municipality.choose(municipality.page.get_by_label("Klar fra …"))
    at = in_copenhagen(timezone.now() + timedelta(days=2)).strftime(MOMENT_FORMAT)
    municipality.write(municipality.page.get_by_label("Hvornår?"), at)
    in_order(municipality, axe, by=Finger)
    municipality.press(button(municipality, "Send svar"))
    expect(municipality.page.get_by_text("Svaret er gemt.")).to_be_visible()


def log_a_call(nurse: Hands) -> None:
    """The ward has called; what was said becomes the letter that confirms it."""
    page = nurse.page
    nurse.press(page.get_by_role("link", name="Log opkald").first)
    nurse.choose(page.get_by_label("Vi ringede selv op"))
    nurse.write(field(nurse, "question"), "Sengen er klar torsdag")
    nurse.press(button(nurse, "Gem"))
    nurse.shortcut("6", page.locator("#breve"))
    nurse.press(page.get_by_role("button", name="Bekræft opkaldet"))
    nurse.press(button(nurse, "Videre til afsendelse"))
    nurse.tick(field(nurse, "receivers").first)
    off_it_goes(nurse)
    expect(page.get_by_role("button", name="Bekræft opkaldet")).to_have_count(0)


@pytest.mark.parametrize("room", [Keyboard], indirect=True, ids=["keyboard"])
def test_of_the_social_area_alone_only_a_letter_can_be_chosen(room: Room, actors: Actors, axe: Axe) -> None:
    """RULES 2a C3, O9: what cannot go says why, and what can is one press away."""
    journey = lying(actors, elder=False, social=True)
    nurse = room.sits(actors.nurse)
    nurse.go(f"{room.server.url}/forloeb/{journey.pk}/breve/nyt/")
    for kind in (Code.CARE_PATHWAY_PLAN, Code.DISCHARGE_REPORT, Code.READY_NOTICE):
        panel = nurse.page.locator(f"#slags-{kind}")
        expect(panel).to_contain_text("kan ikke få den. Må ikke bruges til socialområdet. Skriv en korrespondance")
        expect(panel.get_by_role("button")).to_have_text("Skriv korrespondance")
    assert (axe(nurse.page), too_wide(nurse.page)) == ([], False)
    nurse.press(nurse.page.locator(f"#slags-{Code.CORRESPONDENCE}").get_by_role("button"))
    nurse.pick(field(nurse, "category"), "Udsk")
    for name, words in LETTER.items():
        nurse.write(field(nurse, name), words)
    nurse.press(button(nurse, "Videre til afsendelse"))
    nurse.tick(nurse.page.get_by_label("Viborg"))
    off_it_goes(nurse)


@pytest.mark.parametrize("room", [Finger], indirect=True, ids=["phone"])
def test_the_practice_reads_the_follow_up_first_and_acknowledges(room: Room, actors: Actors, axe: Axe) -> None:
    journey = discharged_journey(actors, hours_ago=2)
    words = {"follow_up": "subacute", "recommendation": "Røntgen af lungerne om seks uger"}
    send(journey, written(journey, actors.nurse, Code.DISCHARGE_LETTER, **words), actors.nurse, actors.practice.pk)
    practice = room.sits(actors.gp)
    with when_released():
        practice.go(f"{room.server.url}/breve/")
        practice.press(practice.page.get_by_role("link", name="Epikrise"))
        expect(practice.page.locator("main dl").first).to_contain_text("Røntgen af lungerne om seks uger")
        assert (axe(practice.page), too_wide(practice.page)) == ([], False)
        practice.shortcut("a", practice.page.locator("#svar"))
        practice.press(button(practice, "Send svar"))
        expect(practice.page.locator("#epikrise")).to_contain_text("modtaget")
