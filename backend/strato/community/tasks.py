"""Community's work in the background."""

from strato.community.services.reminders import remind_of_events
from strato.core import queue


@queue.every(minutes=5)
def remind() -> None:
    remind_of_events()
