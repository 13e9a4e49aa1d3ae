"""The newest ephemeral value of each (topic, type, key): sent at most ten times a second, remembered for newcomers."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from strato.core.realtime.bus import Publish
from strato.core.realtime.wire import Packet

MOST_TOPICS = 10_000
Send = Callable[[str, tuple[str, str, str] | None, Packet, float], None]


@dataclass(slots=True)
class Value:
    """One remembered value; ``timer`` runs while a newer one waits for its turn."""

    packet: Packet
    ttl: float
    at: float
    sent_at: float
    timer: asyncio.TimerHandle | None = None


class Latest:
    """Conflates: of many values within ``window`` seconds only the first and the last go out."""

    def __init__(self, window: float, send: Send) -> None:
        self._window, self._send = window, send
        self._topics: OrderedDict[str, dict[tuple[str, str], Value]] = OrderedDict()

    def offer(self, header: Publish, packet: Packet) -> None:
        """A value from the bus: out now, or when the window is over."""
        if header.lasting:
            self._send(header.topic, None, packet, header.ttl)
            return
        now = time.monotonic()
        values = self._topics.setdefault(header.topic, {})
        self._topics.move_to_end(header.topic)
        key = (header.type, header.key)
        value = values.get(key)
        if value is None:
            value = values[key] = Value(packet, header.ttl, now, -self._window)
        value.packet, value.ttl, value.at = packet, header.ttl, now
        if value.timer is not None:
            return
        wait = value.sent_at + self._window - now
        if wait <= 0:
            self._out(header.topic, key, value)
        else:
            value.timer = asyncio.get_running_loop().call_later(wait, self._out, header.topic, key, value)
        self._bound()

    def of(self, topic: str) -> list[Packet]:
        """What is known about a topic now, for somebody who just came."""
        now = time.monotonic()
        return [value.packet for value in self._topics.get(topic, {}).values() if now < value.at + value.ttl]

    def forget_old(self) -> None:
        """Drop what has outlived its time."""
        now = time.monotonic()
        for topic, values in list(self._topics.items()):
            for key in [key for key, value in values.items() if now >= value.at + value.ttl and value.timer is None]:
                del values[key]
            if not values:
                del self._topics[topic]

    def _out(self, topic: str, key: tuple[str, str], value: Value) -> None:
        value.timer, value.sent_at = None, time.monotonic()
        self._send(topic, (topic, *key), value.packet, value.ttl)

    def _bound(self) -> None:
        while len(self._topics) > MOST_TOPICS:
            for value in self._topics.popitem(last=False)[1].values():
                if value.timer is not None:
                    value.timer.cancel()
