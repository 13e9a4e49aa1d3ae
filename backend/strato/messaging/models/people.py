"""How people want to be reached, and when they were last here."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from strato.messaging.states import PresenceAudience


class InboxSettings(models.Model):
    """One person's wishes for the inbox; no row means the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="inbox_settings"
    )
    read_receipts = models.BooleanField(default=True, help_text="Others see what I read, and I what they read")
    presence = models.CharField(max_length=8, choices=PresenceAudience.choices, default=PresenceAudience.CONTACTS)
    takes_requests = models.BooleanField(default=True, help_text="Strangers may write to me")

    class Meta:
        verbose_name_plural = "inbox settings"

    def __str__(self) -> str:
        return f"inbox settings of {self.user_id}"


class Presence(models.Model):
    """When one person last did something in the app."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="presence"
    )
    seen_at = models.DateTimeField(default=timezone.now)
    is_active = models.BooleanField(default=True, help_text="False: they said that they left")

    class Meta:
        verbose_name_plural = "presences"

    def __str__(self) -> str:
        return f"{self.user_id} at {self.seen_at:%Y-%m-%d %H:%M}"
