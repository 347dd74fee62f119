"""Where things lie, and how commands are run; standard library only."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
STAMPS = VENV / "stamps"
PACKAGES = (
    "config",
    "desk",
    "medcom",
    "principles",
    "documents",
    "discharge",
    "journeys",
    "notifications",
    "organisations",
)


def run(command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None) -> int:
    """Run a command in the project's folder; its exit status."""
    sys.stdout.flush()
    environment = {**os.environ, **(extra or {})}
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode


def must(command: Sequence[str | Path], *, extra: Mapping[str, str] | None = None) -> None:
    """Run a command and end the program with its status when it fails."""
    if status := run(command, extra=extra):
        sys.exit(status)


def processors() -> int:
    """How many of the machine's this program may use."""
    limit = Path("/sys/fs/cgroup/cpu.max")
    quota, period = (limit.read_text() if limit.is_file() else "max 1").split()
    allowed = len(os.sched_getaffinity(0))
    return allowed if quota == "max" else max(1, min(allowed, int(quota) // int(period)))


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the files' names and contents and of the Python that asks."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def unchanged(stamp: str, value: str) -> bool:
    """Whether the step's stamp says that it was done for this very input."""
    path = STAMPS / stamp
    return path.is_file() and path.read_text() == value


def done(stamp: str, value: str) -> None:
    """Remember that the step was done."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / stamp).write_text(value)
