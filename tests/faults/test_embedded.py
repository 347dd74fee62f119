"""The program without servers, as a real process: it serves, its timers tick, and it stops when asked."""

import http.client
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.processes import answers, die_with_parent, free_port
from tests.services.template import SQLITE_SETTING
from tools.places import PYTHON, ROOT

PATIENCE = 30.0


MANAGE = (str(PYTHON), str(ROOT / "manage.py"))


def environment_in(folder: Path) -> dict[str, str]:
    """SQLite in this folder, no broker."""
    return {**os.environ, "DEBUG": "1", "DEMO": "0", "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "REDIS_URL": "", "LOG_LEVEL": "INFO", "DJANGO_SETTINGS_MODULE": "config.settings"}  # fmt: skip


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database, which every test copies: making the tables takes ten times as long as what is tested."""
    folder = tmp_path_factory.mktemp("migrated")
    if template := os.environ.get(SQLITE_SETTING):
        shutil.copy(template, folder / "db.sqlite3")
        return folder
    subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], env=environment_in(folder), check=True)
    return folder


@pytest.fixture
def environment(tmp_path: Path, migrated: Path) -> dict[str, str]:
    """A folder of its own."""
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    return environment_in(tmp_path)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def program(environment: dict[str, str], port: int, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The running program."""
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*MANAGE, "run_embedded", "--port", str(port)],
            env=environment, stdout=log, stderr=log, preexec_fn=die_with_parent(signal.SIGKILL),
        )  # fmt: skip
    until(lambda: answers(port), process)
    yield process
    process.kill()
    process.wait()


def until(true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for the condition; give up when the program ended or time is over."""
    limit = time.monotonic() + PATIENCE
    while not true():
        assert process.poll() is None, "the program ended"
        assert time.monotonic() < limit, "nothing happened"
        time.sleep(0.1)


def test_the_login_page_is_served(program: subprocess.Popen[bytes], port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/accounts/login/")
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_with_zero_when_asked(program: subprocess.Popen[bytes], number: signal.Signals) -> None:
    time.sleep(1)  # the worker installs its signal handlers just after the port answers
    program.send_signal(number)
    assert program.wait(PATIENCE) == 0


def test_a_taken_port_gives_way_to_a_free_one(program: subprocess.Popen[bytes], port: int,
                                              environment: dict[str, str]) -> None:  # fmt: skip
    second = subprocess.Popen(
        [*MANAGE, "run_embedded", "--port", str(port)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=die_with_parent(signal.SIGKILL),
    )  # fmt: skip
    assert second.stdout is not None
    address = next(line for line in second.stdout if line.startswith("http://"))
    second.kill()
    second.communicate()
    assert not address.startswith(f"http://127.0.0.1:{port}/")
