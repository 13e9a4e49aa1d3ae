"""What reached a device. A frame that was written to a socket may still be lost; one that the client acknowledged is not.

Apps that care for a type of durable frame are told when a client says that it has them.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from strato.core.realtime.models import UserEvent

Listener = Callable[[UUID, Sequence[dict[str, Any]]], None]
LISTENERS: dict[str, Listener] = {}
MOST_AT_ONCE = 1_000


def on_received(type_: str, listener: Listener) -> None:
    """Call ``listener(user id, the frames' data)`` when a device of a person has frames of this type."""
    LISTENERS[type_] = listener


def note(user_id: UUID, after: int, until: int) -> None:
    """A device of this person has the durable frames up to ``until``; those up to ``after`` were noted before."""
    rows = UserEvent.objects.filter(user_id=user_id, seq__gt=after, seq__lte=until, type__in=LISTENERS)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for type_, data in rows.order_by("-seq").values_list("type", "data")[:MOST_AT_ONCE]:
        found[type_].append(data)
    for type_, frames in found.items():
        LISTENERS[type_](user_id, frames[::-1])
