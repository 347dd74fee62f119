"""Compiles the published MedCom definitions into the tables that the profile checker reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medcom.parsing.compiling.compiler import MESSAGES, compile_all, dump
from medcom.parsing.tables import FOLDER


class Command(BaseCommand):
    """`manage.py compile_medcom --from DIR`: DIR holds one folder per package and version."""

    help = "Compile the published MedCom StructureDefinitions into medcom/parsing/tables/*.json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="source", required=True, type=Path, metavar="DIR")
        parser.add_argument("--to", dest="target", default=FOLDER, type=Path, metavar="DIR")

    def handle(self, *args: Any, source: Path, target: Path, **options: Any) -> None:
        missing = sorted({name for names in MESSAGES.values() for name in names if not (source / name).is_dir()})
        if missing:
            raise CommandError(f"{source} lacks {', '.join(missing)}")
        for name, table in compile_all(source).items():
            path = target / f"{name}.json"
            path.write_text(dump(table), encoding="utf-8")
            self.stdout.write(f"{path.name}: {path.stat().st_size} bytes")
