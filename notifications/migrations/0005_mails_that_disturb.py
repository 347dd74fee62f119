"""A mail that waits for no quiet time says so: what is late otherwise waits for its end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("notifications", "0004_mail_rules_and_escalation"),)

    operations = (
        migrations.AddField(model_name="addressee", name="breaks_quiet", field=models.BooleanField(default=False)),
    )
