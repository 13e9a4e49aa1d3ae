"""Labs and their members: the anchor of role scoping."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.utils.functional import cached_property

from strato.core.money import CURRENCIES
from strato.core.rows import Row
from strato.core.status import Stateful, StatusChange
from strato.labs.states import LAB_TRANSITIONS, LabRole, LabStatus, PaymentPolicy


class LabQuerySet(models.QuerySet["Lab"]):
    def active(self) -> Self:
        return self.filter(status=LabStatus.ACTIVE)

    def of(self, user: Any, *roles: str) -> Self:
        """Labs of which this person is a member, in one of these roles if any are named."""
        if not user.is_authenticated:
            return self.none()
        members = Q(memberships__user_id=user.pk)
        return self.filter(members & Q(memberships__role__in=roles) if roles else members).distinct()

    def resting_on(self, user: Any) -> Self:
        """Adds ``rests_on_me``: is this person its only owner, who therefore cannot leave?"""
        if not user.is_authenticated:
            return self.annotate(rests_on_me=Value(False))
        owners = Membership.objects.filter(lab=OuterRef("pk"), role=LabRole.OWNER)
        return self.annotate(rests_on_me=Exists(owners.filter(user=user)) & ~Exists(owners.exclude(user=user)))

    def visible_to(self, user: Any) -> Self:
        """Active labs are public; the others are seen by their members and the admins."""
        if not user.is_authenticated:
            return self.active()
        if user.is_admin:
            return self
        mine = Membership.objects.filter(user=user).values("lab")
        return self.filter(Q(status=LabStatus.ACTIVE) | Q(pk__in=mine))


class Lab(Stateful):
    """One place that makes things: makerspace, university lab or print farm."""

    TRANSITIONS = LAB_TRANSITIONS
    FRAME_KIND = "lab"

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)
    description = models.TextField(max_length=4000, blank=True)
    status = models.CharField(max_length=12, choices=LabStatus.choices, default=LabStatus.PENDING)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    street = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2")
    lat = models.FloatField(null=True, blank=True)
    lng = models.FloatField(null=True, blank=True)
    timezone = models.CharField(max_length=64, default="UTC", help_text="IANA name")
    opening_hours = models.JSONField(default=dict, help_text='{"mon": [["09:00", "17:00"]], ...}; empty: always open')
    currency = models.CharField(max_length=3, choices=[(c, c) for c in CURRENCIES], default="EUR")
    payment_policy = models.CharField(max_length=12, choices=PaymentPolicy.choices, default=PaymentPolicy.AT_PICKUP)
    auto_accept = models.BooleanField(default=False)
    rates = models.JSONField(default=dict, help_text="The price list; see strato.labs.rates")
    cover = models.ImageField(upload_to="labs/", blank=True)

    objects = LabQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True) | Q(lat__gte=-90, lat__lte=90), name="lab_lat_in_range"
            ),
            models.CheckConstraint(
                condition=Q(lng__isnull=True) | Q(lng__gte=-180, lng__lte=180), name="lab_lng_in_range"
            ),
        ]
        indexes = [models.Index(fields=["lat", "lng"], name="lab_place")]
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    def watchers(self) -> set[Any]:
        return set(self.memberships.values_list("user_id", flat=True))


class LabStatusChange(StatusChange):
    """One step in the life of a lab."""

    row = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="status_changes")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, user: Any) -> Self:
        """Members see the members of their labs; admins see all."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(lab__in=Lab.objects.of(user))

    def with_lastness(self) -> Self:
        """Adds ``is_last_owner`` without a query per row."""
        others = Membership.objects.filter(lab=OuterRef("lab"), role=LabRole.OWNER).exclude(pk=OuterRef("pk"))
        return self.annotate(is_last_owner=Q(role=LabRole.OWNER) & ~Exists(others))


class Membership(Row):
    """One person's role in one lab."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=LabRole.choices, default=LabRole.OPERATOR)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lab", "user"], name="one_membership_per_lab")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.user} as {self.role} of {self.lab}"

    @cached_property
    def is_last_owner(self) -> bool:
        """A lab keeps at least one owner: is it this one?"""
        owners = Membership.objects.filter(lab=self.lab_id, role=LabRole.OWNER)
        return self.role == LabRole.OWNER and not owners.exclude(pk=self.pk).exists()
