"""Which units alone hear of an event that is closed to the others (001 bilag 2, B2-P5 c)."""

from typing import Any

from django.db import migrations, models


def close_plans(apps: Any, schema_editor: Any) -> None:
    """Koordinationsplaner that were sent before; `rebuild` says it of the answers to them too."""
    placements = apps.get_model("journeys", "EventPlacement")
    closed = placements.objects.filter(event__payload__document_kind="coordination_plan").select_related("event")
    for placement in closed:
        event = placement.event
        units = {str(event.organisation_id), *event.payload.get("receivers", ())}
        placement.circle = f"|{'|'.join(sorted(units))}|"
        placement.save(update_fields=["circle"])


class Migration(migrations.Migration):
    """One column, filled for what is closed."""

    dependencies = [("journeys", "0014_chains_and_doubts")]
    operations = [
        migrations.AddField("eventplacement", "circle", models.TextField(blank=True, default="")),
        migrations.RunPython(close_plans, migrations.RunPython.noop),
    ]
