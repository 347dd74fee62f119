"""What lists ask of a journey stands in its parties' rows: until when it was active, and when it was last heard of."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_last_event(apps: Any, schema_editor: Any) -> None:
    """As the journey says; until when it was active `discharge` fills in, which knows the windows."""
    journeys = apps.get_model("journeys", "Journey").objects.filter(pk=OuterRef("journey"))
    parties = apps.get_model("journeys", "JourneyParty").objects
    parties.update(last_event_at=Subquery(journeys.values("last_event_at")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0023_rebuild_runs"),
        ("organisations", "0007_without_jit"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="journeyparty", name="party_sight"),
        migrations.RemoveIndex(model_name="journeyparty", name="party_shown"),
        migrations.AddField(model_name="journeyparty", name="active_until", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="journeyparty", name="last_event_at", field=models.DateTimeField(null=True)),
        migrations.RunPython(take_last_event, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="journeyparty",
            index=models.Index(
                fields=["organisation", "shown_until", "last_event_at", "journey"], name="party_in_sight"
            ),
        ),
        migrations.AddIndex(
            model_name="journeyparty",
            index=models.Index(fields=["organisation", "active_until", "journey", "shown_until"], name="party_active"),
        ),
    ]
