"""Makes a gateway, or gives it a new token: medcom_gateway NAME [--silent-after MINUTES]."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from medcom.actions.gateways import create_gateway, renew_token
from medcom.models import Gateway


class Command(BaseCommand):
    """Prints the token, which nobody can read again."""

    help = "Opretter en gateway, eller giver den en ny nøgle."

    def add_arguments(self, parser: CommandParser) -> None:
        """The gateway's name, and how long it may be silent."""
        parser.add_argument("name")
        parser.add_argument(
            "--silent-after", type=int, default=60, help="minutes of silence before pages say so; 0: never"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """A known gateway keeps everything but its token."""
        known = Gateway.objects.filter(name=options["name"]).first()
        if known is not None:
            token = renew_token(known)
        else:
            patience = options["silent_after"] or None
            _gateway, token = create_gateway(options["name"], now=timezone.now(), silent_after_minutes=patience)
        self.stdout.write(token)
