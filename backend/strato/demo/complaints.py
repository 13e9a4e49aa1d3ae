"""What the people of the demo world report: a stranger's advances that wait for an admin, and a harmless evening that was dismissed."""

from datetime import datetime, timedelta

import time_machine

from strato.accounts.models import User
from strato.community.models import Event
from strato.messaging.models import Conversation
from strato.moderation import services as moderation
from strato.moderation.states import ReportKind, ReportReason

People = dict[str, User]


def settle_complaints(people: People, now: datetime) -> None:
    """What waits, and what was dealt with; requires events and talks."""
    alice, felix = people["alice"], people["felix"]
    talk = Conversation.objects.visible_to(alice).filter(participants__user=felix, kind="direct").first()
    if talk is not None:
        with time_machine.travel(now - timedelta(minutes=40), tick=False):
            words = "We never met. He writes this to everybody."
            moderation.file_report(ReportKind.CONVERSATION, talk.pk, reason=ReportReason.SPAM, text=words, by=alice)
    event = Event.objects.visible_to(people["bob"]).exclude(organizer=people["bob"]).order_by("id").first()
    if event is not None:
        with time_machine.travel(now - timedelta(days=2), tick=False):
            row = moderation.file_report(ReportKind.EVENT, event.pk, reason=ReportReason.OTHER, by=people["bob"])
        with time_machine.travel(now - timedelta(days=1), tick=False):
            moderation.dismiss_report(row, by=people["ada"], words="Nothing wrong with an evening among friends.")
