"""How items, shelves, lots, levels and moves look from outside. Quantities are integers in base units: a piece or a gram is 1000."""

from typing import Any

from strato.core.api import serializers
from strato.core.api.etags import VersionField
from strato.core.api.serializers import AllowedActionsField, VisibleField
from strato.inventory.api.serializers import LabRefSerializer
from strato.inventory.models import Balance, Item, Location, Lot, StockEntry, StockMove
from strato.inventory.states import Unit
from strato.labs.api.serializers import PersonSerializer
from strato.labs.models import Lab

MAX_QUANTITY = 10**12
MAX_LINES = 100
BASE_UNITS = "Base units: a piece (or a gram) is 1000"


class QuantityField(serializers.IntegerField):
    """How much moves: above zero."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MAX_QUANTITY, help_text=BASE_UNITS, **kwargs)


class ItemRefSerializer(serializers.ModelSerializer[Item]):
    """An item in one line."""

    class Meta:
        model = Item
        fields = ("id", "sku", "name", "unit")


class LocationRefSerializer(serializers.ModelSerializer[Location]):
    """A place in one line."""

    class Meta:
        model = Location
        fields = ("id", "name", "kind")


class LotRefSerializer(serializers.ModelSerializer[Lot]):
    """A lot in one line."""

    class Meta:
        model = Lot
        fields = ("id", "code", "expires_on")


class ItemSerializer(serializers.ModelSerializer[Item]):
    """One kind of thing that a lab keeps, and how much of it there is over all shelves."""

    lab = LabRefSerializer(read_only=True)
    on_hand = serializers.IntegerField(read_only=True, help_text=BASE_UNITS)
    reserved = serializers.IntegerField(read_only=True, help_text="Promised to orders")
    available = serializers.IntegerField(read_only=True, help_text="What can still be promised")
    is_low = serializers.SerializerMethodField()
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Item
        fields = (
            "id", "lab", "sku", "name", "unit", "low_at", "is_active", "on_hand", "reserved", "available", "is_low",
            "created_at", "updated_at", "version", "allowed_actions",
        )  # fmt: skip

    def get_is_low(self, item: Any) -> bool:
        return bool(item.is_active and item.available <= item.low_at)


class ItemEditSerializer(serializers.Serializer[Any]):
    """What may change on an item; its stock changes by moves and counts."""

    sku = serializers.CharField(max_length=60)
    name = serializers.CharField(max_length=160)
    low_at = serializers.IntegerField(
        min_value=0, max_value=MAX_QUANTITY, required=False, help_text="Warn when this little is available, base units"
    )
    is_active = serializers.BooleanField(required=False)


class NewItemSerializer(ItemEditSerializer):
    lab = VisibleField(queryset=Lab.objects.all())
    unit = serializers.ChoiceField(choices=Unit.choices, required=False)


class LocationSerializer(serializers.ModelSerializer[Location]):
    """A shelf, or one of the far ends that balance the books (supplier, customer, loss)."""

    lab = LabRefSerializer(read_only=True)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Location
        fields = ("id", "lab", "name", "kind", "is_active", "created_at", "updated_at", "version", "allowed_actions")


class LocationEditSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=80)
    is_active = serializers.BooleanField(required=False)


class NewLocationSerializer(serializers.Serializer[Any]):
    lab = VisibleField(queryset=Lab.objects.all())
    name = serializers.CharField(max_length=80)


class LotSerializer(serializers.ModelSerializer[Lot]):
    """One delivery or batch of an item that is told apart from the others."""

    item = ItemRefSerializer(read_only=True)
    on_hand = serializers.IntegerField(read_only=True, help_text=BASE_UNITS)
    version = VersionField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = Lot
        fields = (
            "id", "item", "code", "expires_on", "on_hand", "created_at", "updated_at", "version", "allowed_actions",
        )  # fmt: skip


class LotEditSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=60)
    expires_on = serializers.DateField(required=False, allow_null=True)


class NewLotSerializer(LotEditSerializer):
    item = VisibleField(queryset=Item.objects.select_related("lab"))


class LevelSerializer(serializers.ModelSerializer[Balance]):
    """What lies of one item (and lot) on one shelf."""

    item = ItemRefSerializer(read_only=True)
    location = LocationRefSerializer(read_only=True)
    lot = LotRefSerializer(read_only=True, allow_null=True)
    available = serializers.IntegerField(read_only=True)

    class Meta:
        model = Balance
        fields = ("id", "item", "location", "lot", "on_hand", "reserved", "available", "updated_at")


class EntrySerializer(serializers.ModelSerializer[StockEntry]):
    """One leg of a move."""

    item = ItemRefSerializer(read_only=True)
    location = LocationRefSerializer(read_only=True)
    lot = LotRefSerializer(read_only=True, allow_null=True)

    class Meta:
        model = StockEntry
        fields = ("id", "item", "location", "lot", "delta", "on_hand_after")


class MoveSerializer(serializers.ModelSerializer[StockMove]):
    """One movement of stock; for each item its entries sum to zero."""

    by = PersonSerializer(read_only=True, allow_null=True)
    entries = EntrySerializer(many=True, read_only=True)
    reversed_by = serializers.SerializerMethodField()
    allowed_actions = AllowedActionsField()

    class Meta:
        model = StockMove
        fields = (
            "id", "lab", "kind", "reference", "reason", "by", "at", "reverses", "reversed_by", "entries",
            "allowed_actions",
        )  # fmt: skip
        extra_kwargs = {"lab": {"read_only": True}, "reverses": {"read_only": True}}

    def get_reversed_by(self, move: StockMove) -> str | None:
        """The move that took this one back."""
        reversal: Any = getattr(move, "reversal", None)
        return str(reversal.pk) if reversal else None


class ReceiptSerializer(serializers.Serializer[Any]):
    """Goods that arrive."""

    quantity = QuantityField()
    location = VisibleField(
        queryset=Location.objects.all(), required=False, help_text="The lab's first shelf if left out"
    )
    lot = VisibleField(queryset=Lot.objects.all(), required=False)
    reason = serializers.CharField(max_length=200, required=False)


class TransferSerializer(ReceiptSerializer):
    """Goods that change shelves."""

    location = VisibleField(
        queryset=Location.objects.all(), required=False, help_text="From where; the lab's first shelf"
    )
    to = VisibleField(queryset=Location.objects.all())


class ReversalSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class CountLineSerializer(serializers.Serializer[Any]):
    """What somebody found of one item on one shelf."""

    item = serializers.UUIDField()
    on_hand = serializers.IntegerField(min_value=0, max_value=MAX_QUANTITY, help_text=BASE_UNITS)
    location = serializers.UUIDField(required=False, help_text="The lab's first shelf if left out")
    lot = serializers.UUIDField(required=False)


class NewCountSerializer(serializers.Serializer[Any]):
    """A count of many things at once: all lines are booked or none."""

    lab = VisibleField(queryset=Lab.objects.all())
    reason = serializers.CharField(max_length=200, required=False)
    lines = serializers.ListField(child=CountLineSerializer(), min_length=1, max_length=MAX_LINES)

    def validate_lines(self, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines with their rows, in a query for each kind of row."""
        user, problems = self.context["request"].user, []
        rows: dict[str, dict[Any, Any]] = {
            name: objects.visible_to(user).in_bulk({line[name] for line in lines if name in line})
            for name, objects in (("item", Item.objects), ("location", Location.objects), ("lot", Lot.objects))
        }
        for line in lines:
            unknown = [name for name in rows if name in line and line[name] not in rows[name]]
            problems.append({name: ["There is nothing here, or it is not yours to see."] for name in unknown})
        if any(problems):
            raise serializers.ValidationError(problems)
        places = {(line["item"], line.get("location"), line.get("lot")) for line in lines}
        if len(places) < len(lines):
            raise serializers.ValidationError("Each item is counted once for each shelf and lot.", code="twice")
        return [{**line, **{name: rows[name][line[name]] for name in rows if name in line}} for line in lines]
