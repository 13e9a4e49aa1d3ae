"""The servers that broadcasts are compared with: `python -m benchmarks.peers picows|stock|ours PORT`."""

from __future__ import annotations

import sys
from typing import Any

import django
import uvicorn
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_create_server

LINES: set[WSTransport] = set()


class Echo(WSListener):  # type: ignore[misc]
    """The limit: whatever one says goes to all, in C."""

    def on_ws_connected(self, transport: WSTransport) -> None:
        LINES.add(transport)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        LINES.discard(transport)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        text = frame.get_payload_as_bytes()
        for line in LINES:
            line.send(WSMsgType.TEXT, text)


async def picows(port: int) -> None:
    server = await ws_create_server(lambda request: Echo(), "127.0.0.1", port)
    await server.serve_forever()


def stock(port: int) -> None:
    """Channels as everyone writes it: a consumer in a group of the in-memory layer."""
    from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: PLC0415 - after django.setup()
    from django.conf import settings  # noqa: PLC0415

    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

    class Consumer(AsyncWebsocketConsumer):  # type: ignore[misc]
        groups = ("all",)

        async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
            await self.channel_layer.group_send("all", {"type": "told", "text": text_data})

        async def told(self, event: dict[str, Any]) -> None:
            await self.send(text_data=event["text"])

    uvicorn.run(
        Consumer.as_asgi(),
        port=port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="error",
        lifespan="off",
    )


def ours(port: int) -> None:
    """The product itself, with one topic open to everybody."""
    from strato.core import realtime  # noqa: PLC0415 - after django.setup()
    from strato.core.realtime import server  # noqa: PLC0415

    realtime.topic("bench", visible=lambda user, name: True)
    server.serve("127.0.0.1", port)


def main() -> None:
    if len(sys.argv) < 3:  # no benchmark by itself
        return
    name, port = sys.argv[1], int(sys.argv[2])
    if name == "picows":
        uvloop.run(picows(port))
    else:
        django.setup()
        {"stock": stock, "ours": ours}[name](port)


if __name__ == "__main__":
    main()
