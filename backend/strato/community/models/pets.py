"""Pets: who they are, how big they are, their pictures."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from strato.accounts.models import Visibility
from strato.community.measures import MOST_GRAMS, MOST_MM
from strato.community.models.audience import in_sight, open_to
from strato.community.states import Species
from strato.core.rows import Row

MOST = {"neck_mm": MOST_MM, "chest_mm": MOST_MM, "back_mm": MOST_MM, "leg_mm": MOST_MM, "weight_g": MOST_GRAMS}


class PetQuerySet(models.QuerySet["Pet"]):
    def visible_to(self, user: Any) -> Self:
        """As the owner wishes, with no block between; admins see all."""
        if user.is_authenticated and user.is_admin:
            return self
        return in_sight(self.filter(open_to(user)), user)


class Pet(Row):
    """One animal and its measurements, which things are made to."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pets")
    name = models.CharField(max_length=80)
    species = models.CharField(max_length=10, choices=Species.choices)
    breed = models.CharField(max_length=80, blank=True)
    birthday = models.DateField(null=True, blank=True)
    about = models.TextField(max_length=2000, blank=True)
    avatar = models.ImageField(upload_to="pets/", blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.FRIENDS)
    neck_mm = models.PositiveIntegerField(null=True, blank=True, help_text="Around the neck where the collar sits")
    chest_mm = models.PositiveIntegerField(null=True, blank=True, help_text="Around the chest at its widest")
    back_mm = models.PositiveIntegerField(null=True, blank=True, help_text="From the neck to the root of the tail")
    leg_mm = models.PositiveIntegerField(null=True, blank=True, help_text="A front leg from elbow to ground")
    weight_g = models.PositiveIntegerField(null=True, blank=True)
    measured_on = models.DateField(null=True, blank=True, help_text="When a measurement was last written down")

    objects = PetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": most}),
                name=f"pet_{name}_in_range",
            )
            for name, most in MOST.items()
        ]
        indexes = [models.Index(fields=["owner", "-id"], name="pets_of_owner")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class PhotoQuerySet(models.QuerySet["PetPhoto"]):
    def visible_to(self, user: Any) -> Self:
        """Who sees the pet sees its pictures."""
        return self.filter(pet__in=Pet.objects.visible_to(user))


class PetPhoto(Row):
    """One picture of a pet: re-encoded, without metadata, in two sizes."""

    pet = models.ForeignKey(Pet, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(upload_to="pets/photos/", width_field="width", height_field="height")
    thumbnail = models.ImageField(upload_to="pets/thumbnails/")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    caption = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.caption or f"picture {self.position} of {self.pet}"
