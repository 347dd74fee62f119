"""Shared fixtures: services, official files, and the house rules of every test run."""

import gc
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings

from tests.actors import Actors, make_actors
from tests.services import flush, measuring, rendering, signing_in, template
from tests.services.medcom import medcom_folder
from tests.services.redis import RedisServer, redis_program
from tests.services.require import missing
from tests.services.unordered import in_reverse

flush.install()
signing_in.install()
rendering.install()
template.install()

# The same cases every time, so that a change is judged by itself; HYPOTHESIS_PROFILE=search looks for new ones.
# No case has so many milliseconds: a busy machine is no fault.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("search", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


# Of one world each, which a worker builds for all of their tests: at the front no second worker is handed some of them.
WORLDS = ("tests/contracts/matrix/", "tests/desk/test_demo.py::")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What shares a world comes first; none of it commits."""
    items.sort(key=lambda item: not item.nodeid.startswith(WORLDS))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Measuring steps aside where only Django works; what lives to the end is no more looked through for garbage."""
    measuring.install(session.config)
    # The program and thousands of collected tests live to the end: looking through them for garbage finds none.
    gc.collect()
    gc.freeze()
    # A page makes tens of thousands of objects, and nearly all of them go by themselves.
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def medcom_dir() -> Path:
    """The folder of MedCom's official files."""
    return medcom_folder() or missing("MedCom's official files")


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """A private Redis server for the session; tests that kill it start it again."""
    if redis_program() is None:
        missing("Redis")
    server = RedisServer().start()
    yield server
    server.close()


@pytest.fixture(autouse=True)
def _on_the_right_database(request: pytest.FixtureRequest) -> None:
    """Tests marked postgres are skipped on SQLite; the PostgreSQL run has them."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("runs on PostgreSQL only: TEST_DB=postgres")


@pytest.fixture(autouse=True)
def _no_order_promised(request: pytest.FixtureRequest) -> Iterator[None]:
    """On PostgreSQL, rows that no query orders come in reverse; where whole services or a browser run, not yet."""
    folder = request.path.relative_to(request.config.rootpath / "tests").parts[0]
    asked = connection.vendor == "postgresql" and folder not in ("browser", "faults")
    with in_reverse() if asked else nullcontext():
        yield


@pytest.fixture(autouse=True)
def _in_danish() -> Iterator[None]:
    """An answer in English leaves its language behind in the thread; the next test begins in Danish."""
    with translation.override("da"):
        yield


@pytest.fixture
def actors(db: None) -> Actors:
    """One named person per role in one small world, and a stranger; needs the database."""
    return make_actors()
