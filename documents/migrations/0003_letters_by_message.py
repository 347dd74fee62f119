"""Letters that came by message: nobody here wrote them, they carry parts, and belong to a thread."""

import uuid
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F

from organisations.migrations._append_only import AppendOnly


def own_threads(apps: Any, _editor: Any) -> None:
    """What was written before is a thread of its own."""
    apps.get_model("documents", "Document").objects.update(thread=F("id"))


class Migration(migrations.Migration):
    """Adds columns to documents and versions."""

    dependencies = [
        ("documents", "0002_deliveries"),
        ("journeys", "0014_chains_and_doubts"),
        ("organisations", "0006_phones_by_purpose"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="document", name="thread", field=models.UUIDField(null=True)),
        migrations.RunPython(own_threads, migrations.RunPython.noop),
        migrations.AlterField(model_name="document", name="thread", field=models.UUIDField(default=uuid.uuid4)),
        migrations.AddField(model_name="version", name="parts", field=models.JSONField(null=True)),
        migrations.AlterField(
            model_name="document",
            name="begun_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="version",
            name="sent_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(model_name="document", index=models.Index(fields=["thread"], name="document_of_thread")),
        AppendOnly("version"),
    ]
