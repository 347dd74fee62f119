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
from journeys.models import Journey
from journeys.selectors.sight import sight_of
from organisations.actions.demo import load_demo_overlay, load_demo_users
from organisations.models import User
from tests.services.buffers import PAGES, buffers_read, statements_of

pytestmark = [pytest.mark.postgres, pytest.mark.walk, pytest.mark.django_db]
# The smaller region is as long as sight, so that everything that is shown lies in it.
PER_DAY, PIECES = 2, 10
MOST_TIMES = 1.5
# What an index that is one level deeper costs a page.
DEEPER = 100


def _write(until: datetime, pieces: Iterable[int]) -> None:
    plan, units = RegionPlan(journeys=PIECES * PIECE, seed=1, until=until, per_day=PER_DAY), units_of_region()
    for piece in pieces:
        write_piece(plan, piece, units, store=Copied(highest_key()))
    reset_keys()


def _a_journey() -> UUID:
    """The newest one that the municipality sees: history is older."""
    reader = User.objects.get(username="municipality")
    seen = Journey.objects.visible_to(sight_of(reader, now=timezone.now()))
    return seen.order_by("-arrived_at", "pk").values_list("pk", flat=True)[0]


def _read() -> Mapping[tuple[str, str], int]:
    """Buffers by reader and page; as in a large region, where no table is small enough to be read whole."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL enable_seqscan = off")
    read = {}
    for who, address in (*PAGES, ("municipality", f"/forloeb/{_a_journey()}/")):
        client = Client()
        client.force_login(User.objects.get(username=who))
        # What all pages share for some seconds has been asked by then.
        assert client.get(address).status_code == 200
        read[who, address] = buffers_read(statements_of(partial(client.get, address)))
    return read


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


def test_a_new_connection_compiles_no_query() -> None:
    own = psycopg2.connect(**{**connection.get_connection_params(), "cursor_factory": None})
    try:
        with own.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    finally:
        own.close()
