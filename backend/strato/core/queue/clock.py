"""The database's time: the one clock that all workers share."""

from datetime import UTC, datetime

from django.db import connection


def db_now() -> datetime:
    """Now, aware, by the database."""
    sql = (
        "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"
        if connection.vendor == "sqlite"
        else "SELECT statement_timestamp()"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        (value,) = cursor.fetchone()
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value).replace(tzinfo=UTC)
