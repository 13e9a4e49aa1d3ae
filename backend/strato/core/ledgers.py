"""Tables that are written once: the database itself refuses to change or delete their rows, whoever asks."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

REFUSAL = "append-only: rows are never changed or deleted"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION strato_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END $$
"""


def append_only(app: str, model: str, *, forgets: Sequence[str] = ()) -> RunPython:
    """The migration step that closes a table: UPDATE and DELETE raise ``IntegrityError`` on PostgreSQL and SQLite.

    ``forgets`` names columns that may become NULL (a person who left), and nothing else. On SQLite a later migration that
    remakes the table must add this step again: its triggers go with the old table.
    """

    def close(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        meta = apps.get_model(app, model)._meta
        lock(editor, meta.db_table, [field.column for field in meta.local_concrete_fields], forgets)

    def reopen(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        unlock(editor, apps.get_model(app, model)._meta.db_table)

    return RunPython(close, reopen)


def lock(editor: BaseDatabaseSchemaEditor, table: str, columns: Sequence[str], forgets: Sequence[str] = ()) -> None:
    """Create the triggers of one table."""
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
    kept = ", ".join(f'"{column}"' for column in columns if column not in forgets)
    for name, event in {
        "no_delete": f'BEFORE DELETE ON "{table}" FOR EACH ROW',
        "no_update": f'BEFORE UPDATE OF {kept} ON "{table}" FOR EACH ROW',
        **{
            f"only_forget_{column}": f'BEFORE UPDATE OF "{column}" ON "{table}" FOR EACH ROW WHEN (NEW."{column}" IS NOT NULL)'
            for column in forgets
        },
    }.items():
        editor.execute(f'CREATE TRIGGER "{table}_{name}" {event} {refusal(editor)}')


def unlock(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Drop the triggers of one table."""
    on_table = f' ON "{table}"' if editor.connection.vendor == "postgresql" else ""
    for name in triggers_of(editor, table):
        editor.execute(f'DROP TRIGGER "{name}"{on_table}')


def triggers_of(editor: BaseDatabaseSchemaEditor, table: str) -> list[str]:
    """The names of our triggers on one table."""
    asked = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = to_regclass(%s)"
        if editor.connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with editor.connection.cursor() as cursor:
        cursor.execute(asked, [table])
        return sorted(name for (name,) in cursor.fetchall())


def refusal(editor: BaseDatabaseSchemaEditor) -> str:
    """What the trigger does."""
    if editor.connection.vendor == "postgresql":
        return "EXECUTE FUNCTION strato_append_only()"
    return f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
