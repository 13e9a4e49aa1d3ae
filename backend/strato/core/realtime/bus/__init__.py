"""The poke between processes: whoever commits tells every process that holds sockets, over Redis or a local socket.

A bus carries hints. It may lose them, repeat them and change their order; the log in the database is the truth.
"""

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from strato.core.later import later
from strato.core.realtime.bus.kinds import Bus, Deliver, Header, Publish, Push, Revoke, Shut, pack, unpack
from strato.core.realtime.bus.local import LocalBus

if TYPE_CHECKING:
    from strato.core.realtime.bus import redis
else:
    redis = later("strato.core.realtime.bus.redis")

__all__ = ["Bus", "Deliver", "Header", "Publish", "Push", "Revoke", "Shut", "current", "send", "unpack"]


@cache
def current() -> Bus:
    """The bus of this process, by REDIS_URL."""
    if settings.REDIS_URL:
        return redis.RedisBus(settings.REDIS_URL, settings.REALTIME_CHANNEL)
    return LocalBus(settings.VAR / "realtime")


def send(header: Header, body: bytes = b"") -> None:
    """Tell all processes with sockets. Never raises, never waits long: a dead bus costs a late frame, not the request."""
    current().send(pack(header, body))
