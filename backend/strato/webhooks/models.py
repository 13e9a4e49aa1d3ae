"""Addresses that are told what happens, and each message on its way there."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from strato.accounts.models import Role
from strato.core.rows import Row
from strato.labs.models import Lab
from strato.labs.policies import MANAGERS
from strato.webhooks.states import DeliveryState, MessageType, OffReason


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and those of the labs that one manages; an address may hold a secret, so admins see no more."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(owner=user) | Q(lab__in=Lab.objects.of(user, *MANAGERS)))

    def listening(self) -> Self:
        return self.filter(Q(owner=None) | Q(owner__is_active=True), off_reason="")

    def who_may_see(self, *, users: set[Any], labs: Any) -> Self:
        """Those of these people, of these labs and of the admins: more may see nothing, these are asked one by one."""
        return self.filter(Q(owner__in=users) | Q(owner__role=Role.ADMIN) | Q(lab__in=labs))


class Endpoint(Row):
    """One address that is told what happens to the orders and jobs that its person or lab may see.

    The secret must be known in clear: it signs. For a day after a rotation the one before signs as well.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="webhook_endpoints"
    )
    lab = models.ForeignKey(Lab, null=True, blank=True, on_delete=models.CASCADE, related_name="webhook_endpoints")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    description = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=500)
    types = models.JSONField(default=list, help_text="Values of MessageType")
    secret = models.CharField(max_length=80)
    previous_secret = models.CharField(max_length=80, blank=True)
    previous_secret_until = models.DateTimeField(null=True, blank=True)
    off_reason = models.CharField(max_length=12, choices=OffReason.choices, blank=True, help_text="Empty: it is on")
    failing_since = models.DateTimeField(null=True, blank=True, help_text="Nothing has arrived since then")
    quiet_until = models.DateTimeField(null=True, blank=True, help_text="It just failed: nothing is tried before")

    objects = EndpointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, lab__isnull=True) | Q(owner__isnull=True, lab__isnull=False),
                name="endpoint_of_a_person_or_a_lab",
            )
        ]
        ordering = ("-id",)
        verbose_name = "webhook endpoint"

    def __str__(self) -> str:
        return self.description or self.url

    @property
    def is_on(self) -> bool:
        return not self.off_reason

    def secrets_at(self, now: datetime) -> list[str]:
        """All that sign at this time, the new one first."""
        has_two = self.previous_secret_until is not None and now < self.previous_secret_until
        return [self.secret, self.previous_secret] if has_two else [self.secret]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the endpoint."""
        return self.filter(endpoint__in=Endpoint.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(delivered_at=None, failed_at=None)

    def in_state(self, state: str) -> Self:
        if state == DeliveryState.WAITING:
            return self.waiting()
        return self.exclude(delivered_at=None) if state == DeliveryState.DELIVERED else self.exclude(failed_at=None)


class Delivery(Row):
    """One message to one endpoint, written together with what it tells; it waits until it arrived or was given up."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    type = models.CharField(max_length=40, choices=MessageType.choices)
    subject_type = models.CharField(max_length=20, blank=True, help_text='"order", "print_job"')
    subject_id = models.UUIDField(null=True, blank=True)
    body = models.TextField(help_text="Exactly what is signed and sent")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Since it was last offered")
    next_attempt_at = models.DateTimeField(default=timezone.now)
    delivered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=40, blank=True, help_text="Why the last attempt failed")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(failed_at__isnull=True), name="delivery_ends_once"
            )
        ]
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="deliveries_of_endpoint"),
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(delivered_at__isnull=True, failed_at__isnull=True),
                name="deliveries_to_send",
            ),
        ]
        ordering = ("-id",)
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"{self.type} to {self.endpoint_id}"

    @property
    def state(self) -> DeliveryState:
        if self.delivered_at:
            return DeliveryState.DELIVERED
        return DeliveryState.FAILED if self.failed_at else DeliveryState.WAITING

    @property
    def message_id(self) -> str:
        """The same at every attempt, so that a receiver can tell a repetition."""
        return f"msg_{self.pk.hex}"


class DeliveryAttempt(models.Model):
    """One try to deliver: what came back, or why nothing did."""

    id = models.BigAutoField(primary_key=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField(default=timezone.now)
    milliseconds = models.PositiveIntegerField()
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=1024, blank=True, help_text="Its beginning")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.status_code or self.error_code}"
