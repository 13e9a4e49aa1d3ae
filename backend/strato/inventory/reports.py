"""Answers about the stock: what there is, where, in which color."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Sum

from strato.inventory.models import Balance, Material, MaterialPrice, Spool
from strato.labs.models import Lab
from strato.labs.states import LabStatus


@dataclass(frozen=True, slots=True)
class StockLine:
    """One material in one color at one lab: all its spools in use together."""

    material: Material
    color_hex: str
    color_name: str
    available_mg: int
    largest_mg: int
    """The most that can be printed without changing the spool."""
    spools: int
    low_spools: int
    amount_per_kg: int | None
    """What the lab asks for it; None: it does not offer it."""


def stock_of(lab: Lab) -> list[StockLine]:
    """What the lab has on its shelf, by material and color; two queries."""
    prices = dict(MaterialPrice.objects.filter(lab=lab).order_by().values_list("material_id", "amount_per_kg"))
    lines: dict[tuple[Any, str], list[Spool]] = defaultdict(list)
    for spool in Spool.objects.filter(lab=lab, is_archived=False).select_related("material"):
        lines[spool.material_id, spool.color_hex].append(spool)
    return [_line(spools, prices) for spools in lines.values()]


def _line(spools: list[Spool], prices: dict[Any, int]) -> StockLine:
    first = spools[0]
    return StockLine(
        material=first.material,
        color_hex=first.color_hex,
        color_name=first.color_name,
        available_mg=sum(spool.remaining_mg for spool in spools),
        largest_mg=max(spool.remaining_mg for spool in spools),
        spools=len(spools),
        low_spools=sum(spool.is_low for spool in spools),
        amount_per_kg=prices.get(first.material_id),
    )


@dataclass(frozen=True, slots=True)
class ColorInStock:
    """One color of a material over all active labs."""

    color_hex: str
    color_name: str
    available_mg: int
    labs: int


@dataclass(frozen=True, slots=True)
class LabColor:
    """One color in which a lab has a material."""

    material: UUID
    color_hex: str
    color_name: str


def colors_at(lab: Lab) -> list[LabColor]:
    """The colors that the lab can print now in what it offers, the fullest first; how much there is stays inside the lab."""
    offered = MaterialPrice.objects.filter(lab=lab).values("material")
    spools = Spool.objects.usable().filter(lab=lab, material__in=offered).order_by("-remaining_mg", "id")
    fullest: dict[tuple[UUID, str], LabColor] = {}
    for material, color, name in spools.values_list("material_id", "color_hex", "color_name"):
        fullest.setdefault((material, color), LabColor(material, color, name))
    return list(fullest.values())


def colors_of(material: Material) -> list[ColorInStock]:
    """The colors in which active labs have the material, the most available first."""
    spools = Spool.objects.usable().filter(material=material, lab__status=LabStatus.ACTIVE).order_by()
    named: dict[str, str] = {}
    for color, name, _ in (
        spools.values_list("color_hex", "color_name").annotate(uses=Count("id")).order_by("uses", "color_name")
    ):
        named[color] = name  # the most used name of a color comes last and stays
    sums = spools.values("color_hex").annotate(total=Sum("remaining_mg"), labs=Count("lab", distinct=True))
    rows = sums.order_by("-total", "color_hex")
    return [ColorInStock(row["color_hex"], named[row["color_hex"]], row["total"], row["labs"]) for row in rows]


def available(item_ids: Iterable[UUID]) -> dict[UUID, int]:
    """What can be promised of each item now, base units; one query, 0 for what has no stock."""
    wanted = list(item_ids)
    rows = Balance.objects.usable().filter(item__in=wanted).order_by().values_list("item")
    sums = dict(rows.annotate(total=Sum(F("on_hand") - F("reserved"))))
    return {item: sums.get(item, 0) for item in wanted}
