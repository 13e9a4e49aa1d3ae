"""Writing the durable log: rows inside the caller's transaction, one poke after its commit."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from strato.core.realtime import bus, wire
from strato.core.realtime.frames import Frame
from strato.core.realtime.models import UserEvent, UserStream
from strato.core.rows import new_id

MOST_AT_ONCE = 5_000  # databases bound the parameters of one statement


def push(users: Iterable[Any], frame: Frame) -> None:
    """Tell these users (ids) something they must not miss: one numbered frame each, with the caller's transaction."""
    push_each({to_uuid(user): frame for user in users})


@transaction.atomic
def push_each(frames: Mapping[uuid.UUID, Frame]) -> None:
    """As ``push``, to each user (id) a frame of their own; the same few statements however many they are."""
    ids = sorted(frames)
    if not ids:
        return
    at, numbers = timezone.now(), dict[uuid.UUID, int]()
    for start in range(0, len(ids), MOST_AT_ONCE):
        numbers |= take_numbers(ids[start : start + MOST_AT_ONCE])
    events = []
    for frame, users in readers(frames, ids):
        frame_id, data = new_id(), frame.data()
        events += [
            UserEvent(user_id=user, seq=numbers[user], frame_id=frame_id, type=frame.TYPE, data=data, at=at)
            for user in users
        ]
        body = wire.durable_body(frame.TYPE, data, frame_id=frame_id, at=at)
        to = [(str(user), numbers[user]) for user in users]
        transaction.on_commit(partial(bus.send, bus.Push(to=to), body), robust=True)
    UserEvent.objects.bulk_create(events)


def readers(frames: Mapping[uuid.UUID, Frame], ids: Iterable[uuid.UUID]) -> list[tuple[Frame, list[uuid.UUID]]]:
    """Each frame once, with those who get it."""
    users: dict[int, tuple[Frame, list[uuid.UUID]]] = {}
    for user in ids:
        users.setdefault(id(frames[user]), (frames[user], []))[1].append(user)
    return list(users.values())


def publish(topic: str, frame: Frame) -> None:
    """Tell whoever follows ``topic`` now; after the commit, and without any promise that it arrives."""
    header = bus.Publish(
        topic=topic, type=frame.TYPE, key=frame.conflation_key(), ttl=frame.TTL_SECONDS, lasting=frame.DURABLE
    )
    body = wire.topic_text(topic, frame, at=timezone.now())
    transaction.on_commit(partial(bus.send, header, body), robust=True)


def revoke(user: Any, topic: str | None = None) -> None:
    """Ask again, after the commit, whether this user may follow ``topic`` (None: each one they follow)."""
    transaction.on_commit(partial(bus.send, bus.Revoke(user=str(to_uuid(user)), topic=topic)), robust=True)


def close(user: Any, *, session: str | None = None) -> None:
    """Close sockets of this user with 4403 after the commit: those of one session (the claim ``sid`` of their tokens), or
    every one (signed out everywhere, or deactivated)."""
    transaction.on_commit(partial(bus.send, bus.Shut(user=str(to_uuid(user)), sign_in=session)), robust=True)


def take_numbers(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The next number of each stream, under its row's lock, in one statement.

    Rows are locked in the order of VALUES, which is sorted: two writers never wait for each other in a circle.
    """
    field = UserStream._meta.get_field("user").target_field
    epoch = field.get_db_prep_value(new_id(), connection)
    rows = ", ".join(["(%s, %s, 1)"] * len(ids))
    values = [part for user in ids for part in (field.get_db_prep_value(user, connection), epoch)]
    table = connection.ops.quote_name(UserStream._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (user_id, epoch, last_seq) VALUES {rows} "  # noqa: S608 - a table name of ours
            f"ON CONFLICT (user_id) DO UPDATE SET last_seq = {table}.last_seq + 1 RETURNING user_id, last_seq",
            values,
        )
        return {to_uuid(user): seq for user, seq in cursor.fetchall()}


def to_uuid(user: Any) -> uuid.UUID:
    """The id of a user given by id, by text, or as the row itself."""
    key = getattr(user, "pk", user)
    return key if isinstance(key, uuid.UUID) else uuid.UUID(str(key))
