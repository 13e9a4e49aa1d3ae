"""The words of labs: what state a lab is in, what a member may be, how it takes money."""

from django.db import models

from strato.core.status import transitions


class LabStatus(models.TextChoices):
    PENDING = "pending", "Awaiting approval"
    ACTIVE = "active", "Active"
    REJECTED = "rejected", "Rejected"
    SUSPENDED = "suspended", "Suspended"


LAB_TRANSITIONS = transitions(
    {
        LabStatus.PENDING: [LabStatus.ACTIVE, LabStatus.REJECTED],
        LabStatus.ACTIVE: [LabStatus.SUSPENDED],
        LabStatus.SUSPENDED: [LabStatus.ACTIVE],
        LabStatus.REJECTED: [LabStatus.PENDING],
    }
)


class LabRole(models.TextChoices):
    """From most to least: an owner may do everything a manager may, and so on; the stock keeper stands beside the operator."""

    OWNER = "owner"
    MANAGER = "manager"
    OPERATOR = "operator"
    STOCK_KEEPER = "stock_keeper"


class PaymentPolicy(models.TextChoices):
    PREPAY = "prepay"
    AT_PICKUP = "at_pickup"
    FREE = "free", "Free for members"
