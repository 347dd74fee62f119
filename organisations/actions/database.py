"""What the program's own role is set to in its database."""

from collections.abc import Mapping

from django.db import connections
from psycopg2.sql import SQL, Identifier, Literal

# Compiling a page's query takes PostgreSQL longer than answering it. What is planned once (`selectors.planned`) is
# answered by that plan: nothing else of ours is prepared.
SETTINGS: Mapping[str, str] = {"jit": "off", "plan_cache_mode": "force_generic_plan"}


def set_own_role(using: str) -> None:
    """The settings of whoever the program connects as, now and from then on; nothing where they are so already.

    They are of role and database, and a database that was restored or copied has lost them.
    """
    own = connections[using]
    if own.vendor != "postgresql":
        return
    with own.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (name,) = cursor.fetchone()
        for setting, value in SETTINGS.items():
            cursor.execute("SELECT current_setting(%s)", [setting])
            if cursor.fetchone() != (value,):
                of = SQL("ALTER ROLE CURRENT_USER IN DATABASE {} SET {} = {}")
                cursor.execute(of.format(Identifier(name), Identifier(setting), Literal(value)))
                # Of a role they hold from its next connection on: what comes after the tables on this one has them too.
                cursor.execute("SELECT set_config(%s, %s, false)", [setting, value])
