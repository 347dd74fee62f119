"""A case of several days says what each of them adds: areas are asked of the day (K8)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column; the cases that stand have none until they are derived again."""

    dependencies = [("principles", "0016_bound_shown")]

    operations = [migrations.AddField("indicatorcase", "days", models.JSONField(default=list))]
