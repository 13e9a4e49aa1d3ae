"""What labs print with: reels and bottles."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from strato.core.rows import Row
from strato.inventory.models.materials import Material
from strato.labs.models import Lab

HEX_COLOR = RegexValidator(r"^#[0-9a-f]{6}$", "Write a color as #rrggbb in lower case.", "invalid_color")


class SpoolQuerySet(models.QuerySet["Spool"]):
    def visible_to(self, user: Any) -> Self:
        """Spools are the lab's own business: members and admins."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(lab__in=Lab.objects.of(user))

    def usable(self) -> Self:
        return self.filter(is_archived=False, remaining_mg__gt=0)

    def low(self) -> Self:
        """Spools in use that are down to their warning mark."""
        return self.filter(is_archived=False, remaining_mg__lte=F("low_at_mg"))


class Spool(Row):
    """One reel (or bottle) of one material in one color."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="spools")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="spools")
    color_name = models.CharField(max_length=60)
    color_hex = models.CharField(max_length=7, validators=[HEX_COLOR], help_text="#rrggbb, lower case")
    label = models.CharField(max_length=60, blank=True, help_text="What is written on it")
    initial_mg = models.PositiveBigIntegerField()
    remaining_mg = models.PositiveBigIntegerField()
    low_at_mg = models.PositiveBigIntegerField(default=100_000, help_text="Warn at this much")
    is_archived = models.BooleanField(default=False)

    objects = SpoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(remaining_mg__lte=F("initial_mg")), name="spool_not_overfull"),
            models.CheckConstraint(condition=Q(initial_mg__gt=0), name="spool_holds_something"),
        ]
        indexes = [models.Index(fields=["lab", "material", "color_hex"], name="spool_stock")]
        ordering = ("material__name", "color_name", "id")

    def __str__(self) -> str:
        return f"{self.material} {self.color_name}"

    @property
    def is_low(self) -> bool:
        return not self.is_archived and self.remaining_mg <= self.low_at_mg


class SpoolMove(models.Model):
    """One change of what is on a spool: who, how much, why; with the spool's first weight their sum is the stock."""

    id = models.BigAutoField(primary_key=True)
    spool = models.ForeignKey(Spool, on_delete=models.CASCADE, related_name="moves")
    delta_mg = models.BigIntegerField(help_text="Negative: taken off")
    remaining_mg = models.PositiveBigIntegerField(help_text="What was left afterwards")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.delta_mg:+} mg: {self.reason}"
