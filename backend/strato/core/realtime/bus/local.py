"""One machine without Redis: each process with sockets listens on a Unix socket in a directory that all can see.

A publisher writes to every socket file there. A file whose process is gone refuses the connection and is removed.
"""

import asyncio
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import structlog

from strato.core.realtime.bus.kinds import Deliver

log = structlog.get_logger(__name__)
SEND_SECONDS = 0.5
REST_SECONDS = 1.0
LONGEST_PATH = 90  # a Unix socket's path may have 104 bytes on macOS, 108 on Linux
LARGEST = 64 * 1024 * 1024


class LocalBus:
    """Length-prefixed messages over Unix stream sockets; listeners in this process are called without one."""

    def __init__(self, directory: Path) -> None:
        self._directory = short(directory)
        self._lock = threading.Lock()
        self._lines: dict[str, socket.socket] = {}
        self._resting: dict[
            str, float
        ] = {}  # listeners that did not take a message, and until when they are left alone
        self._pid = os.getpid()
        self._listeners: dict[str, tuple[asyncio.AbstractEventLoop, Deliver]] = {}

    def send(self, message: bytes) -> None:
        for loop, deliver in list(self._listeners.values()):
            if not loop.is_closed():
                loop.call_soon_threadsafe(deliver, message)
        with self._lock:
            self._after_fork()
            for name in self._others():
                self._send_to(name, len(message).to_bytes(4, "big") + message)

    async def listen(self, deliver: Deliver, on_up: Callable[[], None]) -> None:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        loop = asyncio.get_running_loop()
        path = self._directory / f"{os.getpid()}-{id(loop):x}.sock"
        path.unlink(missing_ok=True)

        async def read(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                while size := int.from_bytes(await reader.readexactly(4), "big"):
                    if size > LARGEST:
                        break
                    deliver(await reader.readexactly(size))
            except (asyncio.IncompleteReadError, OSError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_unix_server(read, path=str(path))
        self._listeners[path.name] = (loop, deliver)
        try:
            on_up()
            await server.serve_forever()
        finally:
            self._listeners.pop(path.name, None)
            path.unlink(missing_ok=True)

    def _others(self) -> list[str]:
        """Socket files of other processes."""
        now = time.monotonic()
        names = (path.name for path in self._directory.glob("*.sock"))
        return [name for name in names if name not in self._listeners and self._resting.get(name, 0) <= now]

    def _send_to(self, name: str, data: bytes) -> None:
        for fresh in (False, True):  # the kept line may be that of a dead process: try once more with a new one
            line = self._lines.pop(name, None)
            if line is None or fresh:
                line = self._connect(name)
            if line is None:
                return
            try:
                line.sendall(data)
            except TimeoutError as error:
                line.close()
                self._rest(name, error)
                return
            except OSError:
                line.close()
            else:
                self._lines[name] = line
                return

    def _connect(self, name: str) -> socket.socket | None:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SEND_SECONDS)
        try:
            line.connect(str(self._directory / name))
        except (ConnectionRefusedError, FileNotFoundError):
            line.close()
            (self._directory / name).unlink(missing_ok=True)
            return None
        except OSError as error:
            line.close()
            self._rest(name, error)
            return None
        return line

    def _rest(self, name: str, error: OSError) -> None:
        self._resting[name] = time.monotonic() + REST_SECONDS
        log.warning("realtime_bus_unavailable", to=name, error=str(error))

    def _after_fork(self) -> None:
        """A forked child must not write into its parent's lines, nor take its parent's listeners for its own."""
        if self._pid != os.getpid():
            self._pid = os.getpid()
            self._lines, self._listeners = {}, {}


def short(directory: Path) -> Path:
    """The directory itself, or one of a short name for it where its path is too long for a socket."""
    if len(str(directory)) <= LONGEST_PATH - 40:
        return directory
    digest = blake2b(str(directory).encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"strato-{os.getuid()}-{digest}"
