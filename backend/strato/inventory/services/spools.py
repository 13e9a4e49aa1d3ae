"""What is done to the stock. Every change of a spool's content writes a move."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError

from strato.inventory import signals
from strato.inventory.errors import (
    AlreadyPriced,
    InsufficientStock,
    InvalidAmount,
    MaterialInUse,
    SpoolArchived,
    SpoolOverfull,
)
from strato.inventory.models import Material, MaterialPrice, Spool, SpoolMove
from strato.labs.models import Lab


@transaction.atomic
def consume(spool: Spool, mg: int, *, by: Any, reason: str) -> Spool:
    """Take material off a spool, never below zero: one guarded UPDATE decides among any number of takers."""
    if mg <= 0:
        raise InvalidAmount(mg=mg)
    taken = Spool.objects.filter(pk=spool.pk, is_archived=False, remaining_mg__gte=mg)
    if not taken.update(remaining_mg=F("remaining_mg") - mg):
        spool.refresh_from_db()
        if spool.is_archived:
            raise SpoolArchived
        raise InsufficientStock(wanted_mg=mg, available_mg=spool.remaining_mg)
    return _moved(spool, -mg, by=by, reason=reason)


@transaction.atomic
def use_up(spool: Spool, mg: int, *, by: Any, reason: str) -> int:
    """Take what was used in fact, or all that the book still has; gives the mg taken. A finished print never waits for a count."""
    current = Spool.objects.select_for_update().get(pk=spool.pk)
    taken = min(mg, current.remaining_mg)
    if taken > 0:
        Spool.objects.filter(pk=spool.pk).update(remaining_mg=F("remaining_mg") - taken)
        _moved(spool, -taken, by=by, reason=reason)
    return taken


@transaction.atomic
def count_spool(spool: Spool, *, remaining_mg: int, by: Any, reason: str = "counted") -> Spool:
    """The spool after somebody weighed it; the difference becomes a move."""
    current = Spool.objects.select_for_update().get(pk=spool.pk)
    if not 0 <= remaining_mg <= current.initial_mg:
        raise SpoolOverfull(fields={"remaining_mg": [SpoolOverfull.detail]}, initial_mg=current.initial_mg)
    delta = remaining_mg - current.remaining_mg
    Spool.objects.filter(pk=spool.pk).update(remaining_mg=remaining_mg)
    return _moved(spool, delta, by=by, reason=reason)


@transaction.atomic
def add_spool(lab: Lab, *, by: Any, **details: Any) -> Spool:
    """A new spool on the shelf; full unless ``remaining_mg`` says otherwise."""
    details.setdefault("remaining_mg", details["initial_mg"])
    if details["remaining_mg"] > details["initial_mg"]:
        raise SpoolOverfull(fields={"remaining_mg": [SpoolOverfull.detail]})
    spool = Spool.objects.create(lab=lab, **details)
    SpoolMove.objects.create(
        spool=spool, delta_mg=spool.remaining_mg, remaining_mg=spool.remaining_mg, by=by, reason="added"
    )
    return spool


@transaction.atomic
def edit_spool(spool: Spool, *, by: Any, **changes: Any) -> Spool:
    """The spool with another label, color or warning mark; its content changes by ``count_spool`` and ``consume`` only."""
    for name in {"color_name", "color_hex", "label", "low_at_mg"} & changes.keys():
        setattr(spool, name, changes[name])
    spool.save(update_fields=["color_name", "color_hex", "label", "low_at_mg", "updated_at"])
    return spool


@transaction.atomic
def archive_spool(spool: Spool, *, by: Any) -> Spool:
    """A spool that is off the shelf: not offered, not loaded, kept for the books."""
    spool = _set_archived(spool, to=True)
    signals.spool_archived.send(Spool, spool=spool, by=by)
    return spool


@transaction.atomic
def restore_spool(spool: Spool, *, by: Any) -> Spool:
    """An archived spool back on the shelf."""
    return _set_archived(spool, to=False)


@transaction.atomic
def set_price(lab: Lab, *, material: Material, amount_per_kg: int, by: Any) -> MaterialPrice:
    """The lab's first price for a material: from now on it offers it."""
    try:
        with transaction.atomic():
            return MaterialPrice.objects.create(lab=lab, material=material, amount_per_kg=amount_per_kg)
    except IntegrityError as error:
        raise AlreadyPriced(fields={"material": [AlreadyPriced.detail]}) from error


@transaction.atomic
def change_price(price: MaterialPrice, *, amount_per_kg: int, by: Any) -> MaterialPrice:
    """The lab's other price for the material; frozen quotes keep theirs."""
    price.amount_per_kg = amount_per_kg
    price.save(update_fields=["amount_per_kg", "updated_at"])
    return price


@transaction.atomic
def remove_price(price: MaterialPrice, *, by: Any) -> None:
    """The lab no longer offers the material."""
    price.delete()


@transaction.atomic
def delete_material(material: Material, *, by: Any) -> None:
    """A material that nobody ever used disappears from the catalog."""
    try:
        with transaction.atomic():
            material.delete()
    except ProtectedError as error:
        raise MaterialInUse from error


def _set_archived(spool: Spool, *, to: bool) -> Spool:
    spool.is_archived = to
    spool.save(update_fields=["is_archived", "updated_at"])
    return spool


def _moved(spool: Spool, delta: int, *, by: Any, reason: str) -> Spool:
    """Write the move, announce a spool that just ran low; the caller holds the row's lock by its UPDATE."""
    spool.refresh_from_db(fields=["remaining_mg", "is_archived", "low_at_mg"])
    SpoolMove.objects.create(spool=spool, delta_mg=delta, remaining_mg=spool.remaining_mg, by=by, reason=reason[:200])
    if spool.is_low and spool.remaining_mg - delta > spool.low_at_mg:
        signals.spool_ran_low.send(Spool, spool=spool)
    return spool
