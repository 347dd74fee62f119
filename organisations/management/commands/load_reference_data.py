"""Load the region's reference data; with --demo also the fictitious overlay and one user per role."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organisations.actions.demo import load_demo_overlay, load_demo_users
from organisations.actions.reference_data import load_reference_data
from organisations.domain.refusals import NotAllowed


class Command(BaseCommand):
    """Safe to run again: it adds what is missing and overwrites nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --demo."""
        parser.add_argument("--demo", action="store_true", help="add invented wards, practices, numbers and users")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how much."""
        try:
            loaded = load_demo_overlay() if options["demo"] else load_reference_data()
            users = load_demo_users(password=settings.DEMO_PASSWORD) if options["demo"] else []
        except NotAllowed as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"created {loaded.created}, completed {loaded.completed}, demo users {len(users)}")
