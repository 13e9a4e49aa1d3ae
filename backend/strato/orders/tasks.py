"""The background of orders."""

from datetime import timedelta

from django.utils import timezone

from strato.core import queue
from strato.orders.models import Cart, Document
from strato.orders.services import ending, papers

FORGET_GUESTS = timedelta(days=60)


@queue.every(minutes=1)
def expire_orders() -> None:
    """End what waited for its money in vain."""
    ending.expire_orders()


@queue.task(max_attempts=8, seconds=60)
def draw_document(document: str) -> None:
    """Make the PDF of an invoice or credit note."""
    papers.draw_document(Document.objects.select_related("order__customer").get(pk=document))


@queue.every(hours=24)
def forget_carts() -> None:
    """Delete the carts of guests who did not come back."""
    Cart.objects.filter(owner=None, updated_at__lt=timezone.now() - FORGET_GUESTS).delete()
