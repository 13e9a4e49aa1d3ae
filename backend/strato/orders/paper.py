"""What stands on an invoice or a credit note: plain values. `strato.orders.drawing` makes the PDF of them."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells or buys: the lines of an address."""

    lines: tuple[str, ...]
    tax_id: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One row; amounts in minor units, tax contained."""

    title: str
    quantity: int
    unit_amount: int
    total: int
    sku: str = ""
    discount: int = 0
    tax_basis_points: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that stands on an invoice or a credit note."""

    kind: str  # "invoice", "credit_note"
    number: str
    order_number: str
    issued_on: date
    supplied_on: date
    seller: Party
    customer: Party
    currency: str
    lines: tuple[PaperLine, ...]
    total: int
    taxes: dict[int, int] = field(default_factory=dict)
    shipping: int = 0
    shipping_name: str = ""
    invoice_number: str = ""
