"""`manage.py generate_region --journeys N [--seed S]`: an invented region of that size (PERFORMANCE)."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone
from tqdm import tqdm

from desk.actions.region.copying import copy_piece, highest_key, reset_keys
from desk.actions.region.folding import RegionPlan, units_of_region, write_piece
from discharge.payment.actions.tariffs import load_tariffs
from journeys.actions.beside import ProcessEnded, Task, answer_all, answers
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
        # What this command starts the others with; their tasks come on standard input.
        parser.add_argument("--beside", action="store_true", help="only for the command itself")

    def handle(self, *args: Any, journeys: int, seed: int, beside: bool, **options: Any) -> None:
        """Plan, write, and say how much."""
        if not settings.DEMO:
            raise CommandError("DEMO=1 is needed: a region is invented")
        until = options["until"] or timezone.now().replace(minute=0, second=0, microsecond=0)
        # In UTC, as every stored time is: else what is folded here reads otherwise than what a rebuild reads.
        until = until.astimezone(UTC)
        plan = RegionPlan(journeys=journeys, seed=seed, until=until, per_day=options["per_day"])
        if beside:
            answer_all(partial(_copied, plan=plan), self.stdout)
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


def _here(plan: RegionPlan) -> Iterator[int]:
    units = units_of_region()
    for piece in range(plan.pieces):
        with transaction.atomic():
            number = write_piece(plan, piece, units)
        yield number


def _beside(plan: RegionPlan, processes: int) -> Iterator[int]:
    """The pieces, by processes beside this one."""
    command = ["generate_region", "--beside", f"--journeys={plan.journeys}", f"--seed={plan.seed}"]
    command += [f"--until={plan.until.isoformat()}", f"--per-day={plan.per_day}"]
    first_key = highest_key()
    tasks = [{"piece": piece, "first_key": first_key} for piece in range(plan.pieces)]
    try:
        for _task, made in answers(command, tasks, processes=processes, surroundings=("DEBUG=1", "DEMO=1")):
            yield made
    except ProcessEnded as ended:
        raise CommandError("a process of the generation failed: the database is not complete") from ended


def _copied(task: Task, *, plan: RegionPlan) -> int:
    return copy_piece(plan, task["piece"], first_key=task["first_key"])
