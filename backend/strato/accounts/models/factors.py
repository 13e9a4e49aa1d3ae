"""What proves who somebody is, beside the password."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from strato.core.rows import Row


class Totp(Row):
    """The authenticator app of a person (RFC 6238). Two-step sign-in is on from ``confirmed_at``."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="totp")
    sealed_secret = models.CharField(max_length=255, help_text="Readable with the secret key of this server only")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0, help_text="The 30 seconds of the last code taken: none works twice")

    class Meta:
        verbose_name = "authenticator app"

    def __str__(self) -> str:
        return f"Authenticator app of {self.user_id}"


class RecoveryCode(models.Model):
    """One code that signs in once when the phone is gone. Kept as a digest only."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, help_text="SHA-256")
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="one_row_per_recovery_code")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Recovery code of {self.user_id}"


class PasskeyQuerySet(models.QuerySet["Passkey"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; nobody else's, not even for admins."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class Passkey(Row):
    """One passkey (WebAuthn Level 3): the public half of a key pair whose private half never leaves the person's device."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=80)
    credential_id = models.CharField(max_length=1400, unique=True, help_text="Base64url")
    public_key = models.TextField(help_text="COSE, base64url")
    sign_count = models.BigIntegerField(default=0, help_text="Zero where the authenticator does not count")
    transports = models.JSONField(default=list)
    is_synced = models.BooleanField(default=False, help_text="Backed up, so on more than one device")
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = PasskeyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="passkeys_of_user")]
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class SpentChallenge(models.Model):
    """One challenge that was answered: the same answer is worth nothing a second time."""

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)
    spent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.digest
