"""Who follows an event: who may see it."""

from typing import Any

from strato.community.models import Event


def can_follow_event(user: Any, event_id: str) -> bool:
    return Event.objects.visible_to(user).filter(pk=event_id).exists()
