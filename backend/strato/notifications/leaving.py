"""What leaving means to notifications."""

from typing import Any

from strato.accounts.leaving import Part
from strato.notifications.models import Bell, Notification, Preference, PushDevice, Timing
from strato.notifications.services import unname


def forget(user: Any) -> None:
    """Everything told to the person, how they wanted to be told, and their name in what others were told of them."""
    Notification.objects.filter(recipient=user).delete()
    for model in (Bell, Preference, PushDevice, Timing):
        model.objects.filter(user=user).delete()
    unname(user, Notification.objects.filter(by=user))
    unname(user, Notification.objects.filter(subject_id=str(user.pk)))


PART = Part(
    app="notifications",
    forget=forget,
    gone=frozenset(
        {
            "notifications.Notification.recipient",
            "notifications.Preference.user",
            "notifications.Bell.user",
            "notifications.Timing.user",
            "notifications.PushDevice.user",
        }
    ),
    kept={"notifications.Notification.by": "What others were told, without the name"},
)
