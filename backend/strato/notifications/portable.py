"""What notifications keep of a person."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import Fact, Piece, Portion, Record, Records, each, named, picked
from strato.notifications.models import Bell, Notification, Preference, PushDevice, Timing

ABOUT = {
    "en": "What you were told, what you want to be told and when, and the browsers that show it.",
    "de": "Was dir gemeldet wurde, was du wann gemeldet haben willst, und die Browser, die es zeigen.",
    "es": "Los avisos que has recibido, cuáles quieres y cuándo, y los navegadores que los muestran.",
}


def gives(person: User) -> Iterator[Piece]:
    told = Notification.objects.filter(recipient=person).select_related("by").order_by("id")
    yield Records("notifications.json", map(notification_of, each(told)))
    yield Records("wishes.json", map(wish_of, person.notification_preferences.all()))
    for timing in Timing.objects.filter(user=person):
        yield Fact("timing.json", timing_of(timing))
    yield Records("devices.json", map(device_of, person.push_devices.order_by("id")))


def notification_of(row: Notification) -> Record:
    names = ("kind", "category", "subject_type", "subject_id", "subject_label", "facts", "repeats", "created_at")
    return {
        **picked(row, *names, "seen_at", "read_at", "mailed_at", "mail_error", "pushed_at"),
        "by": named(row.by),
    }


def wish_of(row: Preference) -> Record:
    return picked(row, "kind", "channel", "enabled")


def timing_of(row: Timing) -> Record:
    return picked(row, "mail", "daily_at", "timezone", "is_quiet", "quiet_from", "quiet_to", "quiet_days")


def device_of(row: PushDevice) -> Record:
    """By its name: the address to push to is a secret."""
    return picked(row, "name", "created_at", "last_sent_at")


PORTION = Portion(
    folder="notifications",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Notification, Preference, Timing, PushDevice}),
    withheld={Bell: "a counter"},
)
