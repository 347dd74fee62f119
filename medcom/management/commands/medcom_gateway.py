"""Makes a gateway, or gives it a new token: medcom_gateway NAME (--for SOR… | --for-all) [--silent-after MINUTES]."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from medcom.actions.gateways import create_gateway, renew_token
from medcom.models import Gateway
from organisations.models import Organisation


class Command(BaseCommand):
    """Prints the token, which nobody can read again."""

    help = "Opretter en gateway, eller giver den en ny nøgle."

    def add_arguments(self, parser: CommandParser) -> None:
        """The gateway's name, and how long it may be silent."""
        parser.add_argument("name")
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument(
            "--for", dest="senders", nargs="+", metavar="SOR", help="the hospitals whose messages it brings"
        )
        whose.add_argument("--for-all", action="store_true", help="a national hub: it brings everybody's messages")
        parser.add_argument(
            "--silent-after", type=int, default=60, help="minutes of silence before pages say so; 0: never"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """A known gateway keeps everything but its token."""
        known = Gateway.objects.filter(name=options["name"]).first()
        roots = [_house(sor) for sor in options["senders"] or ()]
        if known is None and not (roots or options["for_all"]):
            raise CommandError("Angiv, hvem gatewayen leverer for: --for SOR … eller --for-all")
        if known is not None:
            token = self._renewed(known, roots, for_all=options["for_all"])
        else:
            _gateway, token = create_gateway(
                options["name"],
                now=timezone.now(),
                silent_after_minutes=options["silent_after"] or None,
                sender_roots=roots,
                all_senders=options["for_all"],
            )
        self.stdout.write(token)

    def _renewed(self, known: Gateway, roots: list[Organisation], *, for_all: bool) -> str:
        if roots or for_all:
            known.all_senders = for_all
            known.sender_roots.set(roots)
        return renew_token(known)


def _house(sor: str) -> Organisation:
    found = Organisation.objects.select_related("root").filter(sor=sor).first()
    if found is None:
        raise CommandError(f"Ingen organisation har SOR-koden {sor}")
    return found.root or found
