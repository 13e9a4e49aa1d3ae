"""What orders says to sockets besides changes of status."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged(Frame):
    """Something about an order other than its status is new (on topic "order:<id>"): load it again."""

    TYPE = "order.changed"
    DURABLE = False
    KEY = "id"

    id: str
    what: str  # "shipment", "refund", "return", "note", "document"
