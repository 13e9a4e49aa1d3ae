"""Server processes of their own, on the tests' database: they can be asked to stop, and killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

BACKEND = Path(__file__).parents[4]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def database_url() -> str:
    """The URL of the database that this test process uses."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


class Server:
    """One server process, by default on the bus of this one; ``limits`` are STRATO_WS_LIMITS."""

    def __init__(self, *, limits: dict[str, Any] | None = None, redis_url: str | None = None) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "strato.config.settings_test",
            "DATABASE_URL": database_url(),
            "STRATO_VAR": str(settings.VAR),
            "REDIS_URL": settings.REDIS_URL if redis_url is None else redis_url,
            "STRATO_TEST_DB": "",  # the choice is made: both addresses are given
            "STRATO_WS_LIMITS": ",".join(f"{name}={value}" for name, value in (limits or {}).items()),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        program = (
            f"import django; django.setup(); from strato.core.realtime.tests import served; served.run({self.port})"
        )
        self._process = subprocess.Popen([sys.executable, "-c", program], env=self.environment, cwd=BACKEND)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            assert self._process.poll() is None, "the server died while starting"
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise TimeoutError("the server did not start")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def ask_to_stop(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait(20)

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
