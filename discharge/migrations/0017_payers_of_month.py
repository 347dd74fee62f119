"""The payers of a month found by when their days end: by when they began, all the past was read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discharge", "0016_window_running"),
        ("journeys", "0025_task_lists"),
        ("organisations", "0007_without_jit"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="ledgerpayer",
            name="ledgers_of_municipality",
        ),
        migrations.AddIndex(
            model_name="ledgerpayer",
            index=models.Index(fields=["municipality", "last_on", "first_on"], name="payers_of_month"),
        ),
    ]
