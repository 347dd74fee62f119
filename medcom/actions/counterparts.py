"""What a counterpart's system can receive is set: letters that nobody had to carry may have to be carried now."""

from django.db.models import Q

from documents.models import Delivery
from medcom.models import Counterpart


def ask_anew(counterpart: Counterpart) -> None:
    """After every change of one, in its transaction: a round that decides by what stood before is waited for."""
    unit = counterpart.organisation_id
    of_house = Q(receiver=unit) | Q(receiver__root=unit)
    Delivery.objects.filter(of_house, released_at__gte=counterpart.since).update(routed_at=None)
