"""What the shop floor makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.core import realtime
from strato.shopfloor import portable, topics
from strato.shopfloor.leaving import PART


def register() -> None:
    """Its live topics, and what they keep of people for themselves; what leaving means here."""
    realtime.topic("run", visible=topics.can_follow_run, snapshot=topics.run_now)
    realtime.topic("printer", visible=topics.can_follow_printer, snapshot=topics.printer_now)
    portability.withhold(portable.WITHHELD)
    register_leaving(PART)
