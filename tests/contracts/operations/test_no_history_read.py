"""No page reads more because more has been: ten times the history, the same buffers (PERFORMANCE P2; PITFALLS 23)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

import psycopg2
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from desk.actions.region.copying import Copied, highest_key, reset_keys
from desk.actions.region.folding import PIECE, RegionPlan, units_of_region, write_piece
from discharge.payment.actions.tariffs import load_tariffs
from documents.models import Document
from journeys.models import Journey
from journeys.selectors.sight import sight_of
from organisations.actions.demo import load_demo_overlay, load_demo_users
from organisations.models import User
from organisations.selectors.units import house_ids
from tests.services.buffers import PAGES, Statement, buffers_read, most_rows, plans_of, statements_of

pytestmark = [pytest.mark.postgres, pytest.mark.walk, pytest.mark.django_db]
# The smaller region is as long as sight, so that everything that is shown lies in it.
PER_DAY, PIECES = 2, 10
MOST_TIMES = 1.5
# Who opens a journey.
READERS = ("hospital", "municipality", "gp")
# What a step of a plan looks at of one journey, and of what all pages share.
MOST_ROWS = 300
# What an index that is one level deeper costs a page.
DEEPER = 100


def _write(until: datetime, pieces: Iterable[int]) -> None:
    plan, units = RegionPlan(journeys=PIECES * PIECE, seed=1, until=until, per_day=PER_DAY), units_of_region()
    for piece in pieces:
        write_piece(plan, piece, units, store=Copied(highest_key()))
    reset_keys()
    _written_by_hand()


def _written_by_hand() -> None:
    """Its own letters are a house's history too; those of the invented region came by message."""
    writer = User.objects.get(username="hospital")
    assert writer.unit is not None
    assert Document.objects.filter(unit__in=house_ids(writer.unit)).update(begun_by=writer)


def _a_journey(who: str) -> UUID:
    """The newest one that somebody sees: history is older."""
    reader = User.objects.get(username=who)
    seen = Journey.objects.visible_to(sight_of(reader, now=timezone.now()))
    return seen.order_by("-arrived_at", "pk").values_list("pk", flat=True)[0]


def _read() -> Mapping[tuple[str, str], int]:
    """Buffers by reader and page; as in a large region, where no table is small enough to be read whole."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL enable_seqscan = off")
    read = {}
    for who, address in (*PAGES, *_journeys()):
        read[who, address] = buffers_read(_asked(who, address))
    return read


def _asked(who: str, address: str) -> list[Statement]:
    client = Client()
    client.force_login(User.objects.get(username=who))
    # What all pages share for some seconds has been asked by then.
    assert client.get(address).status_code == 200
    return statements_of(partial(client.get, address))


def _journeys() -> list[tuple[str, str]]:
    return [(who, f"/forloeb/{_a_journey(who)}/") for who in READERS]


@override_settings(DEMO=True)
def test_ten_times_the_history_is_not_read() -> None:
    cache.clear()
    load_demo_overlay()
    load_tariffs(demo=True)
    load_demo_users(password="invented-for-the-test")
    until = timezone.now().replace(minute=0, second=0, microsecond=0)
    _write(until, [0])
    once = _read()
    _write(until, range(1, PIECES))
    more = {page: (once[page], number) for page, number in _read().items() if number > MOST_TIMES * once[page] + DEEPER}
    assert not more
    # A journey is small, whatever its hospital, its municipality and its practice have seen.
    assert [rows for page in _journeys() if (rows := most_rows(list(plans_of(_asked(*page))))) > MOST_ROWS] == []


def test_a_new_connection_compiles_no_query() -> None:
    own = psycopg2.connect(**{**connection.get_connection_params(), "cursor_factory": None})
    try:
        with own.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    finally:
        own.close()
