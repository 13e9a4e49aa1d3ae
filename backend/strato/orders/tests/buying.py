"""The way of a purchase, in steps that tests put together."""

from typing import Any
from uuid import UUID

from strato.accounts.models import User
from strato.core.money import Money
from strato.inventory import services as inventory
from strato.inventory.models import WHOLE, Item
from strato.labs.models import Lab
from strato.orders.models import Order
from strato.orders.reports.carts import price_cart
from strato.orders.services import carts, paying, placing
from strato.orders.services.carts import Pick
from strato.orders.services.placing import Wish
from strato.payments import services as payments
from strato.payments.models import Payment
from strato.payments.tests.rig import Rig

BERLIN = {
    "name": "Alice Example",
    "street": "Lindenstr. 12",
    "postal_code": "10969",
    "city": "Berlin",
    "country": "DE",
}


def stocked(lab: Lab, pieces: int, sku: str = "TOP") -> Item:
    """An item of which so many pieces lie on the shelf."""
    item: Item = Item.objects.create(lab=lab, sku=sku, name=sku.title())
    if pieces:
        inventory.receive(item, pieces * WHOLE, by=None)
    return item


def wish(user: Any, **changes: Any) -> Wish:
    """What the customer sees in their cart is what they expect to pay."""
    country = changes.get("shipping_address", BERLIN).get("country", "")
    seen = price_cart(carts.cart_of(user), user=user, country=country, method_id=changes.get("shipping_method"))
    facts: dict[str, Any] = {"expected_total": seen.total, "shipping_address": BERLIN}
    return Wish(**facts | changes)


def ordered(user: User, *picks: tuple[UUID, int], **changes: Any) -> Order:
    """An order of these toys, waiting for its money."""
    for ref, quantity in picks:
        carts.add_to_cart(Pick("toy", ref, quantity), by=user)
    return placing.place_order(wish(user, **changes), by=user)


def checked_out(order: Order) -> Payment:
    """Its hosted page is open."""
    return payments.start_session(paying.open_checkout(order, by=order.customer))


def paid(order: Order, sandbox: Rig) -> Order:
    """Paid on the hosted page, and the webhook has told."""
    sandbox.pay(checked_out(order).url)
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    return order


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def on_hand(item: Item) -> tuple[int, int]:
    """(whole pieces on the shelf, of them promised)."""
    rows = item.balances.all()
    return sum(row.on_hand for row in rows) // WHOLE, sum(row.reserved for row in rows) // WHOLE
