"""Faults of the screens that no other test names: each by its id (screens.md, rules.md A.4)."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from lxml import html

from discharge.payment.rules.days import ReadyDays, ledger
from discharge.wording.sentences import sentence
from journeys.domain.events import EventKind as K
from journeys.domain.sight.door_rules import OUTSIDE_SEARCH
from journeys.models import Journey
from medcom.parsing.problems.problem import Problem
from medcom.sentences import remedy_sentence
from organisations.models import SecurityEvent, User
from tests.actors import Actors
from tests.factories.journeys import admitted_journey, discharged_journey, tell_journey
from tests.factories.readiness import make_ready

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def page_of(client: Client, journey: Journey, more: str = "") -> html.HtmlElement:
    return html.fromstring(client.get(f"/forloeb/{journey.pk}/{more}").content.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_u14_after_readiness_the_next_step_is_to_propose_a_time(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    make_ready(journey, actors.nurse, at=timezone.now() - timedelta(hours=2))
    page = page_of(as_user(actors.nurse), journey)
    (tasks,) = page.xpath("//*[@id='opgaver']")
    assert "Foreslå, hvornår borgeren udskrives" in words(tasks)
    (first,) = page.xpath("//*[contains(@class, 'journey-actions')]//a[contains(@class, 'button-primary')]")
    assert "Foreslå en tid" in words(first)
    resumes = page.xpath("//main//a[contains(@href, '/genoptag/')]")
    assert resumes
    assert all("button-primary" not in link.get("class") for link in resumes)


def test_u16_what_cannot_be_ticked_is_no_box(actors: Actors, as_user: AsUser) -> None:
    page = page_of(as_user(actors.nurse), discharged_journey(actors))
    for panel in ("opgaver", "afslutning"):
        assert not page.xpath(f"//*[@id='{panel}']//input[@type='checkbox']")
    style = (settings.BASE_DIR / "static" / "css" / "parts.css").read_text()
    (bullet,) = re.findall(r"^\.task-box \{([^}]*)\}", style, re.MULTILINE)
    assert "border" not in bullet


def test_u19_the_own_hospitals_wards_come_first_and_no_name_is_doubled(actors: Actors, as_user: AsUser) -> None:
    page = page_of(as_user(actors.doctor), admitted_journey(actors), "handling/overdrag/")
    names = [words(each) for each in page.xpath("//select[@name='organisation']/option[@value!='']")]
    own = [actors.hospital.name in name or "RH Viborg" in name for name in names]
    assert own == sorted(own, reverse=True)
    assert all(len(set(name.split(", "))) == len(name.split(", ")) for name in names)


def test_u19_an_offer_does_not_say_that_the_citizen_is_moved(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    tell_journey(journey, K.HANDOVER_OFFERED, name="Ea Lund", organisation=str(actors.psychiatric_ward.pk))
    assert "Overflyttes" not in words(page_of(as_user(actors.nurse), journey))


def test_t7_a_terminal_citizen_is_not_said_to_be_exempted(actors: Actors, as_user: AsUser) -> None:
    journey = admitted_journey(actors)
    tell_journey(journey, K.TERMINAL_DECLARED)
    page = words(page_of(as_user(actors.nurse), journey))
    assert "Terminal" in page
    assert "undtaget" not in page.lower()


def test_t10_the_days_end_with_the_wait_whatever_ended_it() -> None:
    waited = ReadyDays(ready_on=date(2026, 11, 2), ended_on=date(2026, 11, 5))
    found = ledger([waited], speciality="somatic", today=date(2026, 11, 20))
    (verdict,) = [each for each in found.verdicts if each.rule == "P1"]
    assert "til dagen før ventetiden sluttede" in sentence(verdict)
    assert "udskrivelsen" not in sentence(verdict)


def test_t11_a_letter_that_did_not_arrive_is_not_said_to_be_unreadable(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    tell_journey(journey, K.LETTER_SENT)
    tell_journey(journey, K.LETTER_ACKNOWLEDGED, received="no")
    page = words(page_of(as_user(actors.nurse), journey))
    assert "kunne ikke læse" not in page
    assert "ikke kommet rigtigt frem" in page


@pytest.mark.parametrize(("refused", "said"), [(True, "afvist af andre grunde"), (False, "modtaget alligevel")])
def test_u25_the_warning_of_a_refused_message_does_not_say_that_it_was_taken(refused: bool, said: str) -> None:
    assert said in remedy_sentence(Problem("hn.end_missing"), refused=refused)


def test_d11_who_tries_numbers_out_is_told_to_wait_and_written_down(actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    answers = [client.post("/soeg/", {"q": f"0102{55 + n}1235"}) for n in range(OUTSIDE_SEARCH[0].most + 1)]
    assert [answer.status_code for answer in answers] == [200] * OUTSIDE_SEARCH[0].most + [429]
    assert "Du har gjort det for mange gange på kort tid." in answers[-1].content.decode()
    assert SecurityEvent.objects.filter(kind="searches_limited").count() == 1
