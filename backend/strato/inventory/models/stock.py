"""The stock ledger: what there is, where it lies, who moved it, what is promised.

Quantities are integers in thousandths of the item's unit: 1 piece is 1000, 1 gram is 1000 (mg).
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from strato.core.rows import Row, in_use
from strato.inventory.states import LocationKind, MoveKind, ReservationOutcome, Unit
from strato.labs.models import Lab

WHOLE = 1000
"""One unit in base units."""


class OfLab(models.QuerySet[Any]):
    """Stock is the lab's own business: members and admins."""

    lab_path = "lab"

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if user.is_admin else self.filter(**{f"{self.lab_path}__in": Lab.objects.of(user)})


class OfItem(OfLab):
    lab_path = "item__lab"


class LotQuerySet(OfItem):
    def with_on_hand(self) -> Self:
        """Each with what is left of it over all shelves."""
        return self.annotate(on_hand=summed(Balance.objects.all(), F("on_hand"), "lot"))


class ThroughMove(OfLab):
    lab_path = "move__lab"


class ItemQuerySet(OfLab):
    def with_levels(self) -> Self:
        """Each with ``on_hand`` and ``reserved`` over all shelves, and ``available``: what can still be promised."""
        return self.annotate(
            on_hand=summed(Balance.objects.all(), F("on_hand")),
            reserved=summed(Balance.objects.all(), F("reserved")),
            available=summed(Balance.objects.usable(), F("on_hand") - F("reserved")),
        )

    def with_use(self) -> Self:
        """Adds ``is_in_use``: it was moved, promised or put on sale, and stays in the books."""
        return self.annotate(is_in_use=in_use(Item))

    def low(self) -> Self:
        """Of ``with_levels``: those in use that are down to their warning mark."""
        return self.filter(is_active=True, available__lte=F("low_at"))


class BalanceQuerySet(OfItem):
    def usable(self) -> Self:
        """What may be promised: of items in use, on shelves in use, of lots that have not expired."""
        fresh = Q(lot__isnull=True) | Q(lot__expires_on__isnull=True) | Q(lot__expires_on__gte=timezone.localdate())
        return self.filter(fresh, item__is_active=True, location__is_active=True)


class ReservationQuerySet(OfLab):
    lab_path = "balance__item__lab"

    def held(self) -> Self:
        return self.filter(outcome="")

    def due(self) -> Self:
        """Held past their time."""
        return self.held().filter(expires_at__lte=timezone.now())


def summed(balances: "BalanceQuerySet", what: Any, of: str = "item") -> Any:
    """The sum over the balances of the item (or lot) of the outer query; 0 without any."""
    mine = balances.filter(**{of: models.OuterRef("pk")}).order_by().values(of).annotate(total=Sum(what))
    return Coalesce(Subquery(mine.values("total"), output_field=models.BigIntegerField()), 0)


class Item(Row):
    """One kind of thing that a lab keeps: a part, a product's variant, a consumable."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="items")
    sku = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    unit = models.CharField(max_length=12, choices=Unit.choices, default=Unit.PIECE)
    low_at = models.PositiveBigIntegerField(default=0, help_text="Warn when this little is available, base units")
    is_active = models.BooleanField(default=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lab", "sku"], name="item_sku_of_lab")]
        ordering = ("name", "id")

    def __str__(self) -> str:
        return f"{self.sku} {self.name}"


class Location(Row):
    """One place of a lab's stock: a shelf, or a virtual one (supplier, customer, loss) that balances the books."""

    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="locations")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=LocationKind.choices, default=LocationKind.SHELF)
    is_active = models.BooleanField(default=True)

    objects = OfLab.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lab", "name"], condition=Q(kind="shelf"), name="location_name_of_lab"),
            models.UniqueConstraint(
                fields=["lab", "kind"], condition=~Q(kind="shelf"), name="one_virtual_location_per_lab"
            ),
        ]
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def is_virtual(self) -> bool:
        return self.kind != LocationKind.SHELF


class Lot(Row):
    """One delivery or batch of an item that is told apart from the others."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lots")
    code = models.CharField(max_length=60)
    expires_on = models.DateField(null=True, blank=True)

    objects = LotQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "code"], name="lot_code_of_item")]
        ordering = ("code", "id")

    def __str__(self) -> str:
        return self.code

    @property
    def lab(self) -> Lab:
        return self.item.lab


class Balance(Row):
    """What lies of one item (and lot) on one shelf, and how much of it is promised. Virtual locations have none."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="balances")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="balances")
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="balances")
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)

    objects = BalanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "location"], condition=Q(lot__isnull=True), name="one_balance_without_lot"
            ),
            models.UniqueConstraint(
                fields=["item", "location", "lot"], condition=Q(lot__isnull=False), name="one_balance_per_lot"
            ),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="nothing_below_zero"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, reserved__lte=F("on_hand")), name="nothing_promised_twice"
            ),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.on_hand} of {self.item} at {self.location}"

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved

    @property
    def lab(self) -> Lab:
        return self.item.lab


class StockMove(Row):
    """One movement of stock: its entries sum to zero for each item. Written once, corrected by a reversing move."""

    lab = models.ForeignKey(Lab, on_delete=models.PROTECT, related_name="stock_moves")
    kind = models.CharField(max_length=12, choices=MoveKind.choices)
    key = models.CharField(max_length=160, unique=True, help_text="Posted at most once under this key")
    reference = models.CharField(max_length=80, blank=True, db_index=True, help_text='What caused it: "order:<id>"')
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = OfLab.as_manager()

    class Meta:
        indexes = [models.Index(fields=["lab", "-id"], name="move_of_lab")]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class StockEntry(models.Model):
    """One leg of a move: so much of one item into (or out of) one location; the sum of entries is the stock."""

    id = models.BigAutoField(primary_key=True)
    move = models.ForeignKey(StockMove, on_delete=models.PROTECT, related_name="entries")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="entries")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="entries")
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    delta = models.BigIntegerField(help_text="Base units; negative: out of the location")
    on_hand_after = models.BigIntegerField(null=True, blank=True, help_text="What lay there afterwards; virtual: null")

    objects = ThroughMove.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(delta=0), name="entry_moves_something")]
        indexes = [models.Index(fields=["item", "location", "id"], name="entries_of_item")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.delta:+}"


class Reservation(Row):
    """A promise of stock to somebody until a time; held, then taken, released or expired."""

    balance = models.ForeignKey(Balance, on_delete=models.PROTECT, related_name="reservations")
    quantity = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=80, db_index=True, help_text='For whom: "order:<id>"')
    outcome = models.CharField(
        max_length=12, choices=ReservationOutcome.choices, blank=True, help_text="Empty while it is held"
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ReservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_of_something"),
            models.UniqueConstraint(
                fields=["reference", "balance"], condition=Q(outcome=""), name="one_promise_of_a_balance"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(outcome=""), name="reservations_to_expire"),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.quantity} for {self.reference}"
