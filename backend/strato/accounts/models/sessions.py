"""Where a person is signed in."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from strato.core.rows import Row


class DeviceSessionQuerySet(models.QuerySet["DeviceSession"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; nobody else's, not even for admins."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def living(self) -> Self:
        return self.filter(ended_at=None, expires_at__gt=timezone.now())


class DeviceSession(Row):
    """One sign-in on one device. Its tokens carry its id and are good while it lives; no place is kept, only the device."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="device_sessions")
    browser = models.CharField(max_length=60, blank=True, help_text='"Firefox 140"; empty: nobody can tell')
    system = models.CharField(max_length=60, blank=True, help_text='"Windows 11"; empty: nobody can tell')
    is_desk = models.BooleanField(default=False, help_text="Of the Django admin: by a cookie, without tokens")
    last_seen_at = models.DateTimeField(default=timezone.now, help_text="Within five minutes")
    expires_at = models.DateTimeField(help_text="Moves on with every refresh token")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Signed out, or revoked")

    objects = DeviceSessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="session_ends_after_begin")
        ]
        indexes = [models.Index(fields=["user", "-last_seen_at"], name="sessions_of_user")]
        ordering = ("-last_seen_at", "-id")

    def __str__(self) -> str:
        return f"{self.browser or '?'} on {self.system or '?'}"
