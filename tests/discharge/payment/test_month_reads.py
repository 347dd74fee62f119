"""The ledger of a month reads who pays in it, not who ever paid before."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from discharge.models import LedgerPayer
from journeys.domain.calendar.clock import local_date
from tests.actors import Actors
from tests.factories.journeys import discharged_journey
from tests.services.buffers import most_rows, plans_of, statements_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
# Houses and people are read whole where they are few, and how few is other tests' affair: the payers are counted.
PAID, MOST_ROWS, PAYERS = 2000, 20, LedgerPayer._meta.db_table


@pytest.mark.parametrize("who", ["assessor", "nurse"])
def test_what_was_paid_before_the_month_is_not_looked_at(who: str, actors: Actors) -> None:
    journey, today = discharged_journey(actors), local_date(timezone.now())
    days = [today - timedelta(days=40 + number % 1000) for number in range(PAID)]
    LedgerPayer.objects.bulk_create(
        LedgerPayer(journey=journey, municipality=journey.municipality, first_on=day, last_on=day) for day in days
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {PAYERS}")
    client = Client()
    client.force_login(getattr(actors, who))
    assert client.get("/betaling/").status_code == 200
    assert most_rows(list(plans_of(statements_of(partial(client.get, "/betaling/")))), PAYERS) <= MOST_ROWS
