"""Compiling a page's query takes PostgreSQL longer than answering it: off for whoever the program connects as."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from psycopg2.sql import SQL, Identifier


def _turn(editor: BaseDatabaseSchemaEditor, setting: str) -> None:
    # A property of role and database, since a pooler takes no options of a connection and shares what is SET.
    if editor.connection.vendor != "postgresql":
        return
    name = Identifier(editor.connection.settings_dict["NAME"])
    with editor.connection.cursor() as cursor:
        cursor.execute(SQL("ALTER ROLE CURRENT_USER IN DATABASE {} {}").format(name, SQL(setting)))


def off(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """From the next connection on."""
    _turn(editor, "SET jit = off")


def back(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As the server has it."""
    _turn(editor, "RESET jit")


class Migration(migrations.Migration):
    """For a server of which other programs ask large questions, nothing changes."""

    dependencies = [("organisations", "0006_phones_by_purpose")]
    operations = [migrations.RunPython(off, back)]
