"""What printing makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.core import realtime
from strato.notifications import kinds
from strato.orders import sellables
from strato.printing import notices, portable, topics
from strato.printing.leaving import PART
from strato.printing.sellable import PrintSellable


def register() -> None:
    """Its kinds of notifications, its live topics, and its offers as things that can be bought, and their part in the copy of a person's data; what leaving means here."""
    sellables.register(PrintSellable())
    kinds.register(*notices.KINDS)
    realtime.topic("print-job", visible=topics.sees_job, snapshot=topics.job_now)
    realtime.topic("model", visible=topics.sees_model)
    portability.register(portable.PORTION)
    register_leaving(PART)
