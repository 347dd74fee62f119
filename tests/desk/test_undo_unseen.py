"""What is undone in time is never seen by others: every act, every door of every other party (fault U5; DESIGN §4)."""

import difflib
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from desk.forms.acting.table import ACTS, BY_SLUG
from journeys.domain.release import IMMEDIATE, UNDO_WITHIN
from journeys.models import Journey, JourneyEvent
from notifications.actions.outbox import relay_due
from notifications.models import Notification
from organisations.models import User
from tests.actors import Actors
from tests.desk.doing import AT_HOME, BEFORE, MARK, do, doer
from tests.factories.journeys import admitted_journey, discharged_journey

# A Tuesday, ten seconds past the minute, so that no shown minute changes while the test runs.
START = datetime(2026, 11, 17, 9, 0, 10, tzinfo=UTC)
# What of a page may differ: tokens, the clock, and the version that the next act refers to.
_VARIES = (
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r'"X-CSRFToken": "[^"]*"',
    r"fra=\d+",
    r"forløbets version \d+",
    r'"version": ?\d+',
    r'value="[0-9a-f]{32}"',
    r"-why-\d+|why\d+|id=\"[a-z]+-?\d+\"|aria-describedby=\"[a-z]+-?\d+\"",
)


def plain(body: str) -> str:
    for pattern in _VARIES:
        body = re.sub(pattern, "", body)
    return body


def changes(was: str, now: str) -> list[str]:
    """The lines that differ."""
    lines = [re.split(r"\n|(?<=>)(?=<)|(?<=,)(?=\")", each) for each in (was, now)]
    return [line for line in difflib.ndiff(*lines) if line.startswith(("+", "-"))]


RARE = ("desk:ten-seconds", "desk:citizen", "desk:journey-ledger", "desk:journey-ledger-csv")


class Other:
    """Somebody of another house, with every door to one journey."""

    def __init__(self, user: User, journey: Journey, listing: str) -> None:
        self.user, self.journey, self.listing = user, journey, listing
        self.client = Client()
        self.client.force_login(user)
        # The rarer doors are tried by one of the others.
        self.more = () if listing == "/praksis/" else RARE

    def reads(self) -> dict[str, str]:
        """What stands behind each door, the lists first, since opening the page marks it as seen."""
        page = f"/forloeb/{self.journey.pk}/"
        api = f"/api/v1/journeys/{self.journey.pk}/"
        since = (START - timedelta(seconds=1)).isoformat().replace("+", "%2B")
        doors = {
            "list": (self.listing, {"headers": {"HX-Request": "true", "HX-Trigger": "live-list"}}),
            "api list since": (f"/api/v1/journeys/?updated_since={since}", {}),
            "api journey": (api, {}),
            "api events": (f"{api}events/", {}),
            "page": (page, {}),
            "report": (reverse("desk:journey-report", args=[self.journey.pk]), {}),
        }
        for name in self.more:
            of = self.journey.citizen_id if name == "desk:citizen" else self.journey.pk
            doors[name] = (reverse(name, args=[of]), {})
        return {door: self._read(address, more) for door, (address, more) in doors.items()}

    def _read(self, address: str, more: dict[str, Any]) -> str:
        response = self.client.get(address, **more)
        return f"{response.status_code} {plain(response.content.decode())}"

    def timeline(self) -> str:
        return self.client.get(f"/api/v1/journeys/{self.journey.pk}/events/").content.decode()

    def news(self) -> tuple[list[str], int]:
        marks = re.findall(r'class="new-mark">[^<]*<', self.client.get(self.listing).content.decode())
        return marks, Notification.objects.filter(unit=self.user.unit).count()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START - timedelta(hours=1), tick=False) as traveller:
        yield traveller


def others(actors: Actors, journey: Journey, by: User) -> list[Other]:
    sides = ((actors.nurse, "/afdeling/"), (actors.assessor, "/kommune/"), (actors.gp, "/praksis/"))
    house = by.unit.root_id if by.unit else None
    return [Other(user, journey, listing) for user, listing in sides if user.unit and user.unit.root_id != house]


