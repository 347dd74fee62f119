"""`manage.py generate_region --journeys N [--seed S]`: an invented region of that size (PERFORMANCE)."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.utils import timezone
from tqdm import tqdm

from desk.actions.region.copying import copy_pieces, highest_key, reset_keys
from desk.actions.region.folding import Plan, units_of_region, write_piece
from discharge.payment.actions.tariffs import load_tariffs
from journeys.models import Citizen
from organisations.actions.demo import load_demo_overlay, load_demo_users
from principles.indicators.actions.publishing import keep_figures


class Command(BaseCommand):
    """On PostgreSQL several processes fold and copy; on SQLite this one writes."""

    help = "Generates a region of invented citizens into a database that has none. Only with DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, which, and until when."""
        parser.add_argument("--journeys", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--per-day", type=int, default=500, help="arrivals a day; more journeys are more days")
        parser.add_argument("--until", type=datetime.fromisoformat, help="with offset; the last full hour without")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
        # What this command starts the others with; their task comes on standard input.
        parser.add_argument("--part", type=int, help="only for the command itself")

    def handle(self, *args: Any, journeys: int, seed: int, part: int | None, **options: Any) -> None:
        """Plan, write, and say how much."""
        if not settings.DEMO:
            raise CommandError("DEMO=1 is needed: a region is invented")
        until = options["until"] or timezone.now().replace(minute=0, second=0, microsecond=0)
        plan = Plan(journeys=journeys, seed=seed, until=until, per_day=options["per_day"])
        if part is not None:
            self._work(plan, part=part)
            return
        if Citizen.objects.exists():
            raise CommandError("the database has citizens already: generate into an empty one")
        load_demo_overlay()
        load_tariffs(demo=True)
        if settings.DEMO_PASSWORD:
            load_demo_users(password=settings.DEMO_PASSWORD)
        written = _here(plan) if connection.vendor == "sqlite" else _beside(plan, options["processes"])
        made = 0
        with tqdm(total=journeys, disable=None, unit=" journeys") as bar:
            for number in written:
                made += number
                bar.update(number)
        if connection.vendor != "sqlite":
            reset_keys()
        keep_figures(now=timezone.now())
        self.stdout.write(f"{made} journeys")

    def _work(self, plan: Plan, *, part: int) -> None:
        task = json.loads(sys.stdin.readline())
        connections.settings[DEFAULT_DB_ALIAS] = task["database"]
        del connections[DEFAULT_DB_ALIAS]
        for number in copy_pieces(plan, part=part, of=task["of"], first_key=task["first_key"]):
            self.stdout.write(str(number))
            self.stdout.flush()


def _here(plan: Plan) -> Iterator[int]:
    units = units_of_region()
    for piece in range(plan.pieces):
        with transaction.atomic():
            number = write_piece(plan, piece, units)
        yield number


def _beside(plan: Plan, processes: int) -> Iterator[int]:
    """The pieces, by processes beside this one."""
    database = {key: value for key, value in connection.settings_dict.items() if key != "TEST"}
    task = {"database": database, "of": processes, "first_key": highest_key()}
    # env hands the program's own surroundings on; the database in use, a test's own too, is told beside the task.
    command = ["env", "DATABASE_URL=sqlite:///:memory:", "DEBUG=1", "DEMO=1", sys.executable, "manage.py"]
    command += ["generate_region", f"--journeys={plan.journeys}", f"--seed={plan.seed}"]
    command += [f"--until={plan.until.isoformat()}", f"--per-day={plan.per_day}"]
    with ExitStack() as stack:
        workers = [
            stack.enter_context(
                subprocess.Popen(
                    [*command, f"--part={part}"],
                    cwd=settings.BASE_DIR,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for part in range(processes)
        ]
        yield from _counted(workers, json.dumps(task))


def _counted(workers: list[subprocess.Popen[str]], task: str) -> Iterator[int]:
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(task + "\n")
        worker.stdin.close()
    running = list(workers)
    while running:
        for worker in list(running):
            assert worker.stdout is not None
            line = worker.stdout.readline()
            if line:
                yield int(line)
            else:
                running.remove(worker)
    if any(worker.wait() for worker in workers):
        raise CommandError("a process of the generation failed: the database is not complete")
