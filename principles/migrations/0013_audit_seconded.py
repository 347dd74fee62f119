"""Words of an audit are shown once two people have seen to them; those shown so far stay so, but for one's own."""

from typing import Any

from django.db import migrations, models
from django.db.models import F


def second_what_was_seen(apps: Any, schema_editor: Any) -> None:
    """What somebody else had written when the second person looked."""
    answers = apps.get_model("principles", "AuditAnswer").objects
    seen = answers.filter(answered_at__lte=F("case__checked_at")).exclude(answered_by=F("case__checked_by"))
    answers.filter(pk__in=list(seen.values_list("pk", flat=True))).update(seconded=True)


class Migration(migrations.Migration):
    dependencies = [
        ("principles", "0012_kept_figures"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditanswer",
            name="seconded",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(second_what_was_seen, migrations.RunPython.noop),
    ]
