"""What orders do when something happens below."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.signals import guest_identified
from strato.orders.services import carts


@receiver(guest_identified)
def on_guest_identified(sender: Any, user: Any, guest_key: str, **_: Any) -> None:
    carts.merge_guest_cart(user, guest_key=guest_key)
