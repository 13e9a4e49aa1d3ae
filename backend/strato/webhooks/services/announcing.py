"""Writing the messages of what happened, in the transaction in which it happened."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from strato.orders.models import Order, Shipment
from strato.payments.models import Refund
from strato.printing.models import PrintJob
from strato.webhooks import signals
from strato.webhooks.models import Delivery, Endpoint
from strato.webhooks.payloads import body_of, job_facts, order_facts, refund_facts, shipment_facts
from strato.webhooks.policies import is_told_all_of, is_told_of, lines_told
from strato.webhooks.states import MessageType

Told = Callable[[Endpoint], dict[str, Any]]


def announce_order(type_: MessageType, order: Order) -> None:
    """Tell who sees the order."""
    announce(type_, order, listeners_of(order), lambda endpoint: {"order": told_of(endpoint, order)})


def announce_shipment(order: Order, shipment: Shipment) -> None:
    """A parcel of an order has left."""
    parcel = shipment_facts(shipment)
    announce(
        MessageType.ORDER_SHIPPED,
        order,
        listeners_of(order),
        lambda endpoint: {"order": told_of(endpoint, order), "shipment": parcel},
    )


def announce_refund(order: Order, refund: Refund) -> None:
    """Money of an order went back; how much is for those who see all of its money."""
    money = refund_facts(refund)

    def told(endpoint: Endpoint) -> dict[str, Any]:
        return {"order": told_of(endpoint, order), "refund": money if is_told_all_of(endpoint, order) else None}

    announce(MessageType.ORDER_REFUNDED, order, listeners_of(order), told)


def announce_job(type_: MessageType, job: PrintJob, *, reason: str = "") -> None:
    """A print job came to an end, well or not."""
    facts = job_facts(job) | ({"reason": reason} if reason else {})
    if anybody_listens():
        listeners = Endpoint.objects.who_may_see(users=job.watchers(), labs=[job.lab_id])
        announce(type_, job, listeners, lambda endpoint: {"print_job": facts})


def anybody_listens() -> bool:
    """Most houses have no webhooks: then nothing more is asked."""
    return Endpoint.objects.listening().exists()


def listeners_of(order: Order) -> QuerySet[Endpoint]:
    if not anybody_listens():
        return Endpoint.objects.none()
    labs = order.lines.exclude(lab=None).values("lab")
    return Endpoint.objects.who_may_see(users=order.watchers(), labs=labs)


def told_of(endpoint: Endpoint, order: Order) -> dict[str, Any]:
    return order_facts(order, lines_told(endpoint, order), is_whole=is_told_all_of(endpoint, order))


def announce(type_: MessageType, subject: Order | PrintJob, among: QuerySet[Endpoint], told: Told) -> None:
    """One delivery for each endpoint that listens to this type and may see the subject; within the act that is told."""
    now = timezone.now()
    for endpoint in among.listening().select_related("owner", "lab").order_by("pk"):  # type: ignore[attr-defined]
        if type_ in endpoint.types and is_told_of(endpoint, subject.FRAME_KIND, subject.pk):
            write(endpoint, type_, told(endpoint), at=now, subject=subject)


def write(
    endpoint: Endpoint,
    type_: MessageType,
    data: dict[str, Any],
    *,
    at: datetime,
    subject: Order | PrintJob | None = None,
) -> Delivery:
    """The row that waits, and the job that looks at it."""
    delivery = Delivery.objects.create(
        endpoint=endpoint,
        type=type_,
        subject_type=subject.FRAME_KIND if subject else "",
        subject_id=subject.pk if subject else None,
        body=body_of(type_, at, data),
        next_attempt_at=at,
    )
    signals.delivery_due.send(Delivery, delivery=delivery)
    return delivery
