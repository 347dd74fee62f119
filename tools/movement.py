"""How far a reader is moved: `python -m tools.movement [--tree DIR] [--json]` counts code, and what three acts run.

A move is a call or a return after which another file of the project runs than before it; what Django and other
libraries do between is nothing, nor are tests, migrations and tools. Each act is done once before it is traced, on
other rows, so that imports, templates and caches do not count. `--tree` is another checkout (`git worktree add`),
traced by this same program: the figures of two commits can be compared. The database is a temporary file with the demo
in it.
"""

import argparse
import ast
import contextlib
import json
import os
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tools.measures import python_files
from tools.places import PACKAGES, ROOT

_APART = frozenset({"tests", "migrations"})


@dataclass(slots=True)
class Trace:
    """The project's files that ran, and how often another one than before went on."""

    files: set[str] = field(default_factory=set)
    moves: int = 0
    _stack: list[str] = field(default_factory=list)
    _runs: str = ""

    def enter(self, name: str) -> None:
        """A function of a file is called, or a generator goes on."""
        self._stack.append(name)
        self._at(name)

    def leave(self) -> None:
        """It returns, yields or raises: its caller's file runs again."""
        # What began before the tracing has no caller here.
        if self._stack:
            self._stack.pop()
        if self._stack:
            self._at(self._stack[-1])

    def _at(self, name: str) -> None:
        self.files.add(name)
        self.moves += bool(self._runs) and name != self._runs
        self._runs = name


@contextlib.contextmanager
def traced(tree: Path) -> Iterator[Trace]:
    """Traces what the block runs in this thread."""
    trace, names = Trace(), dict[CodeType, str | None]()

    def watch(frame: FrameType, happening: str, _: Any) -> None:
        code = frame.f_code
        if code not in names:
            names[code] = project_file(code.co_filename, tree)
        name = names[code]
        if name is not None and happening == "call":
            trace.enter(name)
        elif name is not None and happening == "return":
            trace.leave()

    sys.setprofile(watch)
    try:
        yield trace
    finally:
        sys.setprofile(None)


def project_file(filename: str, tree: Path) -> str | None:
    """The file's name inside the project; None of a library's, a test's or a migration's."""
    if not filename.startswith(f"{tree}{os.sep}"):
        return None
    parts = Path(filename).relative_to(tree).parts
    return None if parts[0] not in PACKAGES or _APART & set(parts) else "/".join(parts)


def code_lines(source: str) -> int:
    """Lines that are neither blank nor only comment or docstring."""
    prose: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            prose |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(source.splitlines(), start=1)
    return sum(
        bool(line.strip()) and not line.lstrip().startswith("#") and number not in prose for number, line in lines
    )


def size_of(tree: Path) -> dict[str, int]:
    """Files, lines that are not blank, and lines of code of the packages."""
    paths = [path for path in python_files(tree) if project_file(str(path), tree)]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    lines = sum(bool(line.strip()) for text in texts for line in text.splitlines())
    return {"files": len(paths), "lines": lines, "code": sum(map(code_lines, texts))}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tools.movement", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tree", type=Path, default=ROOT, help="another checkout of the project")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    asked = parser.parse_args()
    tree = asked.tree.resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(StringIO()):
        start(tree, Path(folder))
        acts = {name: {"files": len(t.files), "moves": t.moves} for name, t in measured(tree).items()}
    size = size_of(tree)
    if asked.json:
        print(json.dumps({"size": size, "acts": acts}))
        return 0
    print(f"{size['files']:,} files, {size['lines']:,} lines not blank, {size['code']:,} of them code")
    print(f"{'':<30}{'files':>8}{'moves':>8}")
    for name, figures in acts.items():
        print(f"{name:<30}{figures['files']:>8,}{figures['moves']:>8,}")
    return 0


def start(tree: Path, folder: Path) -> None:
    """Django on the checkout, with the demo in a database of its own."""
    os.environ |= {
        "DEBUG": "1",
        "DEMO": "1",
        "DEMO_PASSWORD": secrets.token_urlsafe(),
        "DATABASE_URL": f"sqlite:///{folder / 'movement.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
        "REDIS_URL": "",
    }
    sys.path.insert(0, str(tree))
    os.chdir(tree)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_demo")


def measured(tree: Path) -> dict[str, Trace]:
    """Each act, after it was done once on other rows."""
    from django.test import Client

    from organisations.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="hospital"))
    journeys = _waiting()
    acts: dict[str, Callable[[int], Callable[[], int]]] = {
        "POST of a notification": lambda _: _notification(client),
        "opening the journey page": lambda turn: _page(client, journeys[turn]),
        "registering færdigbehandlet": lambda turn: _ready(client, journeys[turn]),
    }
    traces = {}
    for name, prepare in acts.items():
        for turn in range(2):
            act = prepare(turn)
            with traced(tree) as traces[name]:
                status = act()
            if status not in (200, 302):
                raise SystemExit(f"{name}: answered with {status}")
    return traces


def _waiting() -> list[str]:
    """Two citizens in a bed of the demo nurse's ward who may be registered."""
    from journeys.models import Journey
    from organisations.models import User

    ward = User.objects.get(username="hospital").unit
    lying = Journey.objects.filter(ward=ward, status="admitted", municipal_services=True, merged_into=None)
    return [str(key) for key in lying.order_by("admitted_at", "pk").values_list("pk", flat=True)[:2]]


def _notification(client: Any) -> Callable[[], int]:
    from django.conf import settings
    from django.core.management import call_command

    text = StringIO()
    call_command("example_message", stdout=text)
    headers = {"authorization": f"Bearer {settings.MEDCOM_DEMO_TOKEN}"}
    address, kind = "/api/v1/medcom/messages/", "application/fhir+json"
    return lambda: int(client.post(address, text.getvalue(), content_type=kind, headers=headers).status_code)


def _page(client: Any, journey: str) -> Callable[[], int]:
    return lambda: int(client.get(f"/forloeb/{journey}/").status_code)


def _ready(client: Any, journey: str) -> Callable[[], int]:
    """The form of the journey page, every question answered."""
    from django.utils import timezone

    met = "treatment_finished admission_not_required continues_in_daily_life medicine_and_devices_ready fmk_updated "
    met += "patient_informed municipality_involved administration_done"
    at = (timezone.localtime() - timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    said = {
        **dict.fromkeys(met.split(), "yes"),
        "assessed_by": "Henrik Dalsgaard",
        "assessed_title": "overlaege",
        "assessed_at": at,
        "at": at,
        "terminal": "no",
        "rehabilitation": "not_needed",
        "relatives_informed": "yes",
        "reasons-temporary_place": "1",
        "reasons-temporary_place-sector": "municipality",
        "reasons-primary": "temporary_place",
        "confirmed": "on",
        "page": "1",
    }
    return lambda: int(client.post(f"/forloeb/{journey}/handling/faerdigbehandlet/", said).status_code)


if __name__ == "__main__":
    sys.exit(main())
