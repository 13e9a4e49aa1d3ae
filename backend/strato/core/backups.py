"""Backup and restore of all rows: SQLite by its online snapshot, PostgreSQL by pg_dump's custom format."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from strato.core.errors import Conflict, Missing

SQLITE_FILE, POSTGRES_FILE, COUNTS_FILE = "rows.sqlite3", "rows.pgdump", "counts.json"


class BackupTool(Missing):
    code = "backup_tool_missing"
    detail = "pg_dump and pg_restore must be on PATH to back up PostgreSQL."


class WrongBackup(Conflict):
    code = "backup_of_other_engine"
    detail = "This backup was made from another database engine."


def save(folder: Path) -> dict[str, int]:
    """Write all rows into ``folder``; gives the number of rows per table, also kept beside them."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / SQLITE_FILE)) as target:
            connection.connection.backup(target)
    else:
        run("pg_dump", "--format=custom", f"--file={folder / POSTGRES_FILE}", conninfo())
    counts = row_counts()
    (folder / COUNTS_FILE).write_text(json.dumps(counts, indent=1, sort_keys=True))
    return counts


def load(folder: Path) -> dict[str, int]:
    """Replace all rows by those of ``folder`` and check that every table has as many as were saved."""
    name = SQLITE_FILE if connection.vendor == "sqlite" else POSTGRES_FILE
    if not (folder / name).is_file():
        raise WrongBackup
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / SQLITE_FILE)) as source:
            source.backup(connection.connection)
    else:
        run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            f"--dbname={conninfo()}",
            str(folder / name),
        )
    expected, found = json.loads((folder / COUNTS_FILE).read_text()), row_counts()
    wrong = {table: (count, found.get(table)) for table, count in expected.items() if found.get(table) != count}
    if wrong:
        raise Conflict("The restored rows are not those that were saved.", code="restore_mismatch", tables=wrong)
    return found


def row_counts() -> dict[str, int]:
    """Rows of every table of ours and Django's."""
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def conninfo() -> str:
    """libpq's address of our database."""
    parts: dict[str, Any] = connection.get_connection_params()
    names = {"dbname": "dbname", "user": "user", "password": "password", "host": "host", "port": "port"}
    return " ".join(f"{libpq}='{parts[ours]}'" for ours, libpq in names.items() if parts.get(ours))


def run(tool: str, *arguments: str) -> None:
    path = shutil.which(tool)
    if path is None:
        raise BackupTool
    subprocess.run([path, *arguments], check=True)  # noqa: S603 - fixed tools, our own arguments
