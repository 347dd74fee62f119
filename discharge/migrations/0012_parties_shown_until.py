"""When each journey that is over, and its windows, ended: until now a page worked it out, from now on the row says."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest


def work_out(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """The same as the projection from the next event on."""
    journeys, parties = apps.get_model("journeys", "Journey"), apps.get_model("journeys", "JourneyParty")
    windows = Q(extended_responsibilities__voided=False) & ~Q(extended_responsibilities__eligible=False)
    ends = journeys.objects.filter(pk=OuterRef("journey")).annotate(
        last=Max("extended_responsibilities__could_end_at", filter=windows)
    )
    over = ends.annotate(end=Greatest(F("over_at"), Coalesce(F("last"), F("over_at"))))
    parties.objects.filter(journey__over_at__isnull=False).update(shown_until=Subquery(over.values("end")[:1]))


class Migration(migrations.Migration):
    """Needs what both apps know."""

    dependencies = [("discharge", "0011_letter_of_document"), ("journeys", "0018_party_shown_until")]
    operations = [migrations.RunPython(work_out, migrations.RunPython.noop)]
