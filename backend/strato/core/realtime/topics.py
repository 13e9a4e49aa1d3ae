"""What can be followed: each app registers its kinds of topic and who may see them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from strato.core.realtime.frames import Frame

TOPICS: dict[str, "Topic"] = {}
Visible = Callable[[Any, str], bool]
Snapshot = Callable[[Any, str], Iterable[Frame]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of topic, "print-job": ``visible(user, id)`` asks the same ``visible_to`` as REST does."""

    name: str
    visible: Visible
    snapshot: Snapshot | None = None


def topic(name: str, *, visible: Visible, snapshot: Snapshot | None = None) -> None:
    """Register "name:<id>". ``snapshot(user, id)`` gives frames with the present values, sent right after the ack."""
    TOPICS[name] = Topic(name, visible, snapshot)


def may_follow(user: Any, name: str) -> bool:
    """May this person see the topic "print-job:<id>"? Unknown topics and malformed ids are nobody's."""
    kind, _, row_id = name.partition(":")
    known = TOPICS.get(kind)
    if known is None or not row_id or len(name) > 120:
        return False
    try:
        return bool(known.visible(user, row_id))
    except (ValueError, ValidationError):
        return False


def snapshot_of(user: Any, name: str) -> list[Frame]:
    """The present values on a topic the person may follow."""
    kind, _, row_id = name.partition(":")
    known = TOPICS[kind]
    return list(known.snapshot(user, row_id)) if known.snapshot else []
