"""The demo is told by messages, once, and only where a demo is wanted (DESIGN §7)."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pytest_django import DjangoDbBlocker, Settings

from config.management.commands.run_embedded import DEMO_LOGINS
from desk.actions.demo.cast import cast
from desk.actions.demo.hours import in_the_day, shift_of
from desk.actions.demo.letters import reader_at
from desk.actions.demo.tell import all_stories
from desk.selectors.asker import Asker
from desk.selectors.doors.glass import to_review
from desk.templatetags import words
from discharge.models import CitizenResponsibility, LedgerPayer
from discharge.payment.selectors.ledger import ledger_of
from journeys.actions.access import claim_current_contact
from journeys.actions.rebuild import rebuild_citizen
from journeys.domain.calendar.clock import in_copenhagen
from journeys.domain.history.departures import EndedBy
from journeys.models import Citizen, Journey, JourneyEvent
from medcom.models import InboundMessage
from medcom.parsing.checking.checker import check
from medcom.parsing.problems.problem import refused
from notifications.models import Notification
from organisations.domain.identifiers import cpr_birth_date
from organisations.domain.roles import Role
from organisations.models import User
from principles.learning.rules.asking import CaseState
from principles.learning.selectors import state_of
from principles.models import ChangeDecision, CycleStep, LearningCase
from principles.surveys.selectors import texts_waiting
from tests.desk.flowchart.test_chart import agrees

pytestmark = pytest.mark.django_db
DEMO: dict[str, Any] = {
    "DEMO": True,
    "DEMO_PASSWORD": "invented-for-the-test",
    "MEDCOM_DEMO_TOKEN": "invented-for-the-test",
}


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), override_settings(**DEMO):
        whole = transaction.atomic()
        # As the test case's own: what asks to be the outermost transaction is inside one here.
        whole._from_testcase = True  # type: ignore[attr-defined]
        with whole:
            call_command("load_demo", stdout=StringIO())
            yield
            transaction.set_rollback(True)


def shown() -> Any:
    return Journey.objects.current()


def test_the_region_is_populated_and_every_message_but_one_accepted(demo: None) -> None:
    statuses = set(shown().values_list("status", flat=True))
    assert statuses >= {"planned", "admitted", "acute_ambulatory", "on_leave", "ready", "discharged", "closed"}
    states = list(InboundMessage.objects.exclude(state="accepted").values_list("state", flat=True))
    assert states == ["rejected"]


def test_loading_it_again_adds_nothing(demo: None) -> None:
    before = (Citizen.objects.count(), InboundMessage.objects.count())
    call_command("load_demo", stdout=StringIO())
    assert (Citizen.objects.count(), InboundMessage.objects.count()) == before


def test_its_rows_are_what_its_events_say(demo: None) -> None:
    closed = shown().filter(status="closed").first()
    joined = Citizen.objects.get(joined_count=1)
    for citizen in (closed.citizen_id, joined.pk):
        assert rebuild_citizen(citizen, now=timezone.now(), check=True) == []


def test_the_example_message_is_valid_and_about_somebody_at_home(demo: None, tmp_path: Path) -> None:
    path = tmp_path / "admission.json"
    call_command("example_message", str(path))
    assert not refused(check(json.loads(path.read_text())))


@pytest.mark.parametrize("way", [EndedBy.TRANSFERRED, EndedBy.LEFT_AGAINST_ADVICE, EndedBy.NO_SHOW])
def test_the_demo_shows_each_way_a_stay_can_end(demo: None, way: EndedBy) -> None:
    assert shown().filter(ended_by=way).exists()


def test_the_demo_shows_somebody_who_was_first_known_by_a_provisional_number(demo: None) -> None:
    member = Citizen.objects.get(joined_to__isnull=False)
    assert shown().filter(citizen=member.joined_to, status="admitted").count() == 1
    assert not shown().filter(citizen=member).exists()


def test_the_demo_has_several_ready_citizens_on_one_ward(demo: None) -> None:
    assert shown().filter(status="ready", ward__reference_key="rh-viborg-m1").count() >= 4


def test_the_demo_has_a_day_that_nobody_pays_and_one_that_somebody_does(demo: None) -> None:
    now = timezone.now()
    states = {day.state for j in shown().filter(status="ready") for day in ledger_of(j, now=now).counted.days}
    assert {"countable", "not_countable"} <= {str(state) for state in states}


def test_the_demo_has_a_payer_that_is_not_the_municipality_of_the_stay(demo: None) -> None:
    payers = LedgerPayer.objects.filter(journey__status="ready").select_related("municipality", "journey")
    elsewhere = [
        payer
        for payer in payers
        if any(told.get("municipality") not in (None, str(payer.municipality_id)) for told in _told(payer.journey))
    ]
    assert {payer.municipality.reference_key for payer in elsewhere} == {"kommune-740"}


def _told(journey: Journey) -> list[Any]:
    """What the messages of the stay say."""
    return [each.event.payload for each in journey.placements.select_related("event") if each.event.source == "message"]


def test_the_demo_has_a_break_glass_that_waits_for_the_doctor_and_the_administrator(demo: None) -> None:
    for username in ("doctor", "admin"):
        asker = Asker(User.objects.get(username=username), timezone.now())
        assert [row.kind for row in to_review(asker)] == ["vaerdispring"]


def test_the_demo_shows_who_answers_for_the_medication_known_and_unknown(demo: None) -> None:
    stated = CitizenResponsibility.objects.exclude(medication=[]).count()
    assert 2 <= stated < CitizenResponsibility.objects.count()


@pytest.mark.parametrize("username", DEMO_LOGINS)
def test_every_page_that_a_demo_role_can_reach_from_its_front_page_opens(demo: None, username: str) -> None:
    client, opened = Client(), set()
    client.force_login(User.objects.get(username=username))
    waiting = {"/"}
    for _ in range(2):
        for address in sorted(waiting - opened)[:25]:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, (username, address, answer.status_code)
            opened.add(address)
            waiting |= _links(answer.content.decode())
    assert len(opened) > 1


def _links(page: str) -> set[str]:
    """Lists and navigation; one page of each shape is enough of the journeys."""
    found = [link for link in html.fromstring(page).xpath("//a/@href") if link.startswith("/") and "." not in link]
    shapes = {re.sub(r"[0-9a-f-]{36}|\d+", "…", link.split("?")[0].split("#")[0]): link for link in found}
    return {link.split("#")[0] for shape, link in shapes.items() if "logout" not in shape and "accounts" not in shape}


def test_the_page_to_log_in_offers_every_log_in_that_is_printed() -> None:
    assert {username for username, _label in words.DEMO_LOGINS} == set(DEMO_LOGINS)


def test_the_log_ins_that_are_printed_are_those_that_are_made_and_each_signs_in(demo: None) -> None:
    assert "admin" in DEMO_LOGINS
    assert set(DEMO_LOGINS) == set(User.objects.filter(fictitious=True).values_list("username", flat=True))
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    for username in DEMO_LOGINS:
        assert f"`{username}`" in readme
        client = Client()
        said = {"login": username, "password": DEMO["DEMO_PASSWORD"]}
        assert client.post(reverse("account_login"), said).status_code == 302, username


NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
MOMENTS = [NOON + timedelta(hours=hours) for hours in (*range(24), 24 * 120 + 3, 24 * 121 + 15)]


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_nobody_of_the_demo_goes_home_at_night_whenever_it_is_made(now: datetime) -> None:
    for story in all_stories():
        for step in story.steps:
            if step.what in ("discharge", "leave"):
                at = min(now - timedelta(hours=step.hours_ago) + shift_of(story, now=now), now)
                assert 9 <= in_copenhagen(at).hour < 17, (story.ward, step, in_copenhagen(at))
                assert (now - at < timedelta(hours=72)) == (step.hours_ago < 72)
    assert all(10 <= in_copenhagen(in_the_day(now + timedelta(hours=ahead))).hour <= 15 for ahead in range(48))


@pytest.mark.parametrize("rows", [list, lambda users: list(reversed(users))], ids=["as_made", "the_last_first"])
def test_a_plan_to_the_municipality_is_answered_by_whoever_reads_it_there(demo: None, rows: Any) -> None:
    users = rows(User.objects.filter(username__in=["municipality", "social"]).order_by("pk"))
    answering = reader_at({user.unit.pk: user for user in users}, users[0].unit.root_id)
    assert answering is not None
    assert answering.username == "municipality"


def test_without_demo_nothing_is_loaded(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("example_message")


def test_the_cast_has_numbers_that_were_never_issued() -> None:
    for person in cast(200, seed=1):
        born = cpr_birth_date(person.cpr)
        weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
        total = sum(int(digit) * weight for digit, weight in zip(person.cpr, weights, strict=True))
        assert born is not None
        assert born.year < 1960
        assert (born.month, born.day) != (1, 1)
        assert total % 11 != 0


def test_in_every_story_the_flowchart_asks_for_what_the_page_asks_for(demo: None) -> None:
    for name in ("hospital", "doctor", "municipality", "social", "gp"):
        user = User.objects.get(username=name)
        journeys = list(Asker(user, timezone.now()).own_journeys().order_by("pk"))
        assert journeys
        for journey in journeys:
            agrees(user, journey)


def test_whoever_answers_at_night_finds_the_flowchart_where_the_page_stands(demo: None) -> None:
    now, night = timezone.now(), User.objects.get(username="ooh")
    nurse = User.objects.get(username="hospital")
    for journey in list(Asker(nurse, now).own_journeys().order_by("pk"))[:3]:
        claim_current_contact(journey.citizen, by=night, reason="Borgeren ringer og har feber.", now=now)
        agrees(night, journey)


@pytest.mark.usefixtures("demo")
def test_the_demo_tells_how_the_agreement_is_lived() -> None:
    """Each act of issue 9 at least once, by those who do it; something waits for whoever has to act next."""
    kinds = set(JourneyEvent.objects.values_list("kind", flat=True))
    assert {"referral_told", "knowledge_asked", "knowledge_answered", "coordination_stated"} <= kinds
    decided = ChangeDecision.objects.select_related("decided_by__active_membership").get()
    assert decided.decided_by.role is Role.STEERING_GROUP
    assert {state_of(case) for case in LearningCase.objects.all()} == {CaseState.SHOWN, CaseState.WAITING}
    assert Notification.objects.filter(kind="learning_nominated", seen_at=None).exists()
    assert texts_waiting().exists()
    assert CycleStep.objects.exists()
