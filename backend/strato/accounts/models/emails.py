"""Addresses on their way in."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from strato.accounts.models.sessions import DeviceSession
from strato.core.rows import Row


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def living(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())


class EmailChange(Row):
    """One address that a person wants to have. Theirs stays in force until the mail to this one is answered."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="email_change")
    email = models.EmailField(help_text="Kept in lower case; may be somebody else's, which nobody is told")
    session = models.ForeignKey(
        DeviceSession,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Where it was asked for; it stays signed in",
    )
    expires_at = models.DateTimeField(db_index=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"another address of {self.user_id}"

    @property
    def is_living(self) -> bool:
        return self.expires_at > timezone.now()
