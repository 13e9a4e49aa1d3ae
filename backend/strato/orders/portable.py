"""What orders keep of a person: what is in their cart, what they bought, what they gave back, and the papers of it."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import Fact, Piece, Portion, Record, Records, each, history, money, picked, stored
from strato.orders.models import (
    Cart,
    CouponUse,
    Document,
    Order,
    OrderLine,
    OrderRefund,
    OrderStatusChange,
    Return,
    ReturnStatusChange,
    Shipment,
)

ABOUT = {
    "en": "Your cart, your orders with parcels, refunds and returns, and the invoices as PDF.",
    "de": "Dein Warenkorb, deine Bestellungen mit Paketen, Erstattungen und Rücksendungen und die Rechnungen als PDF.",
    "es": "Tu carrito, tus pedidos con envíos, reembolsos y devoluciones, y las facturas en PDF.",
}
PAPERS = "invoices"
PARTS = (
    "lines__lab", "status_changes", "documents", "shipments__lab", "shipments__lines__line",
    "refunds__lines__line", "returns__lines__line", "returns__status_changes",
)  # fmt: skip


def gives(person: User) -> Iterator[Piece]:
    for cart in Cart.objects.filter(owner=person).select_related("coupon").prefetch_related("lines"):
        yield Fact("cart.json", cart_of(cart))
    orders = person.orders.prefetch_related(*PARTS).order_by("id")
    yield Records("orders.json", map(order_of, each(orders)))
    for document in each(Document.objects.filter(order__customer=person).order_by("id")):
        yield from stored(PAPERS, document, document.file, f"{document.number}.pdf")


def cart_of(row: Cart) -> Record:
    lines = [picked(line, "kind", "ref", "quantity", "note", "created_at") for line in row.lines.all()]
    return {"currency": row.currency, "coupon": row.coupon.code if row.coupon else None, "lines": lines}


def order_of(row: Order) -> Record:
    amounts = ("goods", "discount", "shipping", "tax", "total")
    return {
        **picked(row, "id", "number", "status", "email", "note", "created_at", "paid_at", "expires_at"),
        **{name: money(getattr(row, f"{name}_amount"), row.currency) for name in amounts},
        **picked(row, "coupon_code", "exchange_rates", "shipping_address", "billing_address"),
        "shipping_method": row.shipping,
        "lines": [line_of(line, row.currency) for line in row.lines.all()],
        "documents": [picked(document, "number", "issued_at") for document in row.documents.all()],
        "shipments": [shipment_of(shipment) for shipment in row.shipments.all()],
        "refunds": [refund_of(refund, row.currency) for refund in row.refunds.all()],
        "returns": [return_of(wish) for wish in row.returns.all()],
        "history": history(row.status_changes.all()),
    }


def line_of(row: OrderLine, currency: str) -> Record:
    return {
        **picked(row, "position", "kind", "ref", "sku", "title", "detail", "quantity", "note"),
        "lab": row.lab.name if row.lab else None,
        "unit_price": money(row.unit_amount, currency),
        "discount": money(row.discount_amount, currency),
        "total": money(row.total_amount, currency),
        "tax": money(row.tax_amount, currency),
        "tax_basis_points": row.tax_basis_points,
    }


def shipment_of(row: Shipment) -> Record:
    return {
        "lab": row.lab.name if row.lab else None,
        **picked(row, "carrier", "tracking", "tracking_url", "created_at", "delivered_at"),
        "lines": [{"title": line.line.title, "quantity": line.quantity} for line in row.lines.all()],
    }


def refund_of(row: OrderRefund, currency: str) -> Record:
    lines = [{"title": line.line.title, "quantity": line.quantity} for line in row.lines.all()]
    return {"amount": money(row.amount, currency), "reason": row.reason, "at": row.created_at, "lines": lines}


def return_of(row: Return) -> Record:
    return {
        **picked(row, "status", "reason", "answer", "created_at"),
        "lines": [{"title": line.line.title, "quantity": line.quantity} for line in row.lines.all()],
        "history": history(row.status_changes.all()),
    }


PORTION = Portion(
    folder="orders",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Cart, Order, OrderStatusChange, CouponUse, Shipment, OrderRefund, ReturnStatusChange}),
)
