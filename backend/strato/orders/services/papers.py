"""Invoices and credit notes: numbered without holes where the fact happens, drawn in the background, kept as they were sent."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from strato.core.later import later
from strato.core.numbering import next_number
from strato.orders import signals
from strato.orders.models import Document, Order
from strato.orders.paper import Paper, PaperLine, Party
from strato.payments.models import Refund

if TYPE_CHECKING:
    from strato.orders import drawing
else:
    drawing = later("strato.orders.drawing")

PREFIX = {"invoice": "I", "credit_note": "C"}


def issue_invoice(order: Order) -> Document:
    """The invoice of a paid order; asked again, the one that there is."""
    return issue(order, kind="invoice", refund_id=None)


def issue_credit_note(order: Order, refund: Refund) -> Document:
    """The paper about money that went back; one for each refund."""
    return issue(order, kind="credit_note", refund_id=refund.pk)


@transaction.atomic
def issue(order: Order, *, kind: str, refund_id: UUID | None) -> Document:
    """The caller holds the order's lock, so no number is taken in vain."""
    known = Document.objects.filter(order=order, refund_id=refund_id).first()
    if known is not None:
        return known
    number = f"{PREFIX[kind]}-{next_number(kind):06d}"
    document = Document.objects.create(order=order, number=number, refund_id=refund_id, issued_at=timezone.now())
    signals.document_issued.send(Document, document=document)
    return document


def draw_document(document: Document) -> Document:
    """The PDF of a document, drawn once and kept."""
    if document.file:
        return document
    pdf = drawing.draw(paper_of(document), language=document.order.customer.language)
    with transaction.atomic():
        current = Document.objects.select_for_update().get(pk=document.pk)
        if not current.file:
            current.file.save(f"{document.number}.pdf", ContentFile(pdf), save=False)
            current.save(update_fields=["file", "updated_at"])
    document.refresh_from_db()
    return document


def paper_of(document: Document) -> Paper:
    """Everything that stands on the paper."""
    order = document.order
    invoice = None if document.refund_id is None else order.documents.filter(refund_id=None).first()
    return Paper(
        kind="invoice" if document.refund_id is None else "credit_note",
        number=document.number,
        order_number=order.number,
        invoice_number=invoice.number if invoice else "",
        issued_on=document.issued_at.date(),
        supplied_on=(order.paid_at or order.created_at).date(),
        seller=Party(tuple(settings.SELLER.split("|")), settings.SELLER_TAX_ID),
        customer=Party(address_lines(order, order.billing_address)),
        currency=order.currency,
        **(invoice_sums(order) if document.refund_id is None else credit_sums(order, document.refund_id)),
    )


def address_lines(order: Order, address: dict[str, str]) -> tuple[str, ...]:
    """Whom the paper is for, as lines; without an address the customer's name and e-mail."""
    if not address:
        return (order.customer.name or order.email, order.email)
    place = f"{address.get('postal_code', '')} {address.get('city', '')}".strip()
    names = ("name", "company", "street", "street2")
    rows = [*(address.get(name, "") for name in names), place, address.get("region", ""), address.get("country", "")]
    return tuple(row for row in rows if row)


def invoice_sums(order: Order) -> dict[str, Any]:
    lines = tuple(
        PaperLine(
            title=f"{line.title} · {line.detail}" if line.detail else line.title,
            sku=line.sku,
            quantity=line.quantity,
            unit_amount=line.unit_amount,
            discount=line.discount_amount,
            tax_basis_points=line.tax_basis_points,
            total=line.total_amount,
        )
        for line in order.lines.all()
    )
    taxes: dict[int, int] = {}
    for row in order.lines.all():
        taxes[row.tax_basis_points] = taxes.get(row.tax_basis_points, 0) + row.tax_amount
    rate = shipping_rate(order)
    taxes[rate] = taxes.get(rate, 0) + order.shipping_tax_amount
    return {
        "lines": lines,
        "shipping": order.shipping_amount,
        "shipping_name": order.shipping.get("name", ""),
        "taxes": {rate: tax for rate, tax in sorted(taxes.items()) if tax},
        "total": order.total_amount,
    }


def shipping_rate(order: Order) -> int:
    """The rate of the tax inside the shipping, of those on the order, that gives this tax."""
    return int(order.shipping.get("tax_basis_points", 0))


def credit_sums(order: Order, refund_id: UUID) -> dict[str, Any]:
    """What went back, with its share of the tax."""
    refund = Refund.objects.get(pk=refund_id)
    share = invoice_sums(order)["taxes"]
    whole = order.total_amount or 1
    taxes = {rate: (2 * tax * refund.amount + whole) // (2 * whole) for rate, tax in share.items()}
    line = PaperLine(title=refund.reason or order.number, quantity=1, unit_amount=refund.amount, total=refund.amount)
    return {"lines": (line,), "taxes": {rate: tax for rate, tax in taxes.items() if tax}, "total": refund.amount}
