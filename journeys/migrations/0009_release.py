"""When other houses read of an event; what was recorded before this was read at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

from journeys.migrations._append_only import AppendOnly, Changeable


def release_when_recorded(apps, schema_editor):
    events = apps.get_model("journeys", "JourneyEvent")
    events.objects.using(schema_editor.connection.alias).filter(released_at=None).update(released_at=F("recorded_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0008_controlled_doors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("journeyevent", "released_at", models.DateTimeField(null=True)),
        Changeable("journeyevent"),
        migrations.RunPython(release_when_recorded, migrations.RunPython.noop),
        migrations.AlterField("journeyevent", "released_at", models.DateTimeField()),
        # SQLite remade the table, and its triggers went with the old one (PITFALLS §2).
        AppendOnly("journeyevent"),
        migrations.AddField("eventplacement", "withdrawn", models.BooleanField(default=False)),
        migrations.AddField("readmark", "acknowledgement_released_at", models.DateTimeField(null=True)),
        migrations.AddField("readmark", "earlier_sequence", models.BigIntegerField(default=0)),
        migrations.AddField("readmark", "earlier_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "readmark",
            "earlier_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
