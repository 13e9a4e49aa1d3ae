"""A product of its own for one test: its database, its workers as real processes, and the means to kill them."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from atexit import register
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

BACKEND = Path(__file__).resolve().parents[4]
PATIENCE_SECONDS = 120.0


class Bench:
    """One database and the processes that work on it."""

    def __init__(self, folder: Path, *, postgres: str = "", redis: str = "") -> None:
        self.folder = folder
        self.file = folder / "rig.sqlite3"
        self.postgres = new_database(postgres, template(postgres)) if postgres else ""
        if not postgres:
            shutil.copy(template(), self.file)
        self.children: list[subprocess.Popen[bytes]] = []
        self.environment = environment(folder, self.postgres or f"sqlite:///{self.file}", redis)

    # --- processes ---
    def call(self, *command: str) -> None:
        """Run python to its end."""
        run(self.environment, *command)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A python process at the head of its own group."""
        child = subprocess.Popen([sys.executable, *command], cwd=BACKEND, env=self.environment, start_new_session=True)
        self.children.append(child)
        return child

    def pump(self) -> subprocess.Popen[bytes]:
        return self.start("manage.py", "work", "--workers", "2")

    def celery(self, *arguments: str) -> subprocess.Popen[bytes]:
        return self.start("-m", "celery", "-A", "strato.config.celery", *arguments, "--loglevel", "WARNING")

    def offer(self, task: str, *jobs: dict[str, Any]) -> None:
        """Write jobs from a process of its own."""
        self.call("-m", "strato.core.tests.rig.offer", task, *(json.dumps(job) for job in jobs))

    def end(self) -> None:
        """Kill what still runs, children of children too."""
        for child in self.children:
            kill_group(child)

    # --- questions ---
    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a query on the bench's database."""
        if self.postgres:
            with psycopg.connect(self.postgres) as line:
                return list(line.execute(sql))
        with closing(sqlite3.connect(self.file, timeout=20)) as file:
            return list(file.execute(sql))

    def statuses(self) -> dict[str, int]:
        """How many of the rig's jobs there are in each status."""
        rows = self.ask("SELECT status, count(*) FROM core_job WHERE key IS NULL GROUP BY status")
        return dict(rows)

    def ask_job(self, name: str, columns: str) -> tuple[Any, ...] | None:
        """These columns of the job that was offered under this name."""
        text = "arguments->>'name'" if self.postgres else "json_extract(arguments, '$.name')"
        rows = self.ask(f"SELECT {columns} FROM core_job WHERE {text} = '{name}'")
        return rows[0] if rows else None

    def outcome(self, name: str) -> str:
        return str((self.ask_job(name, "status") or ("",))[0])

    def starts(self, name: str) -> list[tuple[int, int]]:
        """(attempt, pid) of each start of a job."""
        return [(a, p) for a, p in self.ask(f"SELECT attempt, pid FROM rig_start WHERE name = '{name}' ORDER BY id")]

    def effects(self) -> list[str]:
        return sorted(name for (name,) in self.ask("SELECT name FROM rig_effect"))


@contextmanager
def bench(folder: Path, **services: str) -> Iterator[Bench]:
    made = Bench(folder, **services)
    try:
        yield made
    finally:
        made.end()


def environment(folder: Path, database: str, redis: str = "") -> dict[str, str]:
    """What the bench's processes are told."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "strato.core.tests.rig.settings",
        "STRATO_VAR": str(folder),
        "DATABASE_URL": database,
        "REDIS_URL": redis,
        "STRATO_LOG_LEVEL": "WARNING",
    }


def run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=BACKEND, env=environment, check=True)


@cache
def template(postgres: str = "") -> str:
    """A migrated, empty database, made once: the path of an SQLite file, or a name on this PostgreSQL."""
    folder = Path(tempfile.mkdtemp(prefix="strato-rig-"))
    register(shutil.rmtree, folder, ignore_errors=True)
    url = new_database(postgres) if postgres else f"sqlite:///{folder / 'template.sqlite3'}"
    run(environment(folder, url), "manage.py", "migrate", "--run-syncdb", "--verbosity", "0")
    return url.partition("?")[0].rpartition("/")[2] if postgres else str(folder / "template.sqlite3")


def new_database(url: str, template_name: str = "template1") -> str:
    """The URL of a fresh database on the server of ``url``."""
    name = f"rig_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name} TEMPLATE {template_name}")
    head, _, query = url.partition("?")
    return f"{head.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def kill(pid: int) -> None:
    """kill -9, if it still lives."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """kill -9 for a process and all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(question: Any, patience: float = PATIENCE_SECONDS) -> float:
    """Wait until the question answers yes; gives the seconds it took."""
    began = time.monotonic()
    while not question():
        if time.monotonic() - began > patience:
            raise AssertionError(f"nothing happened for {patience:g} s")
        time.sleep(0.05)
    return time.monotonic() - began
