"""A delivery is an id and its receiver; a gateway says whose messages it brings; what fails is set aside."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def fill_receivers(apps: Any, schema_editor: Any) -> None:
    """The receiver's number stands at the end of the label that the log shows."""
    for key in apps.get_model("medcom", "MessageKey").objects.select_related("first").defer("first__body"):
        number = key.first.receiver_label.rpartition(" · ")[2]
        key.receiver = number[:60] if number.startswith(("SOR ", "GLN ")) else ""
        key.save(update_fields=["receiver"])


def keep_what_works(apps: Any, schema_editor: Any) -> None:
    """A gateway that delivers today goes on; the administrator sees that it speaks for everybody."""
    apps.get_model("medcom", "Gateway").objects.update(all_senders=True)


class Migration(migrations.Migration):
    dependencies = [
        ("medcom", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="gateway",
            name="sender_roots",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="organisations.organisation", verbose_name="leverer for"
            ),
        ),
        migrations.AddField(
            model_name="gateway",
            name="all_senders",
            field=models.BooleanField(default=False, verbose_name="leverer for alle afsendere"),
        ),
        migrations.RunPython(keep_what_works, migrations.RunPython.noop),
        migrations.AddField(
            model_name="messagekey", name="receiver", field=models.CharField(blank=True, default="", max_length=70)
        ),
        migrations.AlterField(model_name="messagekey", name="message_id", field=models.CharField(max_length=64)),
        migrations.RunPython(fill_receivers, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="messagekey", name="receiver", field=models.CharField(blank=True, max_length=70)
        ),
        migrations.AddConstraint(
            model_name="messagekey",
            constraint=models.UniqueConstraint(fields=("message_id", "receiver"), name="delivery_once"),
        ),
        migrations.RemoveIndex(model_name="inboundmessage", name="message_needs_eyes"),
        migrations.AddIndex(
            model_name="inboundmessage",
            index=models.Index(
                condition=Q(
                    state__in=["conflict", "failed_will_retry", "rejected", "set_aside", "unreadable", "unsupported"]
                ),
                fields=["-received_at"],
                name="message_needs_eyes",
            ),
        ),
    ]
