"""Writing the durable log: rows inside the caller's transaction, a poke after its commit."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from strato.core.realtime.frames import Frame
from strato.core.realtime.models import UserEvent, UserStream


@transaction.atomic
def push(users: Iterable[Any], frame: Frame) -> None:
    """Tell these users (ids) something they must not miss: one durable frame each, in user-id order so nobody deadlocks."""
    ids = sorted(set(users))
    if not ids:
        return
    UserStream.objects.bulk_create([UserStream(user_id=user) for user in ids], ignore_conflicts=True)
    events = []
    for user in ids:
        UserStream.objects.filter(user_id=user).update(last_seq=F("last_seq") + 1)
        seq = UserStream.objects.values_list("last_seq", flat=True).get(user_id=user)
        events.append(UserEvent(user_id=user, seq=seq, type=frame.TYPE, data=frame.data()))
    UserEvent.objects.bulk_create(events)
