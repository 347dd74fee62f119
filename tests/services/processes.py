"""Starting server programs that never outlive the tests, even when the tests are killed."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
DAY = 86_400
STARTING_TAKES_AT_MOST = 20.0


def free_port() -> int:
    """A port nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new_folder(prefix: str) -> Path:
    """A fresh folder under the system's temporary one; those forgotten for a day are removed."""
    # Not below a home folder: the postgres user must be able to reach it.
    for old in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        if time.time() - old.stat().st_mtime > DAY:
            shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=prefix))


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """A preexec function: the kernel sends the signal when the starting thread ends."""
    libc = ctypes.CDLL(None)

    def arrange() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))

    return arrange


def start(
    command: Sequence[str], *, log: Path, dies_by: signal.Signals, user: str | None = None
) -> subprocess.Popen[bytes]:
    """The running program in a session of its own, so that Ctrl-C reaches the tests first."""
    identity: dict[str, Any] = {"user": user, "group": user, "extra_groups": []} if user else {}
    with log.open("ab") as out:
        return subprocess.Popen(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            preexec_fn=die_with_parent(dies_by), **identity,
        )  # fmt: skip


def wait_until(ready: Callable[[], bool], *, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the program answers; raise with its log when it ended or never answered."""
    deadline = time.monotonic() + STARTING_TAKES_AT_MOST
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.02)


def answers(port: int) -> bool:
    """Whether someone listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def stop(process: subprocess.Popen[bytes], number: signal.Signals, *, within: float = 10.0) -> None:
    """End a program politely, then without asking."""
    if process.poll() is not None:
        return
    os.kill(process.pid, number)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
