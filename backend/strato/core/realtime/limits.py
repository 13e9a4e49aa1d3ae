"""How much one client may ask for: every number of the socket protocol in one place."""

from dataclasses import dataclass, fields
from functools import cache

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget of a socket. Override single values by STRATO_WS_LIMITS="ping_seconds=10,sockets_per_user=20"."""

    hello_seconds: float = 5.0
    hello_bytes: int = 8 * 1024
    pending_per_ip: int = 20
    sockets_per_user: int = 10
    sockets_per_ip: int = 50
    topics_per_socket: int = 200
    inbound_bytes: int = 32 * 1024
    inbound_per_second: float = 20.0
    inbound_burst: float = 40.0
    outbox_frames: int = 256
    outbox_bytes: int = 1024 * 1024
    slow_seconds: float = 2.0  # an overflowing outbox that does not move for so long is a slow consumer
    stall_seconds: float = 15.0  # the same for any single write
    hang_up_seconds: float = 5.0  # how long a client may take to answer a close
    ping_seconds: float = 25.0
    silence_seconds: float = 75.0  # nothing heard for so long and three pings: nobody is there
    head_check_seconds: float = 5.0
    gap_seconds: float = 0.05  # how long a frame that overtook another waits before the log is read
    conflate_seconds: float = 0.1
    expiring_seconds: float = 60.0
    expired_grace_seconds: float = 30.0
    replay_frames: int = 500


@cache
def limits() -> Limits:
    """The limits in force."""
    kinds = {field.name: float if isinstance(field.default, float) else int for field in fields(Limits)}
    return Limits(**{name: kinds[name](value) for name, value in settings.WS_LIMITS.items()})  # type: ignore[arg-type]
