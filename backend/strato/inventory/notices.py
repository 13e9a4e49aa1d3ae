"""What people are told about the stock."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.notifications.kinds import Channel, Kind


def sees_spool(user: User, spool_id: str) -> bool:
    spools: Any = apps.get_model("inventory", "Spool")
    return bool(spools.objects.visible_to(user).filter(pk=spool_id).exists())


def sees_item(user: User, item_id: str) -> bool:
    items: Any = apps.get_model("inventory", "Item")
    return bool(items.objects.visible_to(user).filter(pk=item_id).exists())


BELL = (Channel.IN_APP,)
SPOOL_LOW = Kind("spool.low", "stock", BELL, visible=sees_spool, link="/maker/stock?spool={id}", channels=BELL)
ITEM_LOW = Kind("item.low", "stock", visible=sees_item, link="/maker/stock?item={id}")

KINDS = (SPOOL_LOW, ITEM_LOW)
