"""What leaving means to webhooks: the person's own addresses go, with what waits to be sent there."""

from typing import Any

from strato.accounts.leaving import Part
from strato.webhooks.models import Endpoint


def forget(user: Any) -> None:
    Endpoint.objects.filter(owner=user).delete()


PART = Part(
    app="webhooks",
    forget=forget,
    gone=frozenset({"webhooks.Endpoint.owner"}),
    kept={"webhooks.Endpoint.created_by": "Who set up the address of a lab"},
    words={"webhooks.Delivery.body": "What a lab's own program was sent; deleted after 30 days"},
)
