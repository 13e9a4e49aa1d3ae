"""What the shop floor does about news from the stock."""

from typing import Any

from django.dispatch import receiver

from strato.inventory import signals as inventory
from strato.inventory.models import Spool
from strato.shopfloor import services


@receiver(inventory.spool_archived)
def on_spool_archived(sender: type[Spool], spool: Spool, by: Any, **_: Any) -> None:
    services.unload_spool(spool, by=by)
