"""What a print costs and why, line by line. Pure: Decimal inside, integer minor units out."""

from strato.printing.pricing.breakdown import PriceBreakdown, PriceLine, largest_remainder
from strato.printing.pricing.quote import quote_price
from strato.printing.pricing.terms import (
    FinishNotOffered,
    InvalidPriceList,
    PricedWork,
    PriceList,
    QuantityBreak,
    QuantityOutOfRange,
    RushTier,
)

__all__ = [
    "FinishNotOffered",
    "InvalidPriceList",
    "PriceBreakdown",
    "PriceLine",
    "PriceList",
    "PricedWork",
    "QuantityBreak",
    "QuantityOutOfRange",
    "RushTier",
    "largest_remainder",
    "quote_price",
]
