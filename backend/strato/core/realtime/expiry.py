"""A token ends while its socket lives: a word before, a moment of grace, then goodbye."""

import asyncio
import time
from collections.abc import Callable

from strato.core.realtime.limits import Limits


class Expiry:
    """The clock of one session's token: ``warn(expires_at)`` a minute before its end, ``end()`` half a minute after."""

    __slots__ = ("_end", "_limits", "_timer", "_warn")

    def __init__(self, limits: Limits, *, warn: Callable[[int], None], end: Callable[[], None]) -> None:
        self._limits, self._warn, self._end = limits, warn, end
        self._timer: asyncio.TimerHandle | None = None

    def set(self, expires_at: float | None) -> None:
        """The token in force ends at this Unix time (None: never)."""
        self.stop()
        if expires_at is not None:
            wait = max(expires_at - self._limits.expiring_seconds - time.time(), 0)
            self._timer = asyncio.get_running_loop().call_later(wait, self._warned, expires_at)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _warned(self, expires_at: float) -> None:
        self._warn(int(expires_at))
        wait = max(expires_at + self._limits.expired_grace_seconds - time.time(), 0)
        self._timer = asyncio.get_running_loop().call_later(wait, self._end)
