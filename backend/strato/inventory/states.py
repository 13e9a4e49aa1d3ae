"""The words of the stock."""

from django.db import models


class Unit(models.TextChoices):
    """What a quantity counts; at rest in thousandths of it."""

    PIECE = "piece"
    GRAM = "gram"


class LocationKind(models.TextChoices):
    """A shelf holds stock; the others are the far ends of moves and have no balance."""

    SHELF = "shelf"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    LOSS = "loss"


class MoveKind(models.TextChoices):
    RECEIVE = "receive"
    SHIP = "ship"
    RETURN = "return"
    COUNT = "count"
    TRANSFER = "transfer"
    REVERSAL = "reversal"


class ReservationOutcome(models.TextChoices):
    """What became of a promise; it is held as long as it has none."""

    TAKEN = "taken"
    RELEASED = "released"
    EXPIRED = "expired"
