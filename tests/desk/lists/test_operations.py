"""How the program runs: the page for operators, and the same figures for Prometheus (DESIGN §5)."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from desk.selectors.machinery.health import TOO_LATE
from desk.selectors.machinery.requests import NOWHERE
from journeys.models import Deadline
from medcom.models import InboundMessage
from notifications.actions.outbox import publish
from notifications.models import OutboxMessage
from organisations.domain.cpr_like import looks_like_cpr
from organisations.domain.roles import Role
from organisations.models import User
from principles.models import CellMark
from tests.actors import Actors
from tests.factories.journeys import admitted_journey
from tests.factories.organisations import make_user

AsUser = Callable[[User], Client]
TOKEN = "long-and-random"


def watching(settings: Any) -> Client:
    """Monitoring, with its token."""
    settings.HEALTH_TOKEN = TOKEN
    return Client(headers={"Authorization": f"Bearer {TOKEN}"})


def samples(client: Client) -> dict[tuple[str, str], float]:
    """What Prometheus reads, by name and labels."""
    text = client.get("/metrics").content.decode()
    return {
        (sample.name, ",".join(f"{key}={value}" for key, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def message(code: str, *, state: str = "accepted", minutes_ago: int = 10) -> InboundMessage:
    at = timezone.now() - timedelta(minutes=minutes_ago)
    return InboundMessage.objects.create(
        body=b"", size=0, sha256="0" * 64, door="gateway", received_at=at, event_code=code, state=state
    )


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}])
def test_metrics_are_shut_to_whoever_has_no_token(db: None, settings: Any, headers: dict[str, str]) -> None:
    settings.HEALTH_TOKEN = TOKEN
    answer = Client(headers=headers).get("/metrics")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="metrics"')
    assert "outbox" not in answer.content.decode()


def test_without_a_token_in_the_settings_metrics_are_shut_to_all(db: None, settings: Any) -> None:
    settings.HEALTH_TOKEN = ""
    assert Client(headers={"Authorization": "Bearer "}).get("/metrics").status_code == 401


def test_requests_are_counted_by_address_and_status(actors: Actors, as_user: AsUser, settings: Any) -> None:
    monitoring = watching(settings)
    before = samples(monitoring)
    nurse = as_user(actors.nurse)
    journey = admitted_journey(actors)
    nurse.get(reverse("desk:journey", args=[journey.pk]))
    nurse.get("/251248-9996/findes-ikke/")
    after = samples(monitoring)

    def more(name: str, labels: str) -> float:
        return after[name, labels] - before.get((name, labels), 0)

    assert more("http_requests_total", "status=200,view=desk:journey") == 1
    assert more("http_request_duration_seconds_count", "view=desk:journey") == 1
    assert 5 <= more("http_request_statements_sum", "view=desk:journey") <= 40
    assert more("http_requests_total", f"status=404,view={NOWHERE}") == 1


def test_queues_timers_intake_and_cells_are_told(actors: Actors, settings: Any) -> None:
    now, journey = timezone.now(), admitted_journey(actors)
    OutboxMessage.objects.all().delete()
    publish("nowhere", {}, key="late", now=now - timedelta(minutes=6))
    publish("nowhere", {}, key="held", now=now, release_at=now + timedelta(minutes=1))
    made = {"journey": journey, "starts_at": now}
    Deadline.objects.create(kind="a", due_at=now - timedelta(minutes=9), state="fired", fired_at=now, **made)
    Deadline.objects.create(kind="b", due_at=now - timedelta(minutes=2), **made)
    CellMark.objects.all().delete()
    CellMark.objects.create(month=now.date(), marked_at=now - timedelta(minutes=7))
    message("hospital-notification-message")
    message("hospital-notification-message", state="rejected")
    message("hospital-notification-message", minutes_ago=70)
    found = samples(watching(settings))
    assert 360 <= found["outbox_oldest_overdue_seconds", ""] < 480
    assert found["outbox_messages", "state=held"] == 1
    assert found["deadline_longest_lag_seconds", ""] == 540
    assert found["deadlines", "state=fired_last_hour"] == 1
    assert found["deadlines", "state=overdue"] >= 1
    assert 420 <= found["stored_cells_lag_seconds", ""] < 540
    assert found["intake_messages_last_hour", "kind=hospital-notification-message,outcome=accepted"] == 1
    assert found["intake_messages_last_hour", "kind=hospital-notification-message,outcome=rejected"] == 1
    assert found["healthy", ""] == 0


def test_no_label_holds_what_a_stranger_wrote(actors: Actors, as_user: AsUser, settings: Any) -> None:
    message("251248-9996 Nancy Ann Berggren")
    message("", state="unreadable")
    as_user(actors.nurse).get(reverse("desk:journey", args=[admitted_journey(actors).pk]))
    text = watching(settings).get("/metrics").content.decode()
    assert 'kind="other"' in text
    assert 'kind="unread"' in text
    assert "Nancy" not in text
    labels = re.findall(r'"([^"]*)"', text)
    assert not [label for label in labels if looks_like_cpr(label) or re.search(r"[0-9a-f]{8}-", label)]
    people = set(User.objects.values_list("name", flat=True))
    assert not [name for name in people if name in text]


def test_well_says_so_in_a_sentence(actors: Actors, as_user: AsUser) -> None:
    page = as_user(actors.administrator).get(reverse("desk:operations")).content.decode()
    assert "Alt følger med." in page
    assert "Skal ses på nu" not in page


def test_what_waits_too_long_stands_on_top_with_what_to_do(actors: Actors, as_user: AsUser) -> None:
    publish("nowhere", {}, key="k", now=timezone.now() - TOO_LATE - timedelta(minutes=3))
    page = as_user(actors.administrator).get(reverse("desk:operations")).content.decode()
    assert "Ældste besked, der ikke er sendt: 8 min" in page
    assert "(grænse: højst 5 min)" in page
    assert "docker compose ps" in page
    assert "Alt følger med." not in page


def test_in_time_is_no_alarm(actors: Actors, as_user: AsUser) -> None:
    publish("nowhere", {}, key="k", now=timezone.now() - timedelta(minutes=3))
    page = as_user(actors.administrator).get(reverse("desk:operations"))
    reading = next(row for row in page.context["readings"] if row.key == "outbox_age")
    assert (reading.words, reading.wrong, reading.mend) == ("3 min", False, "")


def test_an_operator_begins_there_and_sees_no_citizen(actors: Actors, as_user: AsUser) -> None:
    operator = as_user(make_user("Ole Brandt", role=Role.OPERATOR, unit=actors.region))
    journey = admitted_journey(actors)
    assert operator.get("/").headers["Location"] == reverse("desk:operations")
    page = operator.get(reverse("desk:operations"))
    assert page.status_code == 200
    for address in (reverse("desk:journey", args=[journey.pk]), reverse("medcom:log"), reverse("desk:figures")):
        assert operator.get(address).status_code == 403
        assert f'href="{address}"' not in page.content.decode()
    assert "last_message_at" in operator.get("/sundhed/").json()


def test_intake_is_told_in_words(actors: Actors, as_user: AsUser) -> None:
    message("care-communication-message", state="rejected")
    page = as_user(actors.administrator).get(reverse("desk:operations"))
    row = next(row for row in page.context["intake"] if row.number == 1)
    assert (row.kind, row.wrong) == ("Korrespondance (FHIR)", True)
