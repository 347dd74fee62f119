"""Running one function in several threads that begin together, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

THREADS = 8
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
