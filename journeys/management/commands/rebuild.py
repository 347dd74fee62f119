"""`manage.py rebuild [--check] [--share 1/4]`: derives every projection again from the events (DESIGN §2)."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from journeys.actions.rebuild import rebuild_citizen, recount
from journeys.models import Citizen

# SQLite's lock is not fair: a short pause lets the web server in.
PAUSE_SECONDS = 0.002
PIECE = 500


def _citizens() -> Iterator[UUID]:
    """All citizens, read in pieces: no cursor stays open over the transactions of others."""
    piece = list(Citizen.objects.order_by("pk").values_list("pk", flat=True)[:PIECE])
    while piece:
        yield from piece
        piece = list(Citizen.objects.filter(pk__gt=piece[-1]).order_by("pk").values_list("pk", flat=True)[:PIECE])


@dataclass(frozen=True, slots=True)
class Share:
    """One of several parts of all citizens that processes beside each other derive."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Reads `2/4`: the second of four parts; ArgumentTypeError for anything else."""
        number, _, of = text.partition("/")
        if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
            raise ArgumentTypeError(f"{text!r} is no share: write 2/4 for the second of four")
        return cls(int(number), int(of))

    def has(self, citizen_id: UUID) -> bool:
        """Whether the citizen is derived by this part: the last digits of its id say."""
        return citizen_id.int % self.of == self.number - 1


class Command(BaseCommand):
    """Citizen by citizen, each in a transaction of its own, so that memory stays flat and others can work."""

    help = "Derives all projections again from the events. --check keeps nothing and exits 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The flag, and the part of a whole region."""
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 on any difference")
        parser.add_argument(
            "--share",
            type=Share.parse,
            default=Share(),
            help="2/4: the second of four parts, each a process of its own",
        )

    def handle(self, *args: Any, check: bool, share: Share, **options: Any) -> None:
        """Run over all citizens with a progress bar on a terminal."""
        found = 0
        for citizen_id in tqdm(_citizens(), total=Citizen.objects.count(), disable=None, unit=" citizens"):
            if not share.has(citizen_id):
                continue
            for difference in rebuild_citizen(citizen_id, now=timezone.now(), check=check):
                found += 1
                where = f"citizen {difference.citizen} {difference.table}"
                self.stdout.write(f"{where}: stored {difference.stored} derived {difference.derived}")
            if connection.vendor == "sqlite":
                time.sleep(PAUSE_SECONDS)
        if share.of == 1:
            for difference_of_all in recount(now=timezone.now(), check=check):
                found += 1
                self.stdout.write(difference_of_all)
        if check and found:
            raise CommandError(f"{found} differences")
        self.stdout.write("no differences" if not found else f"{found} differences mended")
