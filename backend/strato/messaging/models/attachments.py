"""Files that go with messages."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from strato.core.rows import Row
from strato.messaging.models.conversations import Conversation
from strato.messaging.models.messages import Message
from strato.messaging.states import AttachmentKind


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: Any) -> Self:
        """Those of messages one reads, and one's own that wait to be sent."""
        if not user.is_authenticated:
            return self.none()
        read = Message.objects.visible_to(user).unmasked_for(user).filter(deleted_at=None)
        return self.filter(Q(message__in=read.values("pk")) | Q(message=None, owner=user))

    def unsent(self) -> Self:
        return self.filter(message=None)


class Attachment(Row):
    """One file of one message; without one while it waits to be sent."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=8, choices=AttachmentKind.choices)
    file = models.FileField(upload_to="attachments/")
    thumbnail = models.ImageField(upload_to="attachment-thumbnails/", blank=True)
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size_bytes = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["uploaded_at"], condition=Q(message=None), name="attachments_unsent"),
        ]
        ordering = ("message", "position", "id")

    def __str__(self) -> str:
        return self.filename
