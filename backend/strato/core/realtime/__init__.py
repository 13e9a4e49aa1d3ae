"""Live frames to browsers.

``push(users, frame)`` for what must arrive (a row in the caller's transaction; ``push_each`` where everybody's frame differs), ``publish(topic, frame)`` for what may be
dropped, ``topic(...)`` says who may follow what, ``revoke`` and ``close`` take it away again.
``on_received`` tells what reached a device.
"""

from strato.core.realtime.log import close, publish, push, push_each, revoke
from strato.core.realtime.receipts import on_received
from strato.core.realtime.topics import topic

__all__ = ["close", "on_received", "publish", "push", "push_each", "revoke", "topic"]
