"""Stock: what labs print with. A spool is the first kind of lot."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from strato.core.rows import Row
from strato.labs.models import Lab


class Technology(models.TextChoices):
    FDM = "fdm", "FDM"
    SLA = "sla", "SLA"
    SLS = "sls", "SLS"


class Material(Row):
    """One printing material of the platform's catalog, e.g. PLA."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    technology = models.CharField(max_length=4, choices=Technology.choices, default=Technology.FDM)
    density_g_cm3 = models.FloatField()
    description = models.CharField(max_length=400, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(density_g_cm3__gt=0), name="material_density_positive")]
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class MaterialPrice(Row):
    """What one lab asks for one material; a lab offers the materials that it has priced."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="material_prices")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="prices")
    amount_per_kg = models.PositiveBigIntegerField(help_text="Minor units of the lab's currency per kilogram")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lab", "material"], name="one_price_per_lab_and_material")]
        ordering = ("material__name", "id")

    def __str__(self) -> str:
        return f"{self.material} at {self.lab}"


class SpoolQuerySet(models.QuerySet["Spool"]):
    def visible_to(self, user: Any) -> Self:
        """Spools are the lab's own business: members and admins."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(lab__in=Lab.objects.of(user))

    def usable(self) -> Self:
        return self.filter(is_archived=False, remaining_mg__gt=0)


class Spool(Row):
    """One reel (or bottle) of one material in one color."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="spools")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="spools")
    color_name = models.CharField(max_length=60)
    color_hex = models.CharField(max_length=7, help_text="#rrggbb")
    label = models.CharField(max_length=60, blank=True, help_text="What is written on it")
    initial_mg = models.PositiveBigIntegerField()
    remaining_mg = models.PositiveBigIntegerField()
    is_archived = models.BooleanField(default=False)

    objects = SpoolQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(remaining_mg__lte=F("initial_mg")), name="spool_not_overfull")
        ]
        ordering = ("material__name", "color_name", "id")

    def __str__(self) -> str:
        return f"{self.material} {self.color_name}"
