"""What the shop floor makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.core import realtime
from strato.shopfloor import portable, topics


def register() -> None:
    """Its live topics, and what they keep of people for themselves."""
    realtime.topic("run", visible=topics.can_follow_run, snapshot=topics.run_now)
    realtime.topic("printer", visible=topics.can_follow_printer, snapshot=topics.printer_now)
    portability.withhold(portable.WITHHELD)
