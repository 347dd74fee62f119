"""The gateway for files and folders: import_medcom PATH… [--json] (DESIGN §7)."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from journeys.actions.events import journey_of_event
from medcom.actions.intake import receive
from medcom.actions.parties import Unknown
from medcom.domain.states import Door, outcome_word
from medcom.models import InboundMessage
from medcom.parsing.problems.problem import PROBLEMS, Severity

_TYPES = {".json": "application/fhir+json", ".xml": "application/fhir+xml"}


class Command(BaseCommand):
    """Imports MedCom messages, in the order given, a folder by name."""

    help = "Importerer MedCom-meddelelser fra filer og mapper."

    def add_arguments(self, parser: CommandParser) -> None:
        """Paths, the form of the output, and what to do about unknown organisations."""
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="one object a line")
        parser.add_argument(
            "--unknown",
            choices=[rule.value for rule in Unknown],
            default=Unknown.REGISTER.value,
            help="organisations nobody has heard of",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import every file; exit status 1 when any was rejected."""
        files = list(_files(options["paths"]))
        rejected = False
        with tqdm(files, unit="fil", disable=not sys.stderr.isatty(), file=sys.stderr, leave=False) as progress:
            for file in progress:
                result = _import(file, Unknown(options["unknown"]))
                rejected |= result["outcome"] == "rejected"
                with tqdm.external_write_mode(file=sys.stdout):
                    self.stdout.write(json.dumps(result, ensure_ascii=False) if options["json"] else _line(result))
        if rejected:
            raise SystemExit(1)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(child for child in path.iterdir() if child.suffix.lower() in _TYPES)
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"{path}: findes ikke")


def _import(file: Path, unknown: Unknown) -> dict[str, Any]:
    message = receive(
        file.read_bytes(),
        content_type=_TYPES.get(file.suffix.lower(), ""),
        door=Door.COMMAND,
        now=timezone.now(),
        unknown=unknown,
    )
    journey = journey_of_event(message.event) if message.event else None
    return {
        "file": str(file),
        "outcome": outcome_word(message.state_value),
        "message_id": message.message_id,
        "journey": str(journey.pk) if journey else None,
        "status": journey.status if journey else None,
        "codes": _codes(message),
    }


def _codes(message: InboundMessage) -> list[str]:
    """MedCom's codes of what is wrong; warnings are in the message log."""
    rows = [PROBLEMS[problem["code"]] for problem in message.problems]
    return list(dict.fromkeys(row.medcom_code for row in rows if row.severity is not Severity.WARNING))


def _line(result: dict[str, Any]) -> str:
    parts = [result["outcome"], result["file"]]
    if result["journey"]:
        parts.append(f"{result['journey']} {result['status']}")
    return "  ".join([*parts, " ".join(result["codes"])]).rstrip()
