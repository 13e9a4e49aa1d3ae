"""The words of webhooks: what a message may be about, and why an endpoint is off."""

from django.db import models


class MessageType(models.TextChoices):
    """What happened. A new one is added, an old one never changes its meaning."""

    ORDER_PLACED = "order.placed"
    ORDER_PAID = "order.paid"
    ORDER_SHIPPED = "order.shipped"
    ORDER_DELIVERED = "order.delivered"
    ORDER_CANCELLED = "order.cancelled"
    ORDER_REFUNDED = "order.refunded"
    PRINT_JOB_COMPLETED = "print_job.completed"
    PRINT_JOB_FAILED = "print_job.failed"
    TEST = "webhook.test"


T = MessageType
CHOSEN_TYPES = tuple((one.value, one.label) for one in T if one != T.TEST)  # a test is sent by hand
VERSION = 1


class OffReason(models.TextChoices):
    """Why an endpoint gets nothing."""

    BY_HAND = "by_hand"
    FAILING = "failing"
    GONE = "gone"


class DeliveryState(models.TextChoices):
    """Where a delivery stands; it follows from its times."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
