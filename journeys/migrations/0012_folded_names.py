"""Names for the search box are folded; what was stored in lower case is folded again."""

from typing import Any

from django.db import migrations, models

from journeys.domain.citizen.likeness import folded_name

_AT_ONCE = 1000


def fold_names(apps: Any, schema_editor: Any) -> None:
    """In steps, so that no step holds more than it must."""
    citizens = apps.get_model("journeys", "Citizen").objects
    waiting = []
    for citizen in citizens.only("given_names", "family_name", "search_name").iterator(chunk_size=_AT_ONCE):
        folded = folded_name(citizen.given_names, citizen.family_name)
        if citizen.search_name != folded:
            citizen.search_name = folded
            waiting.append(citizen)
        if len(waiting) == _AT_ONCE:
            citizens.bulk_update(waiting, ["search_name"])
            waiting = []
    citizens.bulk_update(waiting, ["search_name"])


class Migration(migrations.Migration):
    """The column grows first: æ, ø and å take two letters."""

    dependencies = [
        ("journeys", "0011_access_log_origin"),
    ]

    operations = [
        migrations.AlterField(
            model_name="citizen",
            name="search_name",
            field=models.CharField(blank=True, db_index=True, max_length=500),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
