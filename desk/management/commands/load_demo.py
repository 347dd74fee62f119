"""`manage.py load_demo`: a populated region, made by importing messages that the project builds (DESIGN §7)."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from desk.actions.demo.tell import tell_demo
from discharge.payment.actions.tariffs import load_tariffs
from medcom.actions.gateways import ensure_demo_gateway
from organisations.actions.demo import load_demo_overlay, load_demo_users
from principles.indicators.actions.publishing import keep_figures

# SQLite's lock is not fair: a short pause lets the web server in.
PAUSE_SECONDS = 0.002


class Command(BaseCommand):
    """Can be run again: what is there already stays."""

    help = "Loads the demo: reference data with invented numbers, demo logins and journeys. Only with DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """No arguments."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how much."""
        if not settings.DEMO:
            raise CommandError("DEMO=1 is needed: demo logins have a known password")
        load_demo_overlay()
        load_tariffs(demo=True)
        load_demo_users(password=settings.DEMO_PASSWORD)
        ensure_demo_gateway(now=timezone.now())
        told = tell_demo(now=timezone.now(), progress=_with_bar)
        keep_figures(now=timezone.now())
        self.stdout.write(f"{told} citizens came in")


def _with_bar(stories: list[Any]) -> Iterator[Any]:
    for story in tqdm(stories, disable=None, unit=" citizens"):
        yield story
        time.sleep(PAUSE_SECONDS)
