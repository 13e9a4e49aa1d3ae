"""Prices and stock of many variants changed in one act: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from strato.store.errors import ChangedMeanwhile, SeveralLabs
from strato.store.listings.shelf import known_variant, with_pieces
from strato.store.models import Variant
from strato.store.services.products import edit_variant
from strato.store.services.stock import set_stocks

REASON = "Changed for many products"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a variant costs and how many pieces lie there; None: not meant, or (pieces) not stocked."""

    amount: int | None = None
    prices: Mapping[str, int] | None = None
    pieces: int | None = None


@dataclass(frozen=True, slots=True)
class FiguresChange:
    """One variant from figures that somebody saw to others."""

    variant: UUID
    before: Figures
    after: Figures


@transaction.atomic
def change_figures(changes: Sequence[FiguresChange], *, by: Any) -> list[Variant]:
    """All these variants of one lab with other prices and stock, or none of them.

    Raises ``ChangedMeanwhile`` when one is not as it was seen, ``SeveralLabs``, and what ``set_stocks`` raises.
    """
    wanted = {change.variant: change for change in changes}
    rows = list(
        Variant.objects.select_for_update(of=("self",))
        .filter(pk__in=wanted)
        .select_related("product__lab", "item")
        .order_by("pk")
    )
    if len({row.product.lab_id for row in rows}) > 1:
        raise SeveralLabs
    now = figures_of(rows)
    moved = [row.sku for row in rows if differs(wanted[row.pk].before, now[row.pk])]
    if moved or len(rows) < len(wanted):
        raise ChangedMeanwhile(skus=", ".join(moved[:20]))
    for row in rows:
        after = wanted[row.pk].after
        details = {} if after.amount is None else {"amount": after.amount}
        if details or after.prices is not None:
            edit_variant(row, by=by, prices=after.prices, **details)
    pieces = {row: count for row in rows if (count := wanted[row.pk].after.pieces) is not None}
    if pieces:
        set_stocks(rows[0].product.lab_id, pieces, by=by, reason=REASON)
    return rows


def figures_of(rows: Sequence[Variant]) -> dict[UUID, Figures]:
    """What these variants cost and have now; three queries."""
    found = with_pieces(Variant.objects.filter(pk__in=[row.pk for row in rows])).select_related("product__lab")
    figures = {}
    for row in found.prefetch_related("prices"):
        prices = {price.currency: price.amount for price in row.prices.all()}
        pieces = known_variant(row, row.product.lab.currency).on_hand
        figures[row.pk] = Figures(row.amount, prices, pieces)
    return figures


def differs(seen: Figures, now: Figures) -> bool:
    """Was anything that somebody saw another way by now?"""
    pairs = ((seen.amount, now.amount), (seen.prices, now.prices), (seen.pieces, now.pieces))
    return any(was is not None and was != now_is for was, now_is in pairs)
