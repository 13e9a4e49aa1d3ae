"""What people were told, how they want to be told, and how much they have not read."""

from datetime import time
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from strato.core.rows import Row
from strato.notifications.hours import QuietHours
from strato.notifications.kinds import Channel
from strato.notifications.states import MailRhythm


def every_day() -> list[int]:
    return [1, 2, 3, 4, 5, 6, 7]


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
    mail_due_at = models.DateTimeField(null=True, blank=True, help_text="Its mail waits until then; empty: none waits")
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_error = models.CharField(max_length=300, blank=True, help_text="Why no mail about it can be sent")
    push_due_at = models.DateTimeField(null=True, blank=True, help_text="Its push waits until then; empty: none waits")
    pushed_at = models.DateTimeField(null=True, blank=True)

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
            models.Index(
                fields=["mail_due_at", "recipient"],
                condition=Q(mail_due_at__isnull=False),
                name="notification_mail_waits",
            ),
            models.Index(
                fields=["push_due_at", "recipient"],
                condition=Q(push_due_at__isnull=False),
                name="notification_push_waits",
            ),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient_id}"

    @property
    def is_acknowledged(self) -> bool:
        """Did the person look at it, in the bell or by opening it?"""
        return bool(self.seen_at or self.read_at)


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


class Timing(models.Model):
    """When one person wants to be told; no row means at once, and no quiet hours."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="notification_timing"
    )
    mail = models.CharField(max_length=8, choices=MailRhythm.choices, default=MailRhythm.INSTANT)
    daily_at = models.TimeField(default=time(8), help_text="When the daily mail leaves")
    timezone = models.CharField(max_length=64, default="UTC", help_text="IANA name: whose clock is meant")
    is_quiet = models.BooleanField(default=False, help_text="Are there quiet hours?")
    quiet_from = models.TimeField(default=time(22))
    quiet_to = models.TimeField(default=time(7))
    quiet_days = models.JSONField(default=every_day, help_text="On which days they begin, 1 is Monday")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(quiet_from=models.F("quiet_to")), name="quiet_hours_begin_and_end_apart"
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.mail} to {self.user_id}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def quiet_hours(self) -> QuietHours | None:
        """None where every hour is fine."""
        if not self.is_quiet or not self.quiet_days:
            return None
        return QuietHours(self.zone, self.quiet_from, self.quiet_to, frozenset(self.quiet_days))


class PushDeviceQuerySet(models.QuerySet["PushDevice"]):
    def visible_to(self, user: Any) -> Self:
        """One's own devices; nobody else's, not even for admins."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class PushDevice(Row):
    """One browser of one person that shows what we push to it: the address its maker gave it, and the keys to write to it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_devices")
    name = models.CharField(max_length=80, blank=True, help_text='As its person knows it: "Firefox on Linux"')
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=40, blank=True)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name or "a device"


class PushIdentity(models.Model):
    """The key by which push services know this server (VAPID, RFC 8292): one row, made when first needed."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    private_key = models.CharField(max_length=60, help_text="32 bytes, base64url")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_push_identity")]
        verbose_name_plural = "push identities"

    def __str__(self) -> str:
        return "the key of this server"
