"""P1: the lists and a journey's page, as pages and as JSON, beside their own statements and an empty view."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from django.test import Client
from django.utils import timezone

from journeys.actions.events import NewEvent, record_event
from journeys.domain.events import EventKind
from journeys.models import Journey
from journeys.selectors.sight import sight_of
from organisations.models import User
from tools.bench.empty import EMPTY
from tools.bench.figures import BenchFigure
from tools.bench.messages import as_bytes, deliver, episode
from tools.bench.sizes import Sizes
from tools.bench.statements import bare, statements_of
from tools.bench.timing import timed

HTML, JSON = 3.0, 2.0
LIST_QUERIES, JOURNEY_QUERIES = 8, 12
LISTS = (
    ("ward", "hospital", "/afdeling/"),
    ("municipality", "municipality", "/kommune/"),
    ("practice", "gp", "/praksis/"),
)


def measure(sizes: Sizes) -> Iterator[BenchFigure]:
    """Two figures a page: its time, and how many statements it asks."""
    for name, who, address in LISTS:
        client = client_of(who)
        yield from _and_statements(page(f"{name}, page", client, address, sizes, goal=HTML), LIST_QUERIES)
        yield from _and_statements(page(f"{name}, JSON", client, "/api/v1/journeys/", sizes, goal=JSON), LIST_QUERIES)
    journey, client = _long_journey(sizes), client_of("hospital")
    title = f"journey with {sizes.events} events"
    for kind, address, goal in (("page", "/forloeb/", HTML), ("JSON", "/api/v1/journeys/", JSON)):
        timed_page = page(f"{title}, {kind}", client, f"{address}{journey.pk}/", sizes, goal=goal)
        yield from _and_statements(timed_page, JOURNEY_QUERIES)


def client_of(username: str) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def page(name: str, client: Client, address: str, sizes: Sizes, *, goal: float, group: str = "P1") -> BenchFigure:
    """The page beside its own statements and a view that does nothing behind the same middleware."""
    ask = partial(client.get, address)
    answer = ask()
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    asked = statements_of(ask)
    shown, own, empty = timed(ask, bare(asked), partial(client.get, EMPTY), tries=sizes.tries)
    return BenchFigure(
        group=group,
        name=name,
        measured=shown.wall,
        floor=own.wall + empty.wall,
        goal=goal,
        cpu=shown.cpu,
        queries=len(asked),
        note=f"own statements {own.wall:.1f} ms, empty view {empty.wall:.1f} ms",
    )


def _and_statements(timed_page: BenchFigure, most: int) -> Iterator[BenchFigure]:
    yield timed_page
    asked = float(timed_page.queries or 0)
    yield BenchFigure(
        group=timed_page.group, name=f"statements of {timed_page.name}", measured=asked, unit="statements", goal=most
    )


def _long_journey(sizes: Sizes) -> Journey:
    """An open journey that the nurse sees, with notes until it has so many events."""
    nurse = User.objects.get(username="hospital")
    # In a small region nobody may lie in her ward.
    now = timezone.now()
    deliver(as_bytes(episode(3).admit(at=now - timedelta(hours=1))), now=now)
    journey = (
        Journey.objects.visible_to(sight_of(nurse, now=timezone.now())).filter(over_at=None).order_by("pk").first()
    )
    if journey is None:
        raise RuntimeError("the nurse of the demo sees no open journey: the region is too small")
    for number in range(max(sizes.events - journey.placements.count(), 0)):
        now = timezone.now()
        written = {"text": f"Opdigtet notat {number}"}
        note = NewEvent(kind=EventKind.NOTE_WRITTEN, occurred_at=now, anchor=journey.pk, payload=written)
        record_event(journey.citizen_id, note, now=now, tell=False)
    return journey
