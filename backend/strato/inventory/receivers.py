"""Whom the news of the stock concerns."""

from decimal import Decimal
from typing import Any

from django.dispatch import receiver

from strato.inventory import notices, signals
from strato.inventory.models import WHOLE, Item, Spool
from strato.labs.policies import STOCK
from strato.labs.reports import people_of
from strato.notifications.services import notify


@receiver(signals.spool_ran_low)
def on_spool_ran_low(sender: type[Spool], spool: Spool, **_: Any) -> None:
    """Those who buy filament hear that a spool goes to its end; a second warning renews the first."""
    facts = {
        "lab": spool.lab.name,
        "material": spool.material.name,
        "color_name": spool.color_name,
        "color_hex": spool.color_hex,
        "label": spool.label,
        "remaining_mg": spool.remaining_mg,
    }
    people = people_of(spool.lab, *STOCK)
    notify(people, notices.SPOOL_LOW, subject=spool, facts=facts, group_key=f"spool-low:{spool.pk}")


@receiver(signals.item_ran_low)
def on_item_ran_low(sender: type[Item], item: Item, available: int, **_: Any) -> None:
    """Those who order new stock hear that an item goes to its end; a second warning renews the first."""
    facts = {
        "lab": item.lab.name,
        "sku": item.sku,
        "name": item.name,
        "unit": item.unit,
        "available": amount_of(available),
        "low_at": amount_of(item.low_at),
    }
    notify(people_of(item.lab, *STOCK), notices.ITEM_LOW, subject=item, facts=facts, group_key=f"item-low:{item.pk}")


def amount_of(quantity: int) -> str:
    """A quantity as people read it: "3", "2.5"."""
    return f"{Decimal(quantity) / WHOLE:f}"
