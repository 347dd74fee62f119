"""Encrypts the second factors that lie in clear (DESIGN §6 doors; PITFALLS 29)."""

from django.conf import settings
from django.db import migrations

from organisations.domain.secrets import encrypt

SECRET_OF = {"totp": "secret", "recovery_codes": "seed"}


def encrypt_all(apps, schema_editor):
    """Rows that are encrypted already stay as they are."""
    for row in apps.get_model("mfa", "Authenticator").objects.all():
        name = SECRET_OF.get(row.type)
        if name and isinstance(row.data.get(name), str):
            row.data[name] = encrypt(row.data[name], key=settings.MFA_ENCRYPTION_KEY)
            row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(encrypt_all, migrations.RunPython.noop)]
