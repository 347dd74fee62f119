"""Running one function in several threads that begin together, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, Event
from time import monotonic, sleep
from typing import TypeVar

from django.db import connection, connections, transaction

THREADS = 8
# Seconds: a test that hangs fails; a second that waits on SQLite shows it by not being done.
PATIENCE, SQLITE_MOMENT = 30, 1
Result = TypeVar("Result")


def at_once(function: Callable[[], Result], *, threads: int = THREADS) -> list[Result]:
    """What the function returned in each thread; an error in one of them is raised here."""
    together = Barrier(threads)

    def run() -> Result:
        together.wait()
        try:
            return function()
        finally:
            # A connection left open keeps the test database from being emptied.
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(threads)]]


def one_after_the_other(first: Callable[[], object], second: Callable[[], Result]) -> Result:
    """What `second` returned, begun while `first` was done and not committed, and released once it waited for it.

    Where `second` waits for nothing, it runs to its end beside the open transaction.
    """
    done, released = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                first()
                done.set()
                assert released.wait(PATIENCE)
        finally:
            done.set()
            connections.close_all()

    def follow() -> Result:
        assert done.wait(PATIENCE)
        try:
            return second()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        holding, following = pool.submit(hold), pool.submit(follow)
        try:
            assert done.wait(PATIENCE)
            _until_waiting(following)
        finally:
            released.set()
        holding.result()
        return following.result()


def _until_waiting(following: Future[Result]) -> None:
    """PostgreSQL says who waits for a lock; SQLite's busy handler says nothing, so it gets a moment."""
    until = monotonic() + (PATIENCE if connection.vendor == "postgresql" else SQLITE_MOMENT)
    while not following.done() and monotonic() < until:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
                if cursor.fetchone()[0]:
                    return
        sleep(0.01)
