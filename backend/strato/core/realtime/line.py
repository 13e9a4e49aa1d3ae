"""The line to one client: writes at once while there is room, tells when there is none, and can be cut.

ASGI's ``send`` costs a coroutine, a lock and an encoding for each frame of each socket. uvicorn's WebSocket protocol is a plain
asyncio protocol, and a server's text frame is the same bytes for all sockets, so a line over uvicorn writes the packet's
bytes straight to the transport. Over any other server every frame goes the standard way.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from strato.core.realtime.wire import Packet

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Line:
    """One socket's way out."""

    __slots__ = ("_protocol", "_send")

    def __init__(self, send: Send) -> None:
        self._send = send
        owner = getattr(send, "__self__", None)
        plain = isinstance(owner, WebSocketsSansIOProtocol) and not owner.config.ws_per_message_deflate
        self._protocol: Any = owner if plain else None

    def write(self, packet: Packet) -> bool:
        """Write now if the client keeps up; False means wait with ``send``."""
        protocol = self._protocol
        if protocol is None or not protocol.writable.is_set():
            return False
        if not (protocol.close_sent or protocol.transport.is_closing()):
            protocol.transport.write(packet.wire)
        return True

    async def send(self, packet: Packet) -> None:
        """Write when there is room."""
        await self._send({"type": "websocket.send", "text": packet.text})

    async def accept(self) -> None:
        await self._send({"type": "websocket.accept"})

    async def refuse(self) -> None:
        """Say no before the handshake is done: HTTP 403."""
        await self._send({"type": "websocket.close"})

    async def close(self, code: int, reason: str, patience: float) -> None:
        """Say goodbye and, if the client does not answer, cut the line after ``patience`` seconds."""
        if self._protocol is not None:
            # A full buffer would hold the goodbye back for as long as the client does not read.
            self._protocol.writable.set()
        try:
            async with asyncio.timeout(patience):
                await self._send({"type": "websocket.close", "code": int(code), "reason": reason})
        except (TimeoutError, OSError, RuntimeError):
            pass
        if self._protocol is not None:
            asyncio.get_running_loop().call_later(patience, self._protocol.transport.abort)
