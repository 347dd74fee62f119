"""The gateway of files: gateway DIR [--once], with out, in, archive and failed in the folder (issue 8)."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from medcom.actions.dropping import Drop
from medcom.actions.outgoing import send_letters
from medcom.actions.parties import Unknown, default_rule
from medcom.domain.formats import Format
from medcom.models import Gateway


class Command(BaseCommand):
    """Carries letters between the program and a folder that another system reads and writes."""

    help = "Bærer meddelelser mellem systemet og en mappe: in, out, archive, failed."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder, how often it is looked at, and who brings what lies in it."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="between two rounds")
        parser.add_argument(
            "--settle", type=float, default=5.0, metavar="SECONDS", help="a file this young may still be written"
        )
        parser.add_argument("--form", choices=["json", "xml"], default="json", help="of what is written out")
        parser.add_argument("--name", help="the gateway that brings it; without it the operator's own")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rounds until it is ended; a lost database is waited for."""
        drop = Drop(
            options["folder"],
            form=Format.XML if options["form"] == "xml" else Format.JSON,
            settle=options["settle"],
            gateway=None,
            unknown=Unknown(default_rule()),
        )
        drop.prepare()
        while True:
            try:
                self.stdout.write(_round(drop, options["name"]))
            except (OperationalError, InterfaceError, OSError) as error:
                if options["once"]:
                    raise
                self.stderr.write(type(error).__name__)
            if options["once"]:
                return
            self.stdout.flush()
            time.sleep(options["every"])


def _round(drop: Drop, name: str | None) -> str:
    # A connection lost in a restart of the database stays dead until someone closes it (PITFALLS §3).
    if not connection.in_atomic_block:
        close_old_connections()
    # What it may bring is asked anew: it may have been switched off since.
    taken = replace(drop, gateway=_gateway(name)).take()
    send_letters(now=timezone.now())
    drop.forget(now=time.time())
    return f"in {taken.archived}, failed {taken.failed}, out {drop.hand_over()}"


def _gateway(name: str | None) -> Gateway | None:
    if name is None:
        return None
    gateway = Gateway.objects.active().filter(name=name).first()
    if gateway is None:
        raise CommandError(f"Ingen aktiv gateway hedder {name}")
    return gateway
