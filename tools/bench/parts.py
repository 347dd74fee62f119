"""Work that several processes do at once: each is started, says that it is ready, and begins when all are."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from tools.places import ROOT


def in_parts(name: str, processes: int, *arguments: int) -> list[str]:
    """Runs `processes` of a part beside each other; what each says at its end. The last argument counts them."""
    *same, first = arguments
    with ExitStack() as stack:
        workers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tools.bench.parts", name, *map(str, (*same, first + number))],
                    cwd=ROOT,
                    env=dict(os.environ),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for number in range(processes)
        ]
        for worker in workers:
            assert worker.stdout is not None
            if worker.stdout.readline() != "ready\n":
                raise RuntimeError(f"a process of the bench could not begin: {name}")
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("\n")
            worker.stdin.flush()
        said = [worker.communicate()[0].strip() for worker in workers]
    if any(worker.returncode for worker in workers):
        raise RuntimeError(f"a process of the bench failed: {name}")
    return said


def _ready() -> float:
    print("ready", flush=True)
    sys.stdin.readline()
    return time.perf_counter()


def _deliver(number: int, first: int) -> None:
    """Admissions of so many people; says the seconds."""
    from django.utils import timezone

    from tools.bench.messages import as_bytes, deliver, episode

    now = timezone.now()
    bodies = [as_bytes(episode(first * 1000 + each).admit(at=now)) for each in range(number)]
    began = _ready()
    for body in bodies:
        deliver(body, now=timezone.now())
    print(time.perf_counter() - began)


def _sweep(_number: int) -> None:
    """Sweeps as the worker does; says how many fired here and the seconds."""
    from tools.bench.measured.deadlines import sweep_all

    began = _ready()
    fired = sweep_all()
    print(fired, time.perf_counter() - began)


def _claim(_number: int) -> None:
    """The bare claim of the same rows; says how many and the seconds."""
    from tools.bench.measured.deadlines import claim_all

    began = _ready()
    fired = claim_all()
    print(fired, time.perf_counter() - began)


if __name__ == "__main__":
    import django

    django.setup()
    PARTS: dict[str, Callable[..., None]] = {"deliver": _deliver, "sweep": _sweep, "claim": _claim}
    PARTS[sys.argv[1]](*map(int, sys.argv[2:]))
