"""The program without servers, as a real process: it serves, its timers tick, and it stops when asked."""

import http.client
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.processes import answers, die_with_parent, free_port
from tools.places import PYTHON, ROOT

PATIENCE = 30.0


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """SQLite in a folder of its own, no broker."""
    return {**os.environ, "DEBUG": "1", "DEMO": "0", "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
            "REDIS_URL": "", "LOG_LEVEL": "INFO", "DJANGO_SETTINGS_MODULE": "config.settings"}  # fmt: skip


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def program(environment: dict[str, str], port: int, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The migrated, running program."""
    manage = [str(PYTHON), str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*manage, "run_embedded", "--port", str(port)],
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
        [str(PYTHON), str(ROOT / "manage.py"), "run_embedded", "--port", str(port)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=die_with_parent(signal.SIGKILL),
    )  # fmt: skip
    assert second.stdout is not None
    address = next(line for line in second.stdout if line.startswith("http://"))
    second.kill()
    second.communicate()
    assert not address.startswith(f"http://127.0.0.1:{port}/")
