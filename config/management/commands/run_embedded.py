"""Run web server, worker and beat in one process."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from config import embedded, env

DEMO_LOGINS = (
    "hospital",
    "doctor",
    "municipality",
    "social",
    "facility",
    "psychiatry",
    "psychiatrist",
    "gp",
    "ooh",
    "admin",
    "cluster",
    "consultant",
    "analyst",
    "steering",
    "operator",
    "citizen",
)


class Command(BaseCommand):
    """What make run ends in."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --port."""
        parser.add_argument("--port", type=int, default=env.number("PORT", 8000), help="PORT, else 8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say the address, serve, and end with 0 when asked to stop."""
        server = embedded.listen(options["port"])
        address = f"http://{embedded.HOST}:{server.effective_port}"
        self.stdout.write(f"\n{address}/\n")
        if settings.DEMO:
            self._welcome(address)
        self.stdout.flush()
        sys.exit(embedded.serve(server))

    def _welcome(self, address: str) -> None:
        self.stdout.write(f"demo logins: {', '.join(DEMO_LOGINS)} (password: {settings.DEMO_PASSWORD})")
        example = settings.VAR_DIR / "example-admission.json"
        call_command("example_message", str(example))
        self.stdout.write(
            f"a message by hand: curl -H 'Authorization: Bearer {settings.MEDCOM_DEMO_TOKEN}' "
            f"-H 'Content-Type: application/fhir+json' --data-binary @{example.relative_to(settings.BASE_DIR)} "
            f"{address}/api/v1/medcom/messages/"
        )
        self.stdout.write("stop with Ctrl-C\n")
