"""A clause's versions are numbered and none is written over: those that there are get their numbers."""

from collections import Counter
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def number_versions(apps: Any, schema_editor: Any) -> None:
    """In the order in which they were made."""
    numbers: Counter[str] = Counter()
    for row in apps.get_model("principles", "ClauseVersion").objects.order_by("pk"):
        numbers[row.clause] += 1
        row.number = numbers[row.clause]
        row.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [
        ("principles", "0010_approval_outcome"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="clauseversion",
            options={
                "ordering": ("clause", "valid_from", "number"),
                "verbose_name": "udgave af et punkt",
                "verbose_name_plural": "udgaver af punkter",
            },
        ),
        migrations.RemoveConstraint(model_name="clauseversion", name="clause_version_once_a_day"),
        migrations.AddField(
            model_name="clauseversion",
            name="number",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="nummer"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="trukket tilbage"),
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="trukket tilbage af",
            ),
        ),
        migrations.AddField(
            model_name="historicalclauseversion",
            name="number",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="nummer"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalclauseversion",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="trukket tilbage"),
        ),
        migrations.AddField(
            model_name="historicalclauseversion",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="trukket tilbage af",
            ),
        ),
        migrations.RunPython(number_versions, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="clauseversion",
            constraint=models.UniqueConstraint(fields=("clause", "number"), name="clause_version_number"),
        ),
    ]
