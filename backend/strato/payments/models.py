"""Money: what is owed, the tries to pay it, what went back, and the ledger of it all."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from strato.core.money import Money
from strato.core.rows import Row
from strato.core.status import Stateful, StatusChange
from strato.payments.states import (
    PAYMENT_TRANSITIONS,
    REFUND_TRANSITIONS,
    DisputeStatus,
    EntryKind,
    EventOutcome,
    PaymentStatus,
    RefundStatus,
)


class PayableQuerySet(models.QuerySet["Payable"]):
    def visible_to(self, user: Any) -> Self:
        """Who owes it, and the admins."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(payer=user)


class Payable(Row):
    """What one order owes; its id is the order's. Its row is the first lock of every act on money.

    ``charged`` and ``refunded`` are sums over the ledger and the living refunds, moved by guarded updates only.
    """

    payer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="payables")
    label = models.CharField(max_length=60, help_text="What people call it: the order's number")
    amount = models.PositiveBigIntegerField(help_text="Less than the order's total where somebody waived the rest")
    currency = models.CharField(max_length=3)
    charged = models.PositiveBigIntegerField(default=0, help_text="What arrived, all payments together")
    refunded = models.PositiveBigIntegerField(default=0, help_text="What went back or is on its way back")

    objects = PayableQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(refunded__lte=F("charged")), name="no_more_back_than_came"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.label}: {self.total}"

    @property
    def total(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def kept(self) -> Money:
        """What arrived and stayed."""
        return Money(self.charged - self.refunded, self.currency)


class ThroughPayable(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        return self.filter(payable__in=Payable.objects.visible_to(user))


class Payment(Stateful):
    """One try to pay; an order may have many, one of them open at a time.

    ``wanted`` holds every parameter of the gateway's session, written before the gateway is called, so that a repeated
    call says exactly the same under the same key.
    """

    TRANSITIONS = PAYMENT_TRANSITIONS
    FRAME_KIND = "payment"

    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="payments")
    status = models.CharField(max_length=12, choices=PaymentStatus.choices, default=PaymentStatus.OPEN)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    wanted = models.JSONField(default=dict)
    session_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    intent_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    url = models.CharField(max_length=2000, blank=True, help_text="The hosted page where it is paid")
    expires_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    received = models.PositiveBigIntegerField(default=0, help_text="What arrived, in the currency of the order")
    is_awaited = models.BooleanField(default=False, help_text="Confirmed by the payer, the money is on its way")
    failure_code = models.CharField(max_length=60, blank=True)

    objects = ThroughPayable.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payable"], condition=Q(status="open"), name="one_open_payment"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_of_something"),
        ]
        indexes = [models.Index(fields=["status", "expires_at"], name="payments_to_look_after")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.money} for {self.payable.label}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    def watchers(self) -> set[Any]:
        return {self.payable.payer_id} if self.payable.payer_id else set()


class PaymentStatusChange(StatusChange):
    """One step of a payment."""

    row = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="status_changes")


class Refund(Stateful):
    """Money on its way back to the payer."""

    TRANSITIONS = REFUND_TRANSITIONS
    FRAME_KIND = "refund"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="refunds")
    status = models.CharField(max_length=12, choices=RefundStatus.choices, default=RefundStatus.REQUESTED)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=400, blank=True)
    gateway_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    is_external = models.BooleanField(default=False, help_text="Made in the gateway's own dashboard")
    is_surplus = models.BooleanField(default=False, help_text="Gives back what was paid twice; the order stays paid")
    failure_code = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = ThroughPayable.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.money} back for {self.payable.label}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    def watchers(self) -> set[Any]:
        return {self.payable.payer_id} if self.payable.payer_id else set()


class RefundStatusChange(StatusChange):
    """One step of a refund."""

    row = models.ForeignKey(Refund, on_delete=models.CASCADE, related_name="status_changes")


class Dispute(Row):
    """One payment that its payer's bank questions."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes")
    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="disputes")
    gateway_id = models.CharField(max_length=255, unique=True)
    gateway_status = models.CharField(max_length=32, choices=DisputeStatus.choices)
    amount = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=60, blank=True)
    respond_by = models.DateTimeField(null=True, blank=True)

    objects = ThroughPayable.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"dispute of {self.payable.label}: {self.gateway_status}"


class MoneyEntry(models.Model):
    """One line of the money ledger: signed minor units, from the platform's point of view. Written once."""

    id = models.BigAutoField(primary_key=True)
    payable = models.ForeignKey(Payable, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    amount = models.BigIntegerField(help_text="Minor units; negative: out of the platform's pocket")
    currency = models.CharField(max_length=3)
    gateway_id = models.CharField(max_length=255, help_text="The gateway's object that this line tells of")
    source = models.CharField(max_length=20, help_text="Who found it out: webhook, page, reconcile, request")
    at = models.DateTimeField(default=timezone.now)

    objects = ThroughPayable.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "gateway_id"], name="each_fact_booked_once")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.amount:+} {self.currency}"


class GatewayEvent(models.Model):
    """One webhook that the gateway sent, kept as it came; settled once, found again by the sweeper if that failed."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=255, blank=True, db_index=True)
    payload = models.JSONField(default=dict)
    outcome = models.CharField(
        max_length=12, choices=EventOutcome.choices, blank=True, help_text="Empty until it is settled"
    )
    note = models.CharField(max_length=400, blank=True, help_text="Why it was ignored, or what went wrong")
    tries = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["received_at"], condition=Q(outcome=""), name="events_to_settle"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"


class ReconciliationQuerySet(models.QuerySet["Reconciliation"]):
    def visible_to(self, user: Any) -> Self:
        """Admins alone."""
        return self if user.is_authenticated and user.is_admin else self.none()


class Reconciliation(Row):
    """One comparison of our books with the gateway's; ``covered_until`` is where the next one begins."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    covered_from = models.DateTimeField()
    covered_until = models.DateTimeField()
    is_dry_run = models.BooleanField(default=False)
    findings = models.JSONField(default=list, help_text="What did not agree: kind, what, detail, repaired")
    counts = models.JSONField(default=dict, help_text="How much was compared")
    error = models.CharField(max_length=400, blank=True)

    objects = ReconciliationQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}: {len(self.findings)} findings"
