"""The rows behind resumable uploads."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from strato.core.rows import Row


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: Any) -> Self:
        """One's own; a guest's by the guest key."""
        return self.filter(owned_by(user))


def owned_by(user: Any) -> Q:
    """Uploads of a signed-in person, or of a guest who still has the key."""
    if user.is_authenticated:
        return Q(owner=user)
    key = getattr(user, "guest_key", "")
    return Q(owner__isnull=True, guest_key=key) if key else Q(pk__in=[])


class Upload(Row):
    """One file on its way in, piece by piece; ``offset_bytes`` of it have arrived and are on disk."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="uploads"
    )
    guest_key = models.CharField(max_length=64, blank=True, db_index=True)
    filename = models.CharField(max_length=255, blank=True)
    content_type = models.CharField(max_length=120, blank=True, help_text="As the sender claims; never believed")
    size_bytes = models.PositiveBigIntegerField()
    offset_bytes = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(offset_bytes__lte=F("size_bytes")), name="upload_within_its_size")
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.filename} ({self.offset_bytes}/{self.size_bytes})"

    @property
    def is_complete(self) -> bool:
        return self.offset_bytes == self.size_bytes
