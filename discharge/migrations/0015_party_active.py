"""Until when each stored journey was active: the citizen had left, and the 72 hours had run out."""

from typing import Any

from django.db import migrations
from django.db.models import Case, F, Max, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Greatest

LEFT = {
    "cancelled": "cancelled_at",
    "deceased": "deceased_at",
    "discharged": "discharged_at",
    "closed": "discharged_at",
}


def take_active(apps: Any, schema_editor: Any) -> None:
    """One statement; what is null is taken as active, and `rebuild` says the same of each."""
    journeys = apps.get_model("journeys", "Journey").objects.filter(pk=OuterRef("journey"))
    left = Case(*(When(status=status, then=F(column)) for status, column in LEFT.items()))
    windows = apps.get_model("discharge", "ExtendedResponsibility").objects.filter(journey=OuterRef("journey"))
    ends = windows.filter(voided=False).order_by().values("journey").annotate(last=Max("could_end_at")).values("last")
    left_at = Subquery(journeys.annotate(left_at=left).values("left_at")[:1])
    parties = apps.get_model("journeys", "JourneyParty").objects.filter(journey__status__in=LEFT)
    parties.update(active_until=Coalesce(Greatest(left_at, Subquery(ends[:1])), left_at))


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0014_ledger_of_month"),
        ("journeys", "0024_party_active"),
    ]

    operations = [migrations.RunPython(take_active, migrations.RunPython.noop)]
