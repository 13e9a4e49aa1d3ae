"""The doorbell between processes of one machine: a byte into each worker's socket, so that nobody waits for a poll.

Workers on other machines, or a bell that cannot be hung, lose nothing but a second: every worker polls as well.
"""

import os
import select
import socket
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog
from django.conf import settings

from strato.core.realtime.bus.local import short

log = structlog.get_logger(__name__)


def directory() -> Path:
    """Where the sockets of this product's workers lie."""
    return short(Path(settings.VAR) / "queue")


def ring(job_id: str, lane: str) -> None:
    """Wake every worker on this machine; sockets that their worker left behind are removed."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        for path in directory().glob("*.bell"):
            try:
                line.sendto(b"!", str(path))
            except (ConnectionRefusedError, FileNotFoundError):
                path.unlink(missing_ok=True)
            except BlockingIOError:  # it has been rung enough
                continue


class Bell:
    """One worker's bell; ``wait`` returns at once when somebody rings."""

    def __init__(self) -> None:
        self._path = directory() / f"{os.getpid()}.bell"
        self._socket: socket.socket | None = None

    def __enter__(self) -> Self:
        hung = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._path.unlink(missing_ok=True)
            hung.bind(str(self._path))
            hung.setblocking(False)
            self._socket = hung
        except OSError as error:
            hung.close()
            log.warning("no_doorbell", path=str(self._path), error=str(error))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            self._socket.close()
            self._path.unlink(missing_ok=True)

    def wait(self, seconds: float) -> bool:
        """Sleep until the bell rings, at most so long; gives whether it rang."""
        if self._socket is None:
            time.sleep(seconds)
            return False
        rang = bool(select.select([self._socket], [], [], seconds)[0])
        while rang:  # one look at the table answers all who rang
            try:
                self._socket.recv(16)
            except BlockingIOError:
                break
        return rang
