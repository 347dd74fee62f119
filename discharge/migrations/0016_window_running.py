"""The windows that run, found by an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0015_party_active"),
        ("journeys", "0025_task_lists"),
        ("organisations", "0007_without_jit"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="extendedresponsibility",
            name="window_may_run",
        ),
        migrations.AddIndex(
            model_name="extendedresponsibility",
            index=models.Index(
                condition=models.Q(("voided", False)),
                fields=["could_end_at", "journey", "discharged_at", "eligible"],
                name="window_running",
            ),
        ),
    ]
