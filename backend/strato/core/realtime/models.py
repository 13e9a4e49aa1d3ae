"""The durable side of realtime: what each person was told, in order."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from strato.core.rows import new_id


class UserStream(models.Model):
    """One person's frame counter. ``seq`` is taken under this row's lock, so a reader never sees a hole that later fills."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="stream"
    )
    epoch = models.UUIDField(default=new_id)
    last_seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"stream of {self.user_id} at {self.last_seq}"


class UserEvent(models.Model):
    """One durable frame for one person, number ``seq`` of their stream."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()
    frame_id = models.UUIDField(default=new_id)
    type = models.CharField(max_length=64)
    data = models.JSONField()
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "seq"], name="one_frame_per_seq")]
        ordering = ("user", "seq")

    def __str__(self) -> str:
        return f"{self.type} #{self.seq}"
