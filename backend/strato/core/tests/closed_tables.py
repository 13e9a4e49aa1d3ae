"""Tables that are written once, let go of after a test that commits."""

from django.db import connection, transaction


def empty() -> None:
    """Delete the rows of every append-only table, whose triggers are back afterwards. (PostgreSQL truncates: no trigger minds.)"""
    if connection.vendor != "sqlite":
        return
    asked = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'"
    with transaction.atomic(), connection.cursor() as cursor:
        triggers = cursor.execute(asked).fetchall()
        for name, table, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute(f'DELETE FROM "{table}"')
        for _, _, sql in triggers:
            cursor.execute(sql)
