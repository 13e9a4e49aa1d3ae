"""The server process of sockets, and in embedded mode of HTTP too."""

import socket

import structlog
import uvicorn

from strato.core.realtime.hub import hub
from strato.core.realtime.limits import limits

log = structlog.get_logger(__name__)
APPLICATION = "strato.config.asgi:application"


class SocketServer(uvicorn.Server):
    """uvicorn that says goodbye first: sockets close with 4503 and a time to come back, before their lines are cut."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await hub().drain()
        await super().shutdown(sockets)


def serve(host: str, port: int) -> None:
    """Serve until stopped. Compression stays off: it costs 44-100 KB per socket."""
    config = uvicorn.Config(
        APPLICATION,
        host=host,
        port=port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=2 * limits().inbound_bytes,  # beyond that uvicorn itself closes with 1009
        ws_ping_interval=None,  # protocol v1 has its own ping, which browsers can see
        proxy_headers=False,  # addresses behind proxies are read in one place, by STRATO_PROXY_COUNT
        timeout_graceful_shutdown=10,
        access_log=False,
        log_config=None,
        server_header=False,
    )
    log.info("serving", address=f"http://{host}:{port}")
    SocketServer(config).run()
