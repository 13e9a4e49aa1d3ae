"""Items: the kinds of things that a lab keeps."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from strato.inventory.errors import ItemInUse, ItemSkuTaken
from strato.inventory.models import Item
from strato.labs.models import Lab

EDITABLE = frozenset({"sku", "name", "low_at", "is_active"})


@transaction.atomic
def add_item(lab: Lab, *, by: Any, **details: Any) -> Item:
    """A kind of thing of which nothing is there yet. Raises ``ItemSkuTaken``."""
    return _save(Item(lab=lab, **details))


@transaction.atomic
def edit_item(item: Item, *, by: Any, **changes: Any) -> Item:
    """The item with another SKU, name or warning mark; its unit stays what the books were kept in. Raises ``ItemSkuTaken``."""
    for name in EDITABLE & changes.keys():
        setattr(item, name, changes[name])
    return _save(item)


@transaction.atomic
def delete_item(item: Item, *, by: Any) -> None:
    """An item that was never moved disappears. Raises ``ItemInUse``."""
    try:
        with transaction.atomic():
            item.delete()
    except ProtectedError as error:
        raise ItemInUse from error


def _save(item: Item) -> Item:
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        raise ItemSkuTaken(fields={"sku": [ItemSkuTaken.detail]}) from error
    return item
