"""make check: formatting, lint, measures, types, import contracts, migrations, diagrams, translations, schema."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.places import BIN, PACKAGES, PYTHON, ROOT, run

Command = list[str | Path]
# Demo mode off and no server: the checks must not depend on the machine's settings.
ENVIRONMENT = {
    **dict.fromkeys(("DATABASE_URL", "REDIS_URL"), ""),
    "DEBUG": "1",
    "DEMO": "0",
    "LOG_LEVEL": "WARNING",
    # Six of the steps start the program: none reads all of the sources anew.
    "PYTHONDONTWRITEBYTECODE": "",
}
MANAGE: Command = [PYTHON, ROOT / "manage.py"]


def templates() -> list[Path]:
    """Every template."""
    folders = [ROOT / "templates", *(ROOT / package / "templates" for package in PACKAGES)]
    return sorted(path for folder in folders for path in folder.rglob("*.html"))


def steps() -> list[tuple[str, Command]]:
    """What is checked, quickest first; what takes longest is beside."""
    listed: list[tuple[str, Command]] = [
        ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [BIN / "ruff", "check", "--quiet", "."]),
        ("measures", [PYTHON, "-m", "tools.measures"]),
        ("rules", [PYTHON, "-m", "tools.rules", "--check"]),
        ("imports", [BIN / "lint-imports", "--no-logo"]),
        ("system", [*MANAGE, "check", "--fail-level", "WARNING"]),
        ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
        ("translations", [PYTHON, "-m", "tools.translations", "check"]),
    ]
    if found := templates():
        listed.insert(2, ("templates", [BIN / "djhtml", "--check", "--tabwidth", "2", *found]))
    if list(ROOT.glob("*/management/commands/draw_diagrams.py")):
        listed.append(("diagrams", [*MANAGE, "draw_diagrams", "--check"]))
    listed.append(("schema", [PYTHON, "-m", "pytest", "-q", "tests/contracts/test_api_schema.py"]))
    return listed


def types() -> tuple[int, str]:
    """Status and words of mypy: without its cache it takes as long as all the others."""
    command: Command = [BIN / "mypy", *PACKAGES, "tools", "manage.py"]
    finished = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True, check=False
    )
    return finished.returncode, finished.stdout + finished.stderr


def main() -> int:
    """Run every step even after a failure; 1 when one failed."""
    failed = []
    started = time.monotonic()

    def say(name: str, status: int, since: float) -> None:
        print(f"{'ok    ' if status == 0 else 'FAILED'} {name} {time.monotonic() - since:.1f} s", flush=True)
        failed.extend([name] if status else [])

    with ThreadPoolExecutor(1) as beside:
        typing = beside.submit(types)
        for name, command in steps():
            begun = time.monotonic()
            say(name, run(command, extra=ENVIRONMENT), begun)
        status, words = typing.result()
    print(words, end="")
    say("types", status, started)
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
