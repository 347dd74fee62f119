"""Marks the users that a demonstration made before the mark was there (D14), and encrypts recovery codes that came
from an older release of the library and were left in clear (D4)."""

from django.conf import settings
from django.db import migrations

from organisations.domain.secrets import encrypt

DEMO = {
    "hospital": "Birgit Holm",
    "doctor": "Henrik Dalsgaard",
    "municipality": "Lone Kjær",
    "social": "Tina Friis",
    "gp": "Jørgen Bak",
    "ooh": "Sara Vinther",
    "cluster": "Peter Lind",
    "citizen": "Karen Prøve Madsen",
    "admin": "Anna Storm",
}


def mark_demo_users(apps, schema_editor):
    """The user names alone could be somebody's; with the demo's names they are the demo's."""
    users = apps.get_model("organisations", "User")._base_manager
    for username, name in DEMO.items():
        users.filter(username=username, name=name).update(fictitious=True)


def encrypt_old_codes(apps, schema_editor):
    """What is encrypted already stays as it is."""
    for row in apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes"):
        codes = row.data.get("migrated_codes")
        if isinstance(codes, list):
            row.data["migrated_codes"] = [encrypt(code, key=settings.MFA_ENCRYPTION_KEY) for code in codes]
            row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_units_closed_and_roles_by_two"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [
        migrations.RunPython(mark_demo_users, migrations.RunPython.noop),
        migrations.RunPython(encrypt_old_codes, migrations.RunPython.noop),
    ]
