"""A product of its own for a benchmark: a fresh database and media folder that go when the process ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from atexit import register
from pathlib import Path

import django
from django.core.management import call_command


def begin(*, database_url: str | None = None) -> Path:
    """Set Django up on an empty SQLite in a temporary folder, which is given back; "" leaves the choice to STRATO_TEST_DB."""
    folder = Path(tempfile.mkdtemp(prefix="strato-bench-"))
    register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(
        {
            "STRATO_VAR": str(folder),
            "STRATO_LOG_LEVEL": "ERROR",
            "STRATO_QUEUE": "none",
            "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}" if database_url is None else database_url,
            "DJANGO_SETTINGS_MODULE": "strato.config.settings_test",
        }
    )
    django.setup()
    call_command("migrate", verbosity=0)
    return folder
