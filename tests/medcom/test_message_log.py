"""The administrator's message log (DESIGN §4; issue item: what came in, what was answered, why)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journeys.models import AccessLog
from medcom.actions.gateways import create_gateway
from medcom.actions.intake import receive
from medcom.domain.states import Door, MessageState
from medcom.models import InboundMessage
from medcom.parsing.problems.problem import PROBLEMS, Problem
from medcom.selectors import log
from medcom.sentences import activity_label, problem_from, remedy_sentence
from organisations.models import User
from tests.actors import Actors, make_actors
from tests.domain.medcom.stays import NANCY
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.mutations import encounter
from tests.medcom.world import NOW, deliver, make_world

pytestmark = pytest.mark.django_db
LOG = "/administration/beskeder/"


@pytest.fixture
def actors() -> Actors:
    return make_actors()


@pytest.fixture
def admin(actors: Actors) -> Client:
    return signed_in(actors.administrator)


@pytest.fixture
def messages() -> dict[str, InboundMessage]:
    """One accepted, one duplicate, one conflict, one refused."""
    make_world()
    bundle, other = play(["STIN", "STOR"])
    found = {"accepted": deliver(bundle), "duplicate": deliver(bundle, now=NOW + timedelta(minutes=1))}
    encounter(bundle)["period"]["start"] = "2024-02-29T12:00:00+01:00"
    found["conflict"] = deliver(bundle, now=NOW + timedelta(minutes=2))
    del encounter(other)["class"]
    found["rejected"] = deliver(other, now=NOW + timedelta(days=1))
    return found


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(message: InboundMessage) -> str:
    return f"{LOG}{message.pk}/"


def text(response: Any) -> str:
    assert response.status_code == 200
    found: str = response.content.decode()
    return found


def test_the_log_lists_everything_newest_first(admin: Client, messages: dict[str, InboundMessage]) -> None:
    found = text(admin.get(LOG))
    places = [found.index(str(messages[name].pk)) for name in ("rejected", "conflict", "duplicate", "accepted")]
    assert places == sorted(places)
    assert "Modstridende gentagelse" in found


def test_no_list_or_page_shows_a_person(admin: Client, messages: dict[str, InboundMessage]) -> None:
    for address in (LOG, *map(page_of, messages.values())):
        found = text(admin.get(address))
        assert NANCY.family_name not in found
        assert NANCY.cpr not in found


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("state=conflict", {"conflict"}),
        ("day=2025-06-03", {"rejected"}),
        ("day=2025-06-02&state=accepted", {"accepted"}),
        ("day=nonsense&state=nonsense", {"accepted", "duplicate", "conflict", "rejected"}),
        ("gateway=999999", {"accepted", "duplicate", "conflict", "rejected"}),
    ],
)
def test_filters(admin: Client, messages: dict[str, InboundMessage], query: str, shown: set[str]) -> None:
    found = text(admin.get(f"{LOG}?{query}"))
    assert {name for name, message in messages.items() if str(message.pk) in found} == shown


def test_the_gateway_filter(admin: Client, messages: dict[str, InboundMessage]) -> None:
    gateway, _token = create_gateway("Regionen", now=NOW, all_senders=True)
    mine = receive(b"{}", content_type="application/json", door=Door.GATEWAY, now=NOW, gateway=gateway)
    found = text(admin.get(f"{LOG}?gateway={gateway.pk}"))
    assert str(mine.pk) in found
    assert str(messages["accepted"].pk) not in found


def test_pages_follow_each_other(admin: Client, messages: dict[str, InboundMessage], monkeypatch: Any) -> None:
    monkeypatch.setattr(log, "PAGE", 2)
    pages, address = [], "?day="
    while address:
        page = admin.get(f"{LOG}{address}")
        pages.append([row[0].pk for row in page.context["rows"]])
        address = page.context["older_url"].removeprefix(LOG)
    shown = [key for keys in pages for key in keys]
    assert shown == list(InboundMessage.objects.values_list("pk", flat=True))
    assert len(shown) == len(messages) == 4
    back = admin.get(page.context["newer_url"])
    assert [row[0].pk for row in back.context["rows"]] == pages[-2]


@pytest.mark.parametrize("place", ["nonsense", "11111111-2222-4333-8444-555555555555", "2026-11-20T10:00:00~7"])
def test_an_unknown_place_in_the_log_is_said_and_is_its_beginning(
    admin: Client, messages: dict[str, InboundMessage], place: str
) -> None:
    page = text(admin.get(f"{LOG}?aeldre={place}"))
    assert str(messages["rejected"].pk) in page
    assert "Adressen peger ikke på et sted i listen." in page


def test_an_empty_log_says_so(admin: Client) -> None:
    assert "Ingen beskeder." in text(admin.get(LOG))


def test_a_refused_message_says_why_where_and_what_to_do(admin: Client, messages: dict[str, InboundMessage]) -> None:
    found = text(admin.get(page_of(messages["rejected"])))
    assert "Opholdets type (Encounter.class) mangler" in found
    assert "Bundle.entry" in found
    assert "Bed afsenderen om at rette meddelelsen" in found
    assert "fatal-error" in found


def test_in_english(admin: Client, messages: dict[str, InboundMessage]) -> None:
    admin.cookies["django_language"] = "en"
    response = admin.get(page_of(messages["rejected"]))
    assert "The class of the encounter is missing" in text(response)


def test_a_conflict_leads_to_the_first_message_and_back(admin: Client, messages: dict[str, InboundMessage]) -> None:
    assert page_of(messages["accepted"]) in text(admin.get(page_of(messages["conflict"])))
    assert page_of(messages["conflict"]) in text(admin.get(page_of(messages["accepted"])))


def test_raw_bytes_are_shown_when_asked_for_and_logged(admin: Client, messages: dict[str, InboundMessage]) -> None:
    message = messages["accepted"]
    response = admin.post(f"{page_of(message)}raa/")
    assert NANCY.family_name in text(response)
    assert "no-store" in response["Cache-Control"]
    row = AccessLog.objects.latest("at")
    assert row.citizen_ids == [str(message.citizen_id)]
    assert row.reason == f"Rå besked {message.pk}"


def test_raw_bytes_are_never_an_address_to_open(admin: Client, messages: dict[str, InboundMessage]) -> None:
    assert admin.get(f"{page_of(messages['accepted'])}raa/").status_code == 405
    assert not AccessLog.objects.exists()


def test_a_failed_message_can_be_tried_again(admin: Client, messages: dict[str, InboundMessage]) -> None:
    (bundle,) = play(["STAA"])
    message = deliver({**bundle, "id": "11111111-2222-4333-8444-555555555555"})
    InboundMessage.objects.filter(pk=message.pk).update(state=MessageState.FAILED_WILL_RETRY.value)
    assert "Prøv igen nu" in text(admin.get(page_of(message)))
    response = admin.post(f"{page_of(message)}proev-igen/", follow=True)
    assert "Meddelelsen er behandlet." in text(response)
    message.refresh_from_db()
    assert message.state_value in (MessageState.ACCEPTED, MessageState.CONFLICT, MessageState.REJECTED)


def test_a_message_that_fails_again_says_so(
    admin: Client, messages: dict[str, InboundMessage], monkeypatch: Any
) -> None:
    message = messages["accepted"]
    InboundMessage.objects.filter(pk=message.pk).update(state=MessageState.FAILED_WILL_RETRY.value)
    monkeypatch.setattr("medcom.actions.intake._settle", lambda *args: 1 / 0)
    assert "fejlede igen" in text(admin.post(f"{page_of(message)}proev-igen/", follow=True))


@pytest.mark.parametrize("name", ["nurse", "assessor", "gp", "cluster_administrator", "citizen"])
def test_others_are_refused(actors: Actors, messages: dict[str, InboundMessage], name: str) -> None:
    client = signed_in(getattr(actors, name))
    message = messages["accepted"]
    assert client.get(LOG).status_code == 403
    assert client.get(page_of(message)).status_code == 403
    assert client.post(f"{page_of(message)}raa/").status_code == 403
    assert client.post(f"{page_of(message)}proev-igen/").status_code == 403
    assert not AccessLog.objects.filter(reason__startswith="Rå").exists()


def test_strangers_sign_in_first(messages: dict[str, InboundMessage]) -> None:
    assert Client().get(reverse("medcom:log")).status_code == 302


def test_a_message_that_is_not_there(admin: Client) -> None:
    missing = "11111111-2222-4333-8444-555555555555"
    assert admin.get(f"{LOG}{missing}/").status_code == 404
    assert admin.post(f"{LOG}{missing}/raa/").status_code == 404


def test_every_problem_has_something_to_do() -> None:
    assert all(remedy_sentence(Problem(code)) for code in PROBLEMS)


@pytest.mark.parametrize(
    ("activity", "label"),
    [
        ("admit-inpatient", "STIN · admit-inpatient"),
        ("revise-discharge-emergency-home", "RE_SLHJ · revise-discharge-emergency-home"),
        ("cancel-start-leave-inpatient", "AN_STOR · cancel-start-leave-inpatient"),
        ("something-else", "something-else"),
        ("", ""),
    ],
)
def test_activities_have_their_short_names(activity: str, label: str) -> None:
    assert activity_label(activity) == label


def test_a_code_that_a_later_release_dropped_is_left_out() -> None:
    assert problem_from({"code": "long.gone"}) is None
