"""Undo as people meet it: the banner and its promise, the second question, what is read at once (DESIGN §4)."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from desk.forms.acting.table import BY_SLUG
from discharge.models import JourneyLedger
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.history.release import IMMEDIATE, only_words
from journeys.models import Journey, JourneyEvent, ReadMark
from notifications.actions.outbox import relay_due
from organisations.models import User
from tests.actors import Actors
from tests.desk.doing import do as do_filled
from tests.factories.journeys import admitted_journey, discharged_journey, make_citizen, state_affiliation
from tests.later import when_released

AsUser = Callable[[User], Client]


def page(client: Client, journey: Journey) -> str:
    return client.get(f"/forloeb/{journey.pk}/").content.decode()


def do(client: Client, journey: Journey, slug: str, **said: Any) -> Any:
    return client.post(f"/forloeb/{journey.pk}/handling/{slug}/", said)


def undo(client: Client, journey: Journey) -> str:
    event = JourneyEvent.objects.order_by("pk").last()
    assert event is not None
    return client.post(f"/forloeb/{journey.pk}/haendelse/{event.uuid}/fortryd/", follow=True).content.decode()


@pytest.fixture
def journey(actors: Actors) -> Journey:
    return admitted_journey(actors)


@pytest.mark.parametrize("slug", ["doed", "udskrevet"])
def test_u5_what_ends_a_stay_or_a_life_is_asked_once_more(
    slug: str, journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    client = as_user(actors.doctor)
    asked = do(client, journey, slug, occurred_at=at)
    assert asked.status_code == 422
    assert f"Ja, {journey.citizen.name} er" in asked.content.decode()
    assert "Ret dette" not in asked.content.decode()
    assert not JourneyEvent.objects.filter(source="form", kind__in=("died", "discharged")).exists()
    assert do(client, journey, slug, occurred_at=at, confirmed="on").status_code == 302


@pytest.mark.parametrize("name", ["died", "discharged"])
def test_u5_a_program_must_confirm_what_ends_a_stay_or_a_life(
    name: str, journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client, address = as_user(actors.doctor), f"/api/v1/journeys/{journey.pk}/acts/{name}/"
    said = {"occurred_at": timezone.now().isoformat()}
    refused = client.post(address, said, content_type="application/json")
    assert (refused.status_code, "confirmed" in refused.content.decode()) == (400, True)
    assert client.post(address, said | {"confirmed": True}, content_type="application/json").status_code == 200


def test_u5_a_program_is_read_at_once_unless_it_asks_to_be_held(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client, address = as_user(actors.nurse), f"/api/v1/journeys/{journey.pk}/acts/note/"
    client.post(address, {"text": "Straks"}, content_type="application/json")
    client.post(address, {"text": "Senere", "hold": True}, content_type="application/json")
    read = page(as_user(actors.assessor), journey)
    assert ("Straks" in read, "Senere" in read) == (True, False)
    with when_released():
        assert "Senere" in page(as_user(actors.assessor), journey)


@pytest.mark.parametrize("held", [True, False])
def test_u5_the_banner_counts_down_and_is_gone_at_release(
    held: bool, journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    if held:
        with time_machine.travel(timezone.now(), tick=False):
            do(client, journey, "note", text="Ring")
            shown = page(client, journey)
        assert "data-until=" in shown
        assert "Kan fortrydes i <span data-left>30</span> sekunder" in shown
        return
    do(client, journey, "note", text="Ring")
    with when_released():
        assert "data-until=" not in page(client, journey)


def test_u5_undone_in_time_the_house_sees_a_trace_and_the_words_are_true(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    do(client, journey, "note", text="Forkert borger")
    assert "Ingen andre har læst det, og ingen får besked." in undo(client, journey)
    assert "Kun I kan se det her" in page(client, journey)
    assert "Forkert borger" not in page(as_user(actors.assessor), journey)


def test_u5_status_words_say_that_status_was_there_to_be_seen(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.nurse)
    do(client, journey, "plads", provider=actors.ward.pk, bed="04-2")
    assert "De kan have set status" in undo(client, journey)


def test_u5_after_the_release_a_take_back_is_there_for_all(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    client = as_user(actors.nurse)
    do(client, journey, "note", text="Skrevet for hurtigt")
    with when_released():
        assert "De andre parter ser det" in undo(client, journey)
        read = page(as_user(actors.assessor), journey)
    assert "event-voided" in read
    assert "Skrevet for hurtigt" in read


def test_u5_an_undone_acknowledgement_leaves_the_one_before_it(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    client = as_user(actors.assessor)
    do(client, journey, "kvitter")
    first = ReadMark.objects.get(unit=actors.visitation).acknowledged_at
    with when_released():
        later = as_user(actors.assessor)
        do(later, journey, "kvitter")
        undo(later, journey)
        assert ReadMark.objects.get(unit=actors.visitation).acknowledged_at == first


def test_u5_seeing_a_page_does_not_see_what_is_not_released(journey: Journey, actors: Actors, as_user: AsUser) -> None:
    do(as_user(actors.nurse), journey, "note", text="Kommer om lidt")
    page(as_user(actors.assessor), journey)
    with when_released():
        relay_due(now=timezone.now(), limit=100)
        assert "1 ny<" in as_user(actors.assessor).get("/kommune/").content.decode()


def test_u5_112_and_a_call_are_read_at_once(actors: Actors, as_user: AsUser) -> None:
    journey = discharged_journey(actors)
    at = (timezone.localtime() - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    do(as_user(actors.nurse), journey, "112", at=at, occurred_at=at)
    event = JourneyEvent.objects.get(kind="emergency_called")
    assert event.released_at == event.recorded_at
    assert str(event.uuid) in page(as_user(actors.assessor), journey)


def test_u5_t3_the_municipality_is_not_said_to_know_before_it_does(
    journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    assert do_filled("faerdigbehandlet", journey, actors.nurse).status_code == 302
    relay_due(now=timezone.now(), limit=100)
    assert "Kommunen fik besked" not in page(as_user(actors.nurse), journey)
    with when_released():
        relay_due(now=timezone.now(), limit=100)
        assert "Kommunen fik besked" in page(as_user(actors.nurse), journey)


@pytest.mark.parametrize("spec", BY_SLUG.values(), ids=lambda spec: spec.slug)
def test_r1_7_a_form_promises_that_others_see_a_change_only_where_there_is_one(spec: Any) -> None:
    words_alone = spec.form.kind is not None and only_words(spec.form.kind)
    heard = str(spec.form.heard.fget(spec.form))
    at_once = spec.form.immediate or spec.form.kind in IMMEDIATE
    assert ("med det samme" in heard) is (at_once or not words_alone)


@pytest.mark.parametrize("in_time", [True, False])
def test_u5_days_are_agreed_on_where_there_is_a_ledger(
    in_time: bool, journey: Journey, actors: Actors, as_user: AsUser
) -> None:
    def may_agree() -> bool:
        return BY_SLUG["enig-i-dage"].offered(Journey.objects.get(pk=journey.pk), timezone.now())

    assert not may_agree()
    assert do_filled("faerdigbehandlet", journey, actors.nurse).status_code == 302
    assert may_agree()
    with nullcontext() if in_time else when_released():
        undo(as_user(actors.nurse), journey)
    assert may_agree() is JourneyLedger.objects.filter(pk=journey.pk).exists() is not in_time


@pytest.mark.parametrize("slug", ["indlagt", "planlagt"])
def test_u5_a_journey_begun_and_undone_was_never_there_for_others(slug: str, actors: Actors, as_user: AsUser) -> None:
    client, citizen = as_user(actors.nurse), make_citizen()
    state_affiliation(citizen, Affiliation.MUNICIPAL_SERVICES, True, at=timezone.now() - timedelta(days=9))
    at = (timezone.localtime() + timedelta(hours=2 if slug == "planlagt" else -2)).strftime("%Y-%m-%dT%H:%M")
    said = {"cpr": citizen.cpr, "ward": actors.ward.pk, "municipality": actors.municipality.pk}
    begun = client.post(f"/forloeb/nyt/{slug}/", said | {"occurred_at": at, "planned_at": at})
    assert begun.status_code == 302
    (journey,) = Journey.objects.all()
    other = as_user(actors.assessor)
    assert other.get(f"/forloeb/{journey.pk}/").status_code == 200
    assert "new-mark" not in other.get("/kommune/").content.decode()
    undo(client, journey)
    assert other.get(f"/forloeb/{journey.pk}/").status_code == 404
    assert citizen.name not in other.get("/kommune/").content.decode()
    assert client.get(f"/forloeb/{journey.pk}/").status_code == 200
