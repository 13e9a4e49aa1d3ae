"""Reading the durable log back: what a person missed, or why it cannot be told any more."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from strato.core.realtime import wire
from strato.core.realtime.limits import limits
from strato.core.realtime.models import UserEvent, UserStream
from strato.core.realtime.protocol import Cursor

Numbered = tuple[int, str]  # (seq, the frame's text)


@dataclass(frozen=True, slots=True)
class Replay:
    """Frames after a cursor; or ``resync`` names why state must be loaded anew, and ``head`` from where it goes on."""

    epoch: str
    head: int
    frames: Sequence[Numbered] = ()
    resync: Literal["", "epoch", "too_old", "too_many"] = ""


def replay(user_id: uuid.UUID, cursor: Cursor | None) -> Replay:
    """What this person missed since ``cursor``; nothing for a newcomer, whose state comes by REST."""
    stream, _ = UserStream.objects.get_or_create(user_id=user_id)
    head, epoch = stream.last_seq, str(stream.epoch)
    if cursor is None:
        return Replay(epoch, head)
    if cursor.epoch != epoch or not 0 <= cursor.seq <= head:
        return Replay(epoch, head, resync="epoch")
    most = limits().replay_frames
    frames = frames_after(user_id, cursor.seq, most + 1)
    if len(frames) > most:
        return Replay(epoch, head, resync="too_many")
    if (frames[0][0] if frames else head + 1) != cursor.seq + 1:
        return Replay(epoch, head, resync="too_old")
    return Replay(epoch, frames[-1][0] if frames else head, frames)


def frames_after(user_id: uuid.UUID, seq: int, most: int) -> list[Numbered]:
    """Up to ``most`` frames of a person after ``seq``, in order, as they go over the wire."""
    rows = UserEvent.objects.filter(user_id=user_id, seq__gt=seq).order_by("seq")[:most]
    found = []
    for number, type_, frame_id, at, data in rows.values_list("seq", "type", "frame_id", "at", "data"):
        body = wire.durable_body(type_, data, frame_id=frame_id, at=at).decode()
        found.append((number, wire.durable_text(body, number)))
    return found


def heads(user_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The newest number of each stream."""
    rows = UserStream.objects.filter(user_id__in=user_ids).order_by()
    return dict(rows.values_list("user_id", "last_seq"))
