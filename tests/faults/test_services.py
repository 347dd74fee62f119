"""The private servers themselves: they come back after a kill and keep what was committed."""

import subprocess
import sys
import time

import psycopg2
import pytest

from tests.services.postgres import PostgresServer, postgres_programs
from tests.services.processes import answers
from tests.services.redis import RedisServer, redis_program
from tests.services.require import missing

KILLED_WITH_ITS_STARTER = """
import sys, time
from tests.services.redis import RedisServer
print(RedisServer().start().port, flush=True)
time.sleep(60)
"""


@pytest.fixture
def postgres() -> PostgresServer:
    return PostgresServer() if postgres_programs() else missing("PostgreSQL")


def test_a_killed_postgres_keeps_what_was_committed(postgres: PostgresServer) -> None:
    try:
        connection = psycopg2.connect(postgres.start().url)
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT generate_series(1, 100)")
        postgres.kill()
        with psycopg2.connect(postgres.start().url) as again, again.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM kept")
            assert cursor.fetchone() == (100,)
        again.close()
        connection.close()
    finally:
        postgres.close()


def test_a_killed_redis_comes_back_on_its_port() -> None:
    if redis_program() is None:
        missing("Redis")
    server = RedisServer().start()
    server.kill()
    assert not answers(server.port)
    server.start()
    assert answers(server.port)
    server.close()


def test_a_server_ends_with_the_process_that_started_it() -> None:
    if redis_program() is None:
        missing("Redis")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED_WITH_ITS_STARTER], stdout=subprocess.PIPE, text=True
    ) as starter:
        assert starter.stdout is not None
        port = int(starter.stdout.readline())
        assert answers(port)
        starter.kill()
    limit = time.monotonic() + 10
    while answers(port) and time.monotonic() < limit:
        time.sleep(0.05)
    assert not answers(port)
