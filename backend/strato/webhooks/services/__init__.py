"""The acts of webhooks, by noun."""

from strato.webhooks.services.announcing import announce_job, announce_order, announce_refund, announce_shipment
from strato.webhooks.services.delivering import deliver, forget_deliveries, offer_overdue, resend, send_test
from strato.webhooks.services.endpoints import add_endpoint, change_endpoint, remove_endpoint, rotate_secret

__all__ = [
    "add_endpoint",
    "announce_job",
    "announce_order",
    "announce_refund",
    "announce_shipment",
    "change_endpoint",
    "deliver",
    "forget_deliveries",
    "offer_overdue",
    "remove_endpoint",
    "resend",
    "rotate_secret",
    "send_test",
]
