"""Materials and what labs ask for them."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from strato.core.rows import Row, in_use
from strato.labs.models import Lab


class Technology(models.TextChoices):
    FDM = "fdm", "FDM"
    SLA = "sla", "SLA"
    SLS = "sls", "SLS"


class MaterialQuerySet(models.QuerySet["Material"]):
    def visible_to(self, user: Any) -> Self:
        """The catalog is public; materials that were taken out of it are seen by admins."""
        return self if user.is_authenticated and user.is_admin else self.active()

    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_use(self) -> Self:
        """Adds ``is_in_use`` without a query per row."""
        return self.annotate(is_in_use=in_use(Material))


class Material(Row):
    """One printing material of the platform's catalog, e.g. PLA."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    technology = models.CharField(max_length=4, choices=Technology.choices, default=Technology.FDM)
    density_g_cm3 = models.FloatField()
    description = models.CharField(max_length=400, blank=True)
    is_active = models.BooleanField(default=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(density_g_cm3__gt=0), name="material_density_positive")]
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def is_in_use(self) -> bool:
        """Does anybody price, stock, quote or print it?"""
        return Material.objects.filter(in_use(Material), pk=self.pk).exists()


class MaterialPriceQuerySet(models.QuerySet["MaterialPrice"]):
    def visible_to(self, user: Any) -> Self:
        """The prices of the labs one may see."""
        return self.filter(lab__in=Lab.objects.visible_to(user))


class MaterialPrice(Row):
    """What one lab asks for one material; a lab offers the materials that it has priced."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="material_prices")
    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="prices")
    amount_per_kg = models.PositiveBigIntegerField(help_text="Minor units of the lab's currency per kilogram")

    objects = MaterialPriceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lab", "material"], name="one_price_per_lab_and_material")]
        ordering = ("material__name", "id")

    def __str__(self) -> str:
        return f"{self.material} at {self.lab}"
