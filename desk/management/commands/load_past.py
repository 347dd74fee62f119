"""`manage.py load_past [--journeys N]`: a year of one cluster, so that the page of figures says something."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from desk.actions.region.years import Lived, tell_past
from discharge.payment.actions.tariffs import load_tariffs
from journeys.models import Citizen
from organisations.actions.demo import load_demo_overlay
from principles.indicators.actions.publishing import keep_figures


class Command(BaseCommand):
    """Told through the same fold as messages; a second time it finds its citizens and leaves it at that."""

    help = "Adds an invented past of one cluster to the demo. Only with DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much, and which."""
        parser.add_argument("--journeys", type=int, default=900)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, journeys: int, seed: int, **options: Any) -> None:
        """Tell, and say how much."""
        if not settings.DEMO:
            raise CommandError("DEMO=1 is needed: a past is invented")
        if Citizen.objects.count() > journeys // 2:
            self.stdout.write("there is a past already")
            return
        load_demo_overlay()
        load_tariffs(demo=True)
        made = tell_past(now=timezone.now(), journeys=journeys, seed=seed, progress=_with_bar)
        keep_figures(now=timezone.now())
        self.stdout.write(f"{made} citizens")


def _with_bar(batches: Iterable[list[Lived]]) -> Iterator[list[Lived]]:
    yield from tqdm(batches, disable=None, unit=" batches")
