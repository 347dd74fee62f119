"""`manage.py example_message`: a new admission, to be posted to the gateway by hand (demo only)."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.actions.demo.cast import cast
from desk.actions.demo.gateway import party
from desk.actions.demo.stories import at_home
from desk.actions.demo.tell import SEED, all_stories
from journeys.models import Journey
from medcom.parsing.building.builder import BundlePerson, Episode, MessageOrganization
from organisations.models import Organisation
from organisations.selectors.organisations import organisation_by_key

WARD, MUNICIPALITY = "rh-viborg-m1", "kommune-791"


class Command(BaseCommand):
    """Writes a message that nobody has sent: an invented citizen is admitted to the demo nurse's ward now."""

    help = "Writes a HospitalNotification (an admission, now) as JSON. Only with DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to write."""
        parser.add_argument("path", nargs="?", type=Path, help="file to write; without it the message is printed")

    def handle(self, *args: Any, path: Path | None, **options: Any) -> None:
        """Build and write."""
        if not settings.DEMO:
            raise CommandError("DEMO=1 is needed: the message names the demo's units")
        sender, receiver = _unit(WARD), _unit(MUNICIPALITY)
        episode = Episode(patient=_somebody_at_home(), sender=sender, receiver=receiver, seed=time.time_ns())
        text = json.dumps(episode.admit(at=timezone.now()), indent=1)
        if path is None:
            self.stdout.write(text)
        else:
            path.write_text(text, encoding="utf-8")


def _somebody_at_home() -> BundlePerson:
    """The next of the demo's citizens who are at home and known to the municipality; then the first one again."""
    told = all_stories()
    people = at_home(cast(len(told), seed=SEED), told)
    taken = set(Journey.objects.values_list("citizen__cpr", flat=True))
    return next((person for person in people if person.cpr not in taken), people[0])


def _unit(key: str) -> MessageOrganization:
    unit: Organisation | None = organisation_by_key(key)
    if unit is None:
        raise CommandError(f"{key} is not here: run load_demo first")
    return party(unit)
