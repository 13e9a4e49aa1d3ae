"""Questions that are asked with every request: their SQL is written once, for building a queryset costs more than its answer.

    MINE = Prepared(lambda me: Notification.objects.visible_to(Somebody(me)).values_list("id", "kind"), UUIDField())
    MINE(user.pk)  # [(id, kind), ...]

For the few hottest questions only; everything else asks its queryset.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import Field, QuerySet, Value


class Slot(Value):
    """The place of a value that comes with each asking."""

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class Somebody:
    """A signed-in person who is named later, for ``visible_to`` where it looks at nothing but who they are."""

    pk: Slot
    is_authenticated: bool = True
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A question in the words of one kind of database."""

    sql: str
    arguments: Sequence[Any]
    """What goes into the SQL; a ``Slot`` stands for the value of its number."""
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]


class Prepared:
    """Call it with the values; it answers with the tuples of the ``values_list`` queryset that ``build`` makes of slots."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *fields: Field[Any, Any]) -> None:
        self._build = build
        self._fields = fields
        self._written: dict[str, Written] = {}
        self._lock = Lock()

    def __call__(self, *values: Any) -> list[tuple[Any, ...]]:
        written = self._written.get(connection.vendor) or self._write()
        given = [field.get_db_prep_value(value, connection) for field, value in zip(self._fields, values, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(
                written.sql, [given[each.value] if isinstance(each, Slot) else each for each in written.arguments]
            )
            rows = cursor.fetchall()
        return [converted(row, written) for row in rows] if written.converters else rows

    def _write(self) -> Written:
        with self._lock:
            slots = [Slot(number, output_field=field) for number, field in enumerate(self._fields)]
            compiler = self._build(*slots).query.get_compiler(connection=connection)
            sql, arguments = compiler.as_sql()
            found = compiler.get_converters([column[0] for column in compiler.select])
            made = Written(sql, arguments, [(place, ways, column) for place, (ways, column) in found.items()])
            self._written[connection.vendor] = made
            return made


def converted(row: Sequence[Any], written: Written) -> tuple[Any, ...]:
    """A row as Django's fields would give it."""
    values = list(row)
    for place, ways, column in written.converters:
        for way in ways:
            values[place] = way(values[place], column, connection)
    return tuple(values)
