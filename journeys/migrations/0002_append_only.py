"""Events and the access log can be added to, never changed."""

from django.db import migrations

from journeys.migrations._append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("journeys", "0001_initial")]

    operations = [AppendOnly("journeyevent"), AppendOnly("accesslog")]
