"""What the store makes known to the rest of the house when it starts."""

from strato.accounts import portability
from strato.accounts.leaving import register as register_leaving
from strato.moderation import reportables
from strato.orders import sellables
from strato.store import portable
from strato.store.leaving import PART
from strato.store.reportables import ReviewReportable
from strato.store.sellable import VariantSellable


def register() -> None:
    """Its variants can be bought, its reviews reported, and their part in the copy of a person's data; what leaving means here."""
    sellables.register(VariantSellable())
    reportables.register(ReviewReportable())
    portability.register(portable.PORTION)
    register_leaving(PART)
