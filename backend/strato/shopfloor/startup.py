"""What the shop floor makes known to the rest of the house when it starts."""

from strato.core import realtime
from strato.shopfloor import topics


def register() -> None:
    """Its live topics."""
    realtime.topic("run", visible=topics.can_follow_run, snapshot=topics.run_now)
    realtime.topic("printer", visible=topics.can_follow_printer, snapshot=topics.printer_now)
