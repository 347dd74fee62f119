"""What letters from other systems need before they come, and the token of who brings them: ``… receiving``."""

import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from medcom.actions.gateways import create_gateway  # noqa: E402
from medcom.parsing.building.builder import Episode  # noqa: E402
from tests.domain.medcom.stays import HOME_CARE, NANCY, WARD  # noqa: E402
from tests.medcom.world import deliver, make_served_citizen, make_world  # noqa: E402


def prepare() -> str:
    """A stay in the ward of somebody with home help; returns the token."""
    make_world()
    make_served_citizen(NANCY.cpr)
    begun = timezone.now() - timedelta(days=2)
    deliver(Episode(patient=NANCY, sender=WARD, receiver=HOME_CARE, seed=3).admit(at=begun), now=begun)
    return create_gateway("Naboen", now=begun, all_senders=True)[1]


if __name__ == "__main__":
    sys.stdout.write(prepare())
