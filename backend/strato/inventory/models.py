"""Stock: what labs print with. A spool is the first kind of lot."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from strato.core.rows import Row, in_use
from strato.labs.models import Lab


class Technology(models.TextChoices):
    FDM = "fdm", "FDM"
    SLA = "sla", "SLA"
    SLS = "sls", "SLS"


HEX_COLOR = RegexValidator(r"^#[0-9a-f]{6}$", "Write a color as #rrggbb in lower case.", "invalid_color")


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
