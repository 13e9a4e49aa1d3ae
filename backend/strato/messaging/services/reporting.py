"""Complaints: admins read what is reported, and nothing else."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from strato.core.errors import Missing
from strato.messaging import signals
from strato.messaging.models import Conversation, Message, Report
from strato.messaging.states import ReportReason

AROUND = 10


@transaction.atomic
def report(conversation: Conversation, *, reason: str, by: Any, text: str = "", message_id: Any = None) -> Report:
    """A complaint with the messages as they are now: the one at fault with those before it, or the last ones."""
    rows = Message.objects.visible_to(by).filter(conversation=conversation)
    message = rows.filter(pk=message_id).first() if message_id else None
    if message_id and message is None:
        raise Missing
    last = message.seq if message else conversation.last_seq
    around = rows.filter(seq__lte=last).order_by("-seq")[:AROUND]
    row = Report.objects.create(
        reporter=by, conversation=conversation, message=message, reason=ReportReason(reason), text=text,
        excerpt=[
            {"seq": m.seq, "sender": str(m.sender_id or ""), "body": m.body, "at": m.created_at.isoformat()}
            for m in reversed(around)
        ],
    )  # fmt: skip
    signals.conversation_reported.send(Report, report=row)
    return row


@transaction.atomic
def close_report(row: Report, *, outcome: str, by: Any) -> Report:
    """Dealt with, in these words."""
    row.closed_at, row.closed_by, row.outcome = timezone.now(), by, outcome
    row.save(update_fields=["closed_at", "closed_by", "outcome", "updated_at"])
    return row
