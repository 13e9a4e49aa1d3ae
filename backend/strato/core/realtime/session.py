"""One signed-in socket: its durable frames in order without holes, its ephemeral ones newest first, its outbox bounded."""

import asyncio
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from strato.core.realtime.background import spawn
from strato.core.realtime.expiry import Expiry
from strato.core.realtime.limits import Limits
from strato.core.realtime.line import Line
from strato.core.realtime.protocol import AuthExpiring, Close, Ping
from strato.core.realtime.replay import Numbered
from strato.core.realtime.wire import Packet, control_packet

PATIENT_READS = 3
PATIENT_PINGS = 3


class Session:
    """What the server keeps for one socket.

    ``sent`` is the last durable number handed to the line. A frame that is next goes out; one that is older is a repetition
    and dropped; one that is early waits in ``early`` until the log fills the gap. When the outbox is full, durable frames are
    not queued but read again from the log once the client has caught up, so memory stays bounded and nothing is lost.
    """

    __slots__ = (
        "__weakref__",
        "_behind",
        "_bytes",
        "_fruitless",
        "_line",
        "_outbox",
        "_slow_timer",
        "_unanswered",
        "_want_catch_up",
        "_writer",
        "acked",
        "catching_up",
        "closed",
        "early",
        "expiry",
        "heard_at",
        "limits",
        "on_close",
        "sent",
        "sign_in",
        "topics",
        "user_id",
        "version",
    )

    def __init__(
        self,
        line: Line,
        user_id: uuid.UUID,
        limits: Limits,
        *,
        sign_in: str | None = None,
        want_catch_up: Callable[["Session"], None],
        on_close: Callable[["Session"], None],
    ) -> None:
        self.user_id, self.limits, self.sign_in = user_id, limits, sign_in
        self.sent = -1
        self.acked = -1  # the newest that the client said it has
        self.catching_up = True  # until hello is answered, live frames wait in ``early``
        self.early: dict[int, Packet] = {}
        self.topics: set[str] = set()
        self.version = 0  # counts revocations: a permission asked for before one must be asked for again
        self.heard_at = time.monotonic()
        self.closed = False
        self.on_close = on_close
        self.expiry = Expiry(
            limits,
            warn=lambda expires_at: self.control(control_packet(AuthExpiring(expires_at=expires_at))),
            end=lambda: self.close(Close.UNAUTHENTICATED),
        )
        self._want_catch_up = want_catch_up
        self._line = line
        self._outbox: dict[Any, tuple[Packet, float]] = {}
        self._bytes = 0
        self._behind = False
        self._fruitless = 0
        self._unanswered = 0
        self._writer: asyncio.Task[None] | None = None
        self._slow_timer: asyncio.TimerHandle | None = None

    # --- durable ----------------------------------------------------------------------------------------------------
    def durable(self, seq: int, packet: Packet) -> None:
        """A live durable frame from the bus."""
        if self.closed or seq <= self.sent:
            return
        if self.catching_up or seq != self.sent + 1:
            if len(self.early) < self.limits.outbox_frames:
                self.early[seq] = packet
            else:
                self._behind = True
            if not self.catching_up:
                self._ask_for_log()
            return
        if not self._put(seq, packet):
            self._behind = True
            return
        self.sent = seq
        if self.early:
            self._take_early()

    def needs(self, head: int) -> bool:
        """Does the log hold frames, up to ``head``, that this socket has not got?"""
        return not (self.closed or self.catching_up) and head > self.sent

    def begin_catch_up(self) -> bool:
        """May the log be read for this socket now? While its outbox is being written it may not: it will ask again."""
        if self.closed or self.catching_up:
            return False
        if self._writer is not None:
            self._behind = True
            return False
        self.catching_up = True
        self._behind = False
        return True

    async def catch_up(self, frames: Iterable[Numbered]) -> None:
        """Send frames read from the log at the client's pace, then what came live meanwhile."""
        before = self.sent
        try:
            for seq, text in frames:
                if seq == self.sent + 1 and not self.closed:
                    self.sent = seq
                    await self._through(Packet(text))
        finally:
            self.catching_up = False
        self._fruitless = 0 if self.sent > before else self._fruitless + 1
        if self._fruitless == PATIENT_READS:  # what is not in the log does not exist
            self.early.clear()
            self._fruitless = 0
        self._take_early()

    def _take_early(self) -> None:
        """Frames that waited for those before them."""
        while packet := self.early.pop(self.sent + 1, None):
            if not self._put(self.sent + 1, packet):
                self._behind = True
                break
            self.sent += 1
        if self.early:
            self.early = {seq: packet for seq, packet in self.early.items() if seq > self.sent}
        if self.early or self._behind:
            self._ask_for_log()

    def _ask_for_log(self) -> None:
        """Soon; but not before the outbox is written, for what is in it comes first."""
        if self._writer is not None:
            self._behind = True
        else:
            self._want_catch_up(self)

    # --- everything else ----------------------------------------------------------------------------------------------
    def ephemeral(self, key: tuple[str, str, str] | None, packet: Packet, ttl: float) -> None:
        """A frame of which only the newest value counts (``key`` None: each counts, while there is room)."""
        if not self.closed:
            self._put(key or object(), packet, expires=time.monotonic() + ttl)

    def control(self, packet: Packet) -> None:
        """A frame of the protocol."""
        if not self.closed:
            self._put(object(), packet)

    # --- still there? -------------------------------------------------------------------------------------------------
    def ping(self, head: int) -> None:
        """Ask; ``head`` is the newest durable frame of this person."""
        self._unanswered += 1
        self.control(control_packet(Ping(head=head)))

    def heard(self) -> None:
        """The client said something."""
        self.heard_at, self._unanswered = time.monotonic(), 0

    def is_silent(self) -> bool:
        """Asked three times and long ago, and no word since: a server too busy to ask has nobody to blame."""
        waited = time.monotonic() - self.heard_at
        return self._unanswered >= PATIENT_PINGS and waited > self.limits.silence_seconds

    # --- the way out --------------------------------------------------------------------------------------------------
    def _put(self, key: Any, packet: Packet, expires: float = 0.0) -> bool:
        """To the line, or into the outbox; False where it is full."""
        if self._writer is None and self._line.write(packet):
            return True
        old = self._outbox.get(key)
        size = self._bytes + len(packet.wire) - (len(old[0].wire) if old else 0)
        if size > self.limits.outbox_bytes or (old is None and len(self._outbox) >= self.limits.outbox_frames):
            self._overflow()
            return False
        self._outbox[key] = (packet, expires)
        self._bytes = size
        if self._writer is None:
            self._writer = spawn(self._write())
        return True

    async def _write(self) -> None:
        try:
            while self._outbox:
                key = next(iter(self._outbox))
                packet, expires = self._outbox.pop(key)
                self._bytes -= len(packet.wire)
                if not expires or time.monotonic() < expires:
                    await self._through(packet)
        finally:
            self._writer = None
        if self._behind:
            self._ask_for_log()

    async def _through(self, packet: Packet) -> None:
        """One packet, waiting for room; a client that reads nothing for long is closed."""
        if self._line.write(packet):
            return
        try:
            async with asyncio.timeout(self.limits.stall_seconds):
                await self._line.send(packet)
        except TimeoutError:
            self.close(Close.SLOW_CONSUMER)
        except OSError:
            self.gone()
        if self._slow_timer is not None:
            self._slow_timer.cancel()
            self._slow_timer = None

    def _overflow(self) -> None:
        """The outbox is full: unless the client reads something soon, it is a slow consumer."""
        if self._slow_timer is None:
            loop = asyncio.get_running_loop()
            self._slow_timer = loop.call_later(self.limits.slow_seconds, self.close, Close.SLOW_CONSUMER)

    # --- the end ------------------------------------------------------------------------------------------------------
    def close(self, code: Close, reason: str = "") -> None:
        """Hang up."""
        if self.closed:
            return
        self.gone()
        spawn(self._line.close(code, reason, self.limits.hang_up_seconds))

    def gone(self) -> None:
        """The client left, or is being left."""
        if self.closed:
            return
        self.closed = True
        if self._writer is not None and self._writer is not asyncio.current_task():
            self._writer.cancel()
        if self._slow_timer is not None:
            self._slow_timer.cancel()
        self.expiry.stop()
        self._outbox.clear()
        self.early.clear()
        self.on_close(self)
