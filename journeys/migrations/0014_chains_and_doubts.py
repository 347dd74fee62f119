"""Events keep the chain of their message; a chain told of two citizens is noticed; doubts stand on the journey."""

import hashlib
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from journeys.migrations._append_only import AppendOnly


def fill_keys(apps: Any, schema_editor: Any) -> None:
    """The messages and episodes that are known already, each under the citizen told of first."""
    events, keys = apps.get_model("journeys", "JourneyEvent"), apps.get_model("journeys", "ChainKey")
    told: dict[str, Any] = {}
    rows = events.objects.filter(source="message").order_by("stated_at", "pk")
    for ref, episodes, citizen in rows.values_list("source_ref", "episode_ids", "citizen_id").iterator():
        for kind, value in [("message", ref), *(("episode", episode) for episode in episodes)]:
            fits = value if len(value) <= 90 else hashlib.sha256(value.encode()).hexdigest()
            told.setdefault(f"{kind}:{fits}", citizen)
    keys.objects.bulk_create((keys(key=key, citizen_id=citizen) for key, citizen in told.items()), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("journeys", "0013_over_at")]

    operations = [
        migrations.AddField(model_name="journey", name="doubts", field=models.JSONField(default=list)),
        migrations.AddField(model_name="journeyevent", name="chain", field=models.JSONField(default=list)),
        migrations.CreateModel(
            name="ChainKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, unique=True)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="journeys.citizen"
                    ),
                ),
            ],
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        # SQLite made the table anew and dropped its triggers (PITFALLS §2).
        AppendOnly("journeyevent"),
    ]
