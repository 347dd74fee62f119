"""`manage.py draw_diagrams [--check]`: draws the state tables to docs/diagrams.md (DESIGN §3)."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from discharge.extended_responsibility.rules.steps import STEPS
from journeys.actions.projection.citizen import projector_names
from journeys.domain.state.status import OVERLAYS, TRANSITIONS

_HEAD = "# State diagrams\n\nDrawn by `manage.py draw_diagrams` from the tables in the code; `make check` compares.\n"
_ORDER = "## The order of the projectors\n\nAfter each event, in its transaction: the journey's own rows, then\n\n"


class Command(BaseCommand):
    """Mermaid text, so that a change of a table shows as a change of a line."""

    help = "Draws journey, window and projectors to docs/diagrams.md; --check compares and exits 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one flag."""
        parser.add_argument("--check", action="store_true", help="only compare with the committed file")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write or compare."""
        path = settings.BASE_DIR / "docs" / "diagrams.md"
        drawn = f"{_HEAD}\n## The journey\n\n{_journey()}\n## The 72-hour window\n\n{_window()}\n{_order()}"
        if not check:
            path.write_text(drawn, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/diagrams.md differs from the tables: run manage.py draw_diagrams and commit it")


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def _journey() -> str:
    rows = [(str(source or "[*]"), str(kind), str(target)) for (source, kind), target in TRANSITIONS.items()]
    for (state, overlay), shown in OVERLAYS.items():
        rows += [(state, overlay, shown), (shown, f"{overlay} no more", state)]
    return _fenced([f"    {source} --> {target}: {kind}" for source, kind, target in sorted(rows)])


def _order() -> str:
    lines = [f"{place}. `{name}`" for place, name in enumerate(projector_names(), start=1)]
    return _ORDER + "\n".join(lines) + "\n"


def _window() -> str:
    return _fenced([f"    {step.source or '[*]'} --> {step.target}: {step.happening} ({step.rule})" for step in STEPS])
