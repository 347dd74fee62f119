"""Whether a bound of a hidden share may be told; what stood published told all of them."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def tell_as_before(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A month that is not taken again says what it said."""
    figures = apps.get_model("principles", "PublishedFigure").objects
    figures.filter(shown=True, share_shown=False).update(bound_shown=True)


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("principles", "0015_step_answer_before")]

    operations = [
        migrations.AddField("publishedfigure", "bound_shown", models.BooleanField(db_default=False)),
        migrations.RunPython(tell_as_before, migrations.RunPython.noop),
    ]
