"""The health endpoint and what pages say of silent gateways (DESIGN §5)."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.utils import timezone

from medcom.models import Gateway
from notifications.actions.outbox import publish
from organisations.models import User
from tests.actors import Actors

AsUser = Callable[[User], Client]


def gateway(*, silent_for: timedelta, after: int | None = 60) -> Gateway:
    cache.clear()
    heard = timezone.now() - silent_for
    return Gateway.objects.create(
        name="Regionen", token_hash="x" * 64, silent_after_minutes=after, created_at=heard, last_message_at=heard
    )


def test_well_when_nothing_waits(db: None) -> None:
    response = Client().get("/sundhed/")
    assert (response.status_code, response.json()["status"]) == (200, "ok")


def watching(settings: Any) -> Client:
    """Monitoring, with its token."""
    settings.HEALTH_TOKEN = "long-and-random"
    return Client(headers={"Authorization": "Bearer long-and-random"})


def test_overdue_effects_are_503(db: None, settings: Any) -> None:
    now = timezone.now()
    publish("nowhere", {}, key="k", now=now - timedelta(minutes=6))
    response = watching(settings).get("/sundhed/")
    assert response.status_code == 503
    assert response.json()["oldest_overdue_outbox_seconds"] >= 360


def test_late_work_takes_no_web_server_away(db: None) -> None:
    publish("nowhere", {}, key="k", now=timezone.now() - timedelta(days=6))
    assert Client().get("/sundhed/").status_code == 503
    assert Client().get("/sundhed/web/").json() == {"status": "ok"}


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_web_server_without_its_database_says_so(db: None, error: type[Exception]) -> None:
    def away(*_asked: Any) -> None:
        raise error("could not connect to server")

    with connection.execute_wrapper(away):
        response = Client().get("/sundhed/web/")
    assert (response.status_code, response.json()) == (503, {"status": "no_database"})


def test_a_balancer_asks_the_web_server_itself_without_tls(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/sundhed/web/").status_code == 200
    assert Client().get("/sundhed/").status_code == 301


def test_each_gateway_says_when_it_spoke_last(db: None, settings: Any) -> None:
    heard = gateway(silent_for=timedelta(minutes=5))
    assert heard.last_message_at
    told = watching(settings).get("/sundhed/").json()
    assert told["last_message_at"] == {"Regionen": heard.last_message_at.isoformat()}


def test_d28_a_stranger_is_told_ok_or_not_and_nothing_else(actors: Actors, as_user: AsUser, settings: Any) -> None:
    gateway(silent_for=timedelta(days=1))
    for client in (Client(), Client(headers={"Authorization": "Bearer wrong"}), as_user(actors.nurse)):
        assert client.get("/sundhed/").json() == {"status": "ok"}
    assert "last_message_at" in as_user(actors.administrator).get("/sundhed/").json()


def test_d28_without_a_token_in_the_settings_no_token_is_right(db: None) -> None:
    assert Client(headers={"Authorization": "Bearer "}).get("/sundhed/").json() == {"status": "ok"}


def test_d14_doors_of_a_demo_that_are_left_are_no_good_health(actors: Actors, settings: Any) -> None:
    left = gateway(silent_for=timedelta(0))
    left.demo = True
    left.save()
    User.objects.filter(pk=actors.nurse.pk).update(fictitious=True)
    assert Client().get("/sundhed/").json() == {"status": "not_ok"}
    assert watching(settings).get("/sundhed/").json()["demo_left"] == ["users", "gateways"]
    call_command("remove_demo_doors", stdout=StringIO())
    assert Client().get("/sundhed/").status_code == 200


def test_d14_a_gateway_for_all_senders_is_something_to_decide(actors: Actors, as_user: AsUser, settings: Any) -> None:
    hub = gateway(silent_for=timedelta(0))
    assert watching(settings).get("/sundhed/").json()["status"] == "ok"
    Gateway.objects.filter(pk=hub.pk).update(all_senders=True)
    response = watching(settings).get("/sundhed/")
    assert (response.status_code, response.json()["status"]) == (200, "attention")
    assert response.json()["gateways_for_all_senders"] == ["Regionen"]
    assert Client().get("/sundhed/").json() == {"status": "ok"}
    assert (
        "Regionen må levere for alle afsendere"
        in as_user(actors.administrator).get("/administration/beskeder/").content.decode()
    )


def test_d14_the_demos_gateway_is_no_matter(db: None, settings: Any) -> None:
    settings.DEMO = True
    Gateway.objects.filter(pk=gateway(silent_for=timedelta(0)).pk).update(all_senders=True)
    assert watching(settings).get("/sundhed/").json()["gateways_for_all_senders"] == []


def test_a_silent_gateway_has_a_banner(actors: Actors, as_user: AsUser) -> None:
    gateway(silent_for=timedelta(minutes=61))
    assert "Ingen beskeder fra Regionen siden" in as_user(actors.nurse).get("/afdeling/").content.decode()


def test_a_talking_gateway_has_none(actors: Actors, as_user: AsUser) -> None:
    gateway(silent_for=timedelta(minutes=59))
    assert "Ingen beskeder fra" not in as_user(actors.nurse).get("/afdeling/").content.decode()


def test_the_demos_gateway_may_be_silent(actors: Actors, as_user: AsUser) -> None:
    gateway(silent_for=timedelta(days=9), after=None)
    assert "Ingen beskeder fra" not in as_user(actors.nurse).get("/afdeling/").content.decode()


def test_the_administrator_reads_the_access_log(actors: Actors, as_user: AsUser) -> None:
    as_user(actors.nurse).get("/afdeling/")
    page = as_user(actors.administrator).post("/adgangslog/", {"user": "birgit"}).content.decode()
    assert "Birgit Holm" in page
    assert "Så en liste" in page