def prepared(slug: str, actors: Actors) -> Journey:
    make = discharged_journey if slug in AT_HOME else admitted_journey
    journey = make(actors, more={"report_of_admission": True}) if slug not in AT_HOME else make(actors)
    for earlier in BEFORE.get(slug, ()):
        assert do(earlier, journey, doer(BY_SLUG[earlier], actors, journey)).status_code == 302, earlier
    return journey


def newest(journey: Journey, by: User) -> list[JourneyEvent]:
    rows = JourneyEvent.objects.filter(citizen=journey.citizen, actor=by, released_at__gt=START).order_by("pk")
    return [row for row in rows if row.recorded_at > START]


# Rows of their own that are no events: nothing to undo (`relative`); done by what is not a citizen in a bed.
ELSEWHERE = frozenset({"paaroerende", "aflys", "del"})
WALKED = [spec for spec in ACTS if spec.slug not in ELSEWHERE and spec.form.kind not in IMMEDIATE]


@pytest.mark.parametrize("spec", WALKED, ids=lambda spec: spec.slug)
def test_u5_what_is_undone_in_time_is_never_seen_by_others(
    spec: Any, actors: Actors, clock: time_machine.Traveller
) -> None:
    cache.clear()
    journey = prepared(spec.slug, actors)
    by = doer(spec, actors, Journey.objects.get(pk=journey.pk))
    clock.move_to(START)
    relay_due(now=START, limit=500)
    readers = others(actors, journey, by)
    actor = Client()
    actor.force_login(by)
    for client in (actor, *(reader.client for reader in readers)):
        client.get(f"/forloeb/{journey.pk}/")
    before = [reader.reads() for reader in readers]
    timelines, news = [reader.timeline() for reader in readers], [reader.news() for reader in readers]
    clock.shift(5)
    done = do(spec.slug, journey, by)
    assert done.status_code == 302, re.sub(r"\s+", " ", done.content.decode())[-3000:]
    events = newest(journey, by)
    assert events, "the act wrote nothing that can be undone"
    clock.shift(5)
    while_held = [reader.reads() for reader in readers]
    assert not [
        door for read in while_held for door, body in read.items() if MARK in body and MARK not in before[0][door]
    ]
    assert not [door for read in while_held for door, body in read.items() if any(str(e.uuid) in body for e in events)]
    assert [reader.timeline() for reader in readers] == timelines
    assert [reader.news() for reader in readers] == news
    clock.shift(5)
    assert actor.post(reverse("desk:journey-undo", args=[journey.pk, events[-1].uuid])).status_code == 302
    clock.shift(60)
    relay_due(now=START + timedelta(seconds=75), limit=500)
    clock.move_to(START)
    after = [reader.reads() for reader in readers]
    for was, now in zip(before, after, strict=True):
        assert {door: changes(was[door], now[door]) for door in was if was[door] != now[door]} == {}
    assert [reader.news() for reader in readers] == news


@pytest.mark.parametrize("spec", WALKED, ids=lambda spec: spec.slug)
def test_u5_what_is_not_undone_is_read_at_its_release(spec: Any, actors: Actors, clock: time_machine.Traveller) -> None:
    journey = prepared(spec.slug, actors)
    by = doer(spec, actors, Journey.objects.get(pk=journey.pk))
    clock.move_to(START)
    clock.shift(5)
    do(spec.slug, journey, by)
    kinds = {event.kind for event in newest(journey, by)}
    clock.shift(UNDO_WITHIN)
    for reader in others(actors, journey, by):
        shown = reader.timeline()
        assert all(f'"kind":"{kind}"' in shown for kind in kinds) or spec.form.kind in _OF_THE_CITIZEN


_OF_THE_CITIZEN = frozenset()
