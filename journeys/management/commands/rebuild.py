"""`manage.py rebuild [--check] [--processes 4] [--resume]`: derives every projection again (DESIGN §2)."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from journeys.actions.beside import ProcessEnded, Task, answer_all, answers
from journeys.actions.rebuild import recount
from journeys.actions.rebuilding import runs
from journeys.models import Citizen, RebuildPiece, RebuildRun

# SQLite's lock is not fair: a short pause lets the web server in.
PAUSE_SECONDS = 0.002


class Command(BaseCommand):
    """Citizen by citizen, each in a transaction of its own, so that memory stays flat and others can work."""

    help = "Derives all projections again from the events. --check keeps nothing and exits 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is kept, how many do it, and whether it goes on."""
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 on any difference")
        parser.add_argument("--processes", type=int, default=1, help="how many derive beside each other (PostgreSQL)")
        parser.add_argument("--resume", action="store_true", help="go on with the rebuild that was stopped")
        # What this command starts the others with; their tasks come on standard input.
        parser.add_argument("--beside", action="store_true", help="only for the command itself")

    def handle(self, *args: Any, check: bool, processes: int, resume: bool, beside: bool, **options: Any) -> None:
        """Derives all pieces with a progress bar on a terminal, then the sums over everybody."""
        if beside:
            answer_all(partial(_task_done, only_checks=check), self.stdout)
            return
        run = _run(only_checks=check, resume=resume)
        derived = _here(run) if processes < 2 or connection.vendor == "sqlite" else _beside(run, processes)
        with tqdm(total=Citizen.objects.count(), disable=None, unit=" citizens") as bar:
            for piece, citizens, differences in derived:
                for line in differences:
                    self.stdout.write(line)
                runs.end_piece(piece, differences=len(differences), now=timezone.now())
                bar.update(citizens)
        found = runs.differences(run)
        for difference_of_all in recount(now=timezone.now(), check=check):
            found += 1
            self.stdout.write(difference_of_all)
        runs.end(run, now=timezone.now())
        if check and found:
            raise CommandError(f"{found} differences")
        self.stdout.write("no differences" if not found else f"{found} differences mended")


def _run(*, only_checks: bool, resume: bool) -> RebuildRun:
    if not resume:
        return runs.begin(only_checks=only_checks, now=timezone.now())
    try:
        return runs.go_on(only_checks=only_checks)
    except runs.NothingToGoOnWith as reason:
        raise CommandError(str(reason)) from reason


Derived = tuple[int, list[str]]


def _here(run: RebuildRun) -> Iterator[tuple[RebuildPiece, int, list[str]]]:
    """The open pieces, one after the other."""
    for piece in runs.open_pieces(run):
        yield piece, *_derived(piece.after, piece.upto, only_checks=run.only_checks)


def _beside(run: RebuildRun, processes: int) -> Iterator[tuple[RebuildPiece, int, list[str]]]:
    """The open pieces as processes beside this one have derived them."""
    pieces = {piece.pk: piece for piece in runs.open_pieces(run)}
    tasks = [{"piece": piece.pk, "after": _text(piece.after), "upto": _text(piece.upto)} for piece in pieces.values()]
    command = ["rebuild", "--beside", *(["--check"] if run.only_checks else [])]
    try:
        for task, (citizens, differences) in answers(command, tasks, processes=processes):
            yield pieces[task["piece"]], citizens, differences
    except ProcessEnded as ended:
        raise CommandError("a process beside this one ended: go on with --resume") from ended


def _task_done(task: Task, *, only_checks: bool) -> Derived:
    return _derived(task["after"], task["upto"], only_checks=only_checks)


def _derived(after: UUID | str | None, upto: UUID | str | None, *, only_checks: bool) -> Derived:
    """How many citizens, and what differed."""
    keys = list(runs.citizens_of(after, upto).values_list("pk", flat=True))
    differences = []
    for key in keys:
        differences += runs.derive(key, now=timezone.now(), only_checks=only_checks)
        if connection.vendor == "sqlite":
            time.sleep(PAUSE_SECONDS)
    return len(keys), differences


def _text(key: UUID | None) -> str | None:
    return None if key is None else str(key)
