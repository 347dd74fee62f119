"""What was told, the same for every unit: the event's uuid, or one made of the key."""

from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import migrations, models


def name_tellings(apps, schema_editor):
    """As `notify_unit` names them; the event's uuid has stood in the key all along."""
    rows = apps.get_model("notifications", "Notification").objects
    some = []
    for row in rows.only("key", "unit_id").iterator():
        what = row.key.removesuffix(f":{row.unit_id}")
        is_event = what.startswith("event:")
        row.telling = UUID(what.removeprefix("event:")) if is_event else uuid5(NAMESPACE_OID, what)
        some.append(row)
        if len(some) == 1000:
            rows.bulk_update(some, ["telling"])
            some = []
    rows.bulk_update(some, ["telling"])


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_initial")]

    operations = [
        migrations.AddField("notification", "telling", models.UUIDField(null=True, verbose_name="fortælling")),
        migrations.RunPython(name_tellings, migrations.RunPython.noop),
    ]
