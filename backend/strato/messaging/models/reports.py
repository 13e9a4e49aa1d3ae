"""What people complain about."""

from typing import Any, Self

from django.conf import settings
from django.db import models

from strato.core.rows import Row
from strato.messaging.models.conversations import Conversation
from strato.messaging.models.messages import Message
from strato.messaging.states import ReportReason


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        """The admins'; who reported is thanked and told no more."""
        return self if user.is_authenticated and user.is_admin else self.none()


class Report(Row):
    """One complaint about a conversation, with the messages as they were: admins read these and no others."""

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL, related_name="reports")
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=12, choices=ReportReason.choices)
    text = models.TextField(max_length=2000, blank=True)
    excerpt = models.JSONField(default=list, help_text="The messages as they were when reported")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.TextField(max_length=2000, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.reason} by {self.reporter_id}"
