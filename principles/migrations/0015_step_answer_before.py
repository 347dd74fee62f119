"""What somebody said of a step in a month that is over stays counted while they change their mind (K21)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("principles", "0014_marked_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="stepanswer",
            name="helpful_before",
            field=models.BooleanField(null=True, verbose_name="til hjælp, sagt i en tidligere måned"),
        ),
    ]
