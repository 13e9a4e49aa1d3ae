"""What people were told, how they want to be told, and how much they have not read."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from strato.core.rows import Row
from strato.notifications.kinds import Channel


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and only those."""
        return self.filter(recipient_id=user.pk) if user.is_authenticated else self.none()

    def in_app(self) -> Self:
        """Those that the bell shows."""
        return self.filter(in_app=True)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Notification(Row):
    """One thing that one person was told. The words are made from ``kind`` and ``facts`` in the reader's language."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40, blank=True, help_text='What it is about: "print_job"')
    subject_id = models.CharField(max_length=64, blank=True)
    subject_label = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    group_key = models.CharField(max_length=100, blank=True, help_text="Unread ones of the same key become one")
    repeats = models.PositiveIntegerField(default=1, help_text="How many were gathered in this one")
    in_app = models.BooleanField(default=True, help_text="False: sent by mail only, hidden from the bell")
    seen_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "group_key"],
                condition=Q(read_at__isnull=True) & ~Q(group_key=""),
                name="one_unread_notification_per_group",
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notification_of_recipient"),
            models.Index(fields=["recipient", "-id"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient_id}"


class Preference(models.Model):
    """One person's wish for one kind on one channel; no row means the kind's default."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_preferences"
    )
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    enabled = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "channel"], name="one_wish_per_channel")]
        ordering = ("kind", "channel")

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}: {'on' if self.enabled else 'off'}"


class Bell(models.Model):
    """How many notifications a person has not read, or not even seen: one row, so that asking costs the same at any number."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="bell"
    )
    unread = models.PositiveIntegerField(default=0)
    unseen = models.PositiveIntegerField(default=0, help_text="Came since the list was last opened")

    def __str__(self) -> str:
        return f"{self.unread} unread"
