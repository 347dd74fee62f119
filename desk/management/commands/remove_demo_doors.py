"""`manage.py remove_demo_doors`: makes the sign-ins and gateways of a demonstration inactive (D14)."""

from typing import Any

from django.core.management.base import BaseCommand

from medcom.models import Gateway
from organisations.models import User


class Command(BaseCommand):
    """Rows stay, because what they did names them."""

    help = "Makes demo users and demo gateways inactive, where a database has been a demo's."

    def handle(self, *args: Any, **options: Any) -> None:
        """Shut, and say how many."""
        users = User.objects.filter(fictitious=True, is_active=True).update(is_active=False)
        gateways = Gateway.objects.demo().active().update(active=False)
        self.stdout.write(f"{users} users and {gateways} gateways are inactive now")
