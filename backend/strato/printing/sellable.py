"""How a lab's offer stands on an order's line: bought as a whole, it becomes a print job that waits for its payment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone

from strato.core.files import download_url
from strato.inventory.models import Item
from strato.labs.states import LabStatus
from strato.orders.models import OrderLine
from strato.orders.sellables import Ware
from strato.printing.models import Offer, Quote
from strato.printing.services import paying
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer

ENDED = (PrintJobStatus.CANCELLED, PrintJobStatus.REJECTED)


class PrintSellable:
    """Offers of quotes. The line's ``ref`` is the offer's id."""

    kind = "print_job"

    def wares(
        self, refs: Iterable[UUID], *, user: Any, currency: str, readers: Sequence[str] = ()
    ) -> Mapping[UUID, Ware]:
        """What these offers are now, in one query; an offer is seen by whoever asked for the quote."""
        rows = (
            Offer.objects.filter(pk__in=list(refs), quote__in=Quote.objects.visible_to(user), amount__isnull=False)
            .select_related("quote__model", "quote__material", "lab")
            .defer("quote__model__metrics", "quote__model__report")
        )
        taken = taken_offers([row.pk for row in rows])
        return {row.pk: ware_of(row, is_taken=row.pk in taken) for row in rows}

    def called(self, things: Iterable[UUID], *, readers: Sequence[str] = ()) -> Mapping[UUID, str]:
        """Offers by the models that were printed."""
        return dict(Offer.objects.filter(pk__in=list(things)).values_list("pk", "quote__model__name"))

    def may_choose(self, ref: UUID, choice: UUID, *, user: Any) -> bool:
        """The printer, where the lab lets customers choose it; whether it can make the job shows when the order is placed."""
        offer = Offer.objects.filter(pk=ref).values("lab")
        return Printer.objects.visible_to(user).filter(pk=choice, lab__in=offer, is_choosable=True).exists()

    def stock(self, lines: Sequence[OrderLine]) -> list[tuple[Item, int]]:
        """Nothing: prints are made to order."""
        return []

    def placed(self, lines: Sequence[OrderLine], *, by: Any) -> None:
        paying.place_jobs(lines, by=by)

    def paid(self, lines: Sequence[OrderLine], *, by: Any) -> None:
        paying.release_jobs([line.pk for line in lines], by=by)

    def ended(self, lines: Sequence[OrderLine], *, reason: str) -> None:
        paying.drop_jobs([line.pk for line in lines], reason=reason)


def taken_offers(ids: Sequence[UUID]) -> set[UUID]:
    """Those of these offers that a living job was placed on."""
    living = Offer.objects.filter(pk__in=ids, print_jobs__isnull=False).exclude(print_jobs__status__in=ENDED)
    return set(living.values_list("pk", flat=True))


def ware_of(offer: Offer, *, is_taken: bool) -> Ware:
    quote = offer.quote
    price = offer.price
    if price is None:  # filtered out by the query; says so to the reader and the type checker
        raise ValueError("an offer without a price is nothing to sell")
    return Ware(
        kind=PrintSellable.kind,
        ref=offer.pk,
        title=quote.model.name,
        unit_price=price,
        detail=", ".join([quote.material.name, f"{quote.quantity} ×", offer.lab.name]),
        lab_id=offer.lab_id,
        weight_mg=(offer.grams_mg or 0) * quote.quantity,
        image=download_url(quote.model.thumbnail, inline=True) or "",
        link=f"/print/labs?quote={quote.pk}",
        fixed_quantity=True,
        problem=problem_of(offer, is_taken=is_taken),
        scopes=(f"kind:{PrintSellable.kind}",),
        facts={
            "quote": str(quote.pk),
            "model": str(quote.model_id),
            "lines": offer.lines,
            "quantity": quote.quantity,
            "returnable": False,  # made for one person alone
        },
    )


def problem_of(offer: Offer, *, is_taken: bool) -> str:
    """Why it cannot be bought now, "" when it can."""
    if is_taken:
        return "offer_taken"
    if not offer.is_possible:
        return "offer_impossible"
    if offer.quote.expires_at <= timezone.now():
        return "quote_expired"
    return "" if offer.lab.status == LabStatus.ACTIVE else "lab_unavailable"
