"""People who asked that their account be deleted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from strato.core.rows import Row


class DepartureQuerySet(models.QuerySet["Departure"]):
    def due(self) -> Self:
        """The days to change one's mind are over; also what was begun and cut off."""
        return self.filter(done_at=None, due_at__lte=timezone.now())


class Departure(Row):
    """One account on its way out. Until ``due_at`` its owner may keep it; then it is forgotten, and this row says when."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="departure")
    due_at = models.DateTimeField()
    was_active = models.BooleanField(default=True, help_text="False: closed by an administrator, who alone opens it")
    waits_for = models.JSONField(default=list, help_text="Codes of what must be settled first, as last told")
    begun_at = models.DateTimeField(null=True, blank=True, help_text="From then on nobody can keep it")
    done_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True, help_text="Where the last mail goes; empty once it left")
    language = models.CharField(max_length=8, blank=True, help_text="Of the last mail")

    objects = DepartureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(done_at=None), name="departures_due")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"departure of {self.user_id}"

    @property
    def can_be_taken_back(self) -> bool:
        return self.begun_at is None
