"""Indexes that answer what pages of tasks ask."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0024_party_active"),
        ("organisations", "0007_without_jit"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["owner", "opened_at", "id", "journey", "role", "shown_from"],
                name="task_open_of_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("kind", "municipal_services"), ("state", "open")),
                fields=["owner", "role", "due_at"],
                name="task_question_of_role",
            ),
        ),
    ]
