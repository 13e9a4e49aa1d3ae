"""What can stand on an order's line: the systems above register a ``Sellable`` for their kind of thing.

``orders`` knows lines, never products or print jobs: it asks the sellable of the line's kind what the thing is and costs
now, which stock it needs, and tells it what becomes of the order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from strato.core.money import Money

if TYPE_CHECKING:
    from strato.inventory.models import Item
    from strato.orders.models import OrderLine


FORM_OF = "product"
"""The fact of a line that names what it is one form of; a thing without forms stands for itself."""


@dataclass(frozen=True, slots=True)
class Ware:
    """One thing as it can be bought right now."""

    kind: str
    ref: UUID
    title: str
    unit_price: Money
    """Of one piece, in the currency it is priced in; tax included."""
    sku: str = ""
    detail: str = ""
    """What tells variants apart: "Black, large"."""
    language: str = ""
    """That the title is in, where its seller knows."""
    detail_language: str = ""
    lab_id: UUID | None = None
    """Who makes or ships it."""
    tax_class: str = "standard"
    weight_mg: int = 0
    """Of one piece, packed."""
    image: str = ""
    """URL of a picture."""
    link: str = ""
    """The page about it."""
    available: int | None = None
    """Pieces that can be bought now; None: made to order, no limit."""
    fixed_quantity: bool = False
    """Bought as a whole: the line's quantity stays 1."""
    problem: str = ""
    """A stable code why it cannot be bought now; empty when it can."""
    scopes: tuple[str, ...] = ()
    """What coupons may name: "product:<id>", "category:<id>", "kind:print_job"."""
    facts: dict[str, Any] = field(default_factory=dict)
    """Copied onto the order line, for pages and invoices."""


class Sellable(Protocol):
    """One kind of thing that can be bought. All methods but ``wares`` run inside the order's transaction."""

    kind: str

    def wares(
        self, refs: Iterable[UUID], *, user: Any, currency: str, readers: Sequence[str] = ()
    ) -> Mapping[UUID, Ware]:
        """What these are now, titled in the first of the reader's languages that they have a title in.

        In as few queries as for one; what is missing is not for sale to this person.
        """
        ...

    def called(self, things: Iterable[UUID], *, readers: Sequence[str] = ()) -> Mapping[UUID, str]:
        """What these things (refs, or what ``FORM_OF`` names) are called now; one query, for whoever sold them."""
        ...

    def may_choose(self, ref: UUID, choice: UUID, *, user: Any) -> bool:
        """Whether the buyer may have this thing so: a print on this printer."""
        ...

    def stock(self, lines: Sequence["OrderLine"]) -> list[tuple["Item", int]]:
        """(item, base units) to hold for these lines; empty for what is made to order."""
        ...

    def placed(self, lines: Sequence["OrderLine"], *, by: Any) -> None:
        """The order stands and waits for its money."""
        ...

    def paid(self, lines: Sequence["OrderLine"], *, by: Any) -> None:
        """The money is here: make it."""
        ...

    def ended(self, lines: Sequence["OrderLine"], *, reason: str) -> None:
        """The order was cancelled or expired before it was paid, or refunded before it was made."""
        ...


REGISTRY: dict[str, Sellable] = {}


def register(sellable: Sellable) -> None:
    """Make a kind of line known; two of one kind are a mistake."""
    if REGISTRY.setdefault(sellable.kind, sellable) is not sellable:
        raise ValueError(f"sellable {sellable.kind!r} is registered twice")


def of_kind(kind: str) -> Sellable:
    """The sellable of a line's kind; KeyError for a kind that nobody registered."""
    return REGISTRY[kind]
