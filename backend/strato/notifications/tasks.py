"""What leaves the house when its time has come."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from strato.core import queue
from strato.notifications import services
from strato.notifications.errors import PushDelayed
from strato.notifications.kinds import Channel


@queue.every(seconds=20)
def send_due() -> None:
    """Everybody for whom something is due has it sent."""
    offer(mail_person, services.due(Channel.MAIL))
    offer(push_person, services.due(Channel.PUSH))


def offer(task: Callable[..., None], people: dict[UUID, datetime]) -> None:
    """One job for each; the same wait is offered once, however many look."""
    name = task.__name__
    queue.defer_each(
        task, {f"{name}:{person}:{since.isoformat()}": {"person": str(person)} for person, since in people.items()}
    )


@queue.task(max_attempts=1)
def mail_person(person: str) -> None:
    """Send this person the mails that are due."""
    services.mail_person(UUID(person))


@queue.task(max_attempts=3)
def push_person(person: str) -> None:
    """Hand what is due to the devices of this person."""
    services.push_person(UUID(person))


@queue.task(max_attempts=8, backoff_seconds=30)
def push(device: str, notifications: list[str]) -> None:
    """Send these to one device."""
    try:
        services.push(UUID(device), [UUID(one) for one in notifications])
    except PushDelayed as delayed:
        raise queue.Retry(after=delayed.after) from delayed


@queue.task(max_attempts=1)
def push_test(device: str) -> None:
    """Show a person that their device can be reached."""
    try:
        services.push_test(UUID(device))
    except PushDelayed as delayed:
        raise queue.GiveUp(str(delayed), code="push_delayed") from delayed


@queue.every(hours=24)
def forget_notifications() -> None:
    """Delete what was read long ago, and the devices that nobody uses any more."""
    services.forget_notifications()
    services.forget_devices()
