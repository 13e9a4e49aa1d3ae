"""One Redis pub/sub channel for all processes."""

import asyncio
import time
from collections.abc import Callable

import redis
import redis.asyncio
import structlog
from redis.exceptions import RedisError

from strato.core.realtime.bus.kinds import Deliver

log = structlog.get_logger(__name__)
REST_SECONDS = 1.0  # after a failure, how long publishers do not even try
IDLE_SECONDS = 5.0  # how often an idle subscription asks whether Redis is still there


class RedisBus:
    """Publishes with short timeouts and a breaker; listens by one subscription that survives restarts of Redis."""

    def __init__(self, url: str, channel: str) -> None:
        self._url, self._channel = url, channel
        self._client = redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
        self._closed_until = 0.0
        self._deliver: tuple[asyncio.AbstractEventLoop, Deliver] | None = None

    def send(self, message: bytes) -> None:
        if time.monotonic() >= self._closed_until:
            try:
                self._client.publish(self._channel, message)
            except (RedisError, OSError) as error:
                self._closed_until = time.monotonic() + REST_SECONDS
                log.warning("realtime_bus_unavailable", error=str(error))
            else:
                return
        if self._deliver is not None:  # at least the sockets of this process hear it
            loop, deliver = self._deliver
            loop.call_soon_threadsafe(deliver, message)

    async def listen(self, deliver: Deliver, on_up: Callable[[], None]) -> None:
        self._deliver = (asyncio.get_running_loop(), deliver)
        wait = 0.1
        while True:
            try:
                async with self._subscription() as subscription:
                    await subscription.subscribe(self._channel)
                    asked = False
                    while True:
                        message = await subscription.get_message(timeout=IDLE_SECONDS)
                        if message is None and asked:
                            raise TimeoutError("no answer to ping")
                        asked = message is None
                        if message is None:
                            await subscription.ping()
                        elif message["type"] == "message":
                            deliver(message["data"])
                        elif message["type"] == "subscribe":
                            wait = 0.1
                            on_up()
            except (RedisError, OSError, TimeoutError) as error:
                log.warning("realtime_bus_lost", error=str(error), again_in=wait)
            await asyncio.sleep(wait)
            wait = min(wait * 2, 2.0)

    def _subscription(self) -> redis.asyncio.client.PubSub:
        # No socket timeout on reading: silence is normal here, and a timeout would kill an idle subscription.
        client = redis.asyncio.Redis.from_url(self._url, socket_connect_timeout=2.0, socket_timeout=None)
        return client.pubsub()
