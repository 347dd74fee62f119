"""What PostgreSQL is told, and which indexes the lists lean on (PITFALLS 23)."""

import psycopg2
import pytest
from django.db import connection

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_a_new_connection_compiles_no_query() -> None:
    own = psycopg2.connect(**{**connection.get_connection_params(), "cursor_factory": None})
    try:
        with own.cursor() as cursor:
            cursor.execute("SHOW jit")
            assert cursor.fetchone() == ("off",)
    finally:
        own.close()
