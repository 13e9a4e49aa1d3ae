"""The words of orders."""

from django.db import models

from strato.core.status import transitions


class OrderStatus(models.TextChoices):
    PENDING = "pending"
    PAID = "paid"
    IN_PRODUCTION = "in_production"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REFUNDED = "refunded"


S = OrderStatus
ORDER_TRANSITIONS = transitions(
    {
        S.PENDING: [S.PAID, S.CANCELLED, S.EXPIRED],
        S.EXPIRED: [S.PAID],  # the money came late and the stock was still there
        S.PAID: [S.IN_PRODUCTION, S.SHIPPED, S.DELIVERED, S.REFUNDED],
        S.IN_PRODUCTION: [S.SHIPPED, S.DELIVERED, S.REFUNDED],
        S.SHIPPED: [S.DELIVERED, S.REFUNDED],
        S.DELIVERED: [S.REFUNDED],
        S.CANCELLED: [],
        S.REFUNDED: [],
    }
)


class ReturnStatus(models.TextChoices):
    REQUESTED = "requested"
    APPROVED = "approved"
    DECLINED = "declined"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


T = ReturnStatus
RETURN_TRANSITIONS = transitions(
    {
        T.REQUESTED: [T.APPROVED, T.DECLINED, T.WITHDRAWN],
        T.APPROVED: [T.RECEIVED, T.WITHDRAWN],
        T.DECLINED: [],
        T.RECEIVED: [],
        T.WITHDRAWN: [],
    }
)


class DiscountKind(models.TextChoices):
    PERCENT = "percent"
    FIXED = "fixed"


class ShippingKind(models.TextChoices):
    PICKUP = "pickup"
    FLAT = "flat"
    WEIGHT = "weight"


class TaxClass(models.TextChoices):
    """What kind of goods, for the table of rates."""

    STANDARD = "standard"
    REDUCED = "reduced"
    ZERO = "zero"


DOCUMENT_KINDS = (("invoice", "invoice"), ("credit_note", "credit_note"))

# What a person may set by hand; the act that belongs to it happens with it.
STEPS = tuple((step.value, step.label) for step in (S.IN_PRODUCTION, S.SHIPPED, S.DELIVERED, S.CANCELLED))
