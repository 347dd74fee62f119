"""What a program's call made stands beside its key, so that a repeated call is answered with it (DESIGN §8)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journeys", "0020_deadline_fired"),
    ]

    operations = [
        migrations.AddField(
            model_name="actkey",
            name="made",
            field=models.CharField(blank=True, default="", max_length=100),
            preserve_default=False,
        ),
    ]
