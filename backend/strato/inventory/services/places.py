"""Shelves and lots: where stock lies, and what tells one delivery from another."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from strato.core.errors import Conflict
from strato.inventory.errors import LotKnown, NameTaken, PlaceRefused, ShelfInUse
from strato.inventory.models import Item, Location, Lot
from strato.labs.models import Lab


@transaction.atomic
def add_location(lab: Lab, *, name: str, by: Any) -> Location:
    """One more shelf. Raises ``NameTaken``."""
    shelf = Location(lab=lab, name=name)
    save(shelf, NameTaken, "name")
    return shelf


@transaction.atomic
def edit_location(location: Location, *, by: Any, **changes: Any) -> Location:
    """The shelf under another name, out of use or in use again. Raises ``NameTaken``, ``ShelfInUse`` while something lies there."""
    if location.is_virtual:
        raise PlaceRefused("This place balances the books and stays as it is.")
    if changes.get("is_active") is False and location.balances.filter(on_hand__gt=0).exists():
        raise ShelfInUse
    for name in {"name", "is_active"} & changes.keys():
        setattr(location, name, changes[name])
    save(location, NameTaken, "name")
    return location


@transaction.atomic
def add_lot(item: Item, *, by: Any, **details: Any) -> Lot:
    """One more delivery of the item that is told apart. Raises ``LotKnown``."""
    lot = Lot(item=item, **details)
    save(lot, LotKnown, "code")
    return lot


@transaction.atomic
def edit_lot(lot: Lot, *, by: Any, **changes: Any) -> Lot:
    """The lot under another code or with another date. Raises ``LotKnown``."""
    for name in {"code", "expires_on"} & changes.keys():
        setattr(lot, name, changes[name])
    save(lot, LotKnown, "code")
    return lot


def save(row: Model, taken: type[Conflict], field: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise taken(fields={field: [taken.detail]}) from error
