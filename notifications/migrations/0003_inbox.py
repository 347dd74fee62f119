"""The inbox: newest first from any place on, and the same told to several units."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0002_telling"),
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="notification",
            options={
                "ordering": ("-created_at", "-id"),
                "verbose_name": "besked til enhed",
                "verbose_name_plural": "beskeder til enheder",
            },
        ),
        migrations.AlterField("notification", "telling", models.UUIDField(verbose_name="fortælling")),
        migrations.AddIndex(
            "notification", models.Index(fields=["unit", "-created_at", "-id"], name="notification_inbox")
        ),
        migrations.AddIndex("notification", models.Index(fields=["telling", "unit"], name="notification_telling")),
    ]
