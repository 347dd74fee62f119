"""`manage.py close_unit UNIT [--successor UNIT]`: what the administrator does on the site (issue 6, B31)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisations.actions.closing import close_unit
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Organisation


class Command(BaseCommand):
    """Units are named by reference key, SOR number or id."""

    help = "Closes a unit: memberships end today, open tasks go to the successor or to the unit above it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The unit, and who takes over."""
        parser.add_argument("unit", help="reference key, SOR number or id")
        parser.add_argument("--successor", help="who takes over; the unit above it unless said otherwise")

    def handle(self, *args: Any, **options: Any) -> None:
        """Close, and say who answers."""
        successor = _unit(options["successor"]) if options["successor"] else None
        try:
            answers = close_unit(_unit(options["unit"]), successor=successor, now=timezone.now())
        except InvalidOrganisation as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"closed; {answers.name} answers now")


def _unit(text: str) -> Organisation:
    for field in ("reference_key", "sor", "pk"):
        try:
            unit = Organisation.objects.filter(**{field: text}).first()
        except ValueError:
            continue
        if unit is not None:
            return unit
    raise CommandError(f"no unit {text!r}")
