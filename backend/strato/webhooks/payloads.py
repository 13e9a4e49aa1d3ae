"""What a message says: small, and no more than its receiver may see. The rest is read from the API."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings

from strato.core.money import Money
from strato.orders.models import Order, OrderLine, Shipment
from strato.payments.models import Refund
from strato.printing.models import PrintJob
from strato.webhooks.states import VERSION


def body_of(type_: str, at: datetime, data: dict[str, Any]) -> str:
    """The text that is signed and sent."""
    stamp = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps(
        {"type": type_, "version": VERSION, "timestamp": stamp, "data": data}, ensure_ascii=False, separators=(",", ":")
    )


def order_facts(order: Order, lines: list[OrderLine], *, is_whole: bool) -> dict[str, Any]:
    """An order by the lines that are seen, and the sum of those unless it is seen whole."""
    amount = order.total_amount if is_whole else sum(line.total_amount for line in lines)
    return {
        "id": str(order.pk),
        "number": order.number,
        "status": order.status,
        "pieces": sum(line.quantity for line in lines),
        "total": money(Money(amount, order.currency)),
        "is_partial": not is_whole,
        "url": f"{settings.PUBLIC_URL}/api/orders/{order.pk}/",
    }


def shipment_facts(shipment: Shipment) -> dict[str, Any]:
    return {
        "id": str(shipment.pk),
        "carrier": shipment.carrier,
        "tracking": shipment.tracking,
        "tracking_url": shipment.tracking_url,
    }


def refund_facts(refund: Refund) -> dict[str, Any]:
    return {"id": str(refund.pk), "amount": money(refund.money)}


def job_facts(job: PrintJob) -> dict[str, Any]:
    return {
        "id": str(job.pk),
        "number": job.number,
        "status": job.status,
        "quantity": job.quantity,
        "url": f"{settings.PUBLIC_URL}/api/print-jobs/{job.pk}/",
    }


def money(value: Money) -> dict[str, Any]:
    return {"amount": value.amount, "currency": value.currency}
