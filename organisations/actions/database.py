"""What the program's own role is set to in its database."""

from django.db import connections
from psycopg2.sql import SQL, Identifier


def turn_off_compiling(using: str) -> None:
    """`jit` off for whoever the program connects as, from the next connection on; nothing where it is off already.

    The setting is one of role and database, and a database that was restored or copied has lost it: compiling a page's
    query takes PostgreSQL longer than answering it.
    """
    own = connections[using]
    if own.vendor != "postgresql":
        return
    with own.cursor() as cursor:
        cursor.execute("SELECT current_setting('jit'), current_database()")
        compiling, name = cursor.fetchone()
        if compiling == "on":
            cursor.execute(SQL("ALTER ROLE CURRENT_USER IN DATABASE {} SET jit = off").format(Identifier(name)))
