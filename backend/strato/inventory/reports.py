"""Answers about the stock: what there is, where, in which color."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from strato.inventory.models import Material, MaterialPrice, Spool
from strato.labs.models import Lab
from strato.labs.states import LabStatus


@dataclass(frozen=True, slots=True)
class StockKey:
    """One material in one color ("": all colors together) at one lab."""

    lab_id: Any
    material_id: Any
    color_hex: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """What some labs have and ask, read once for many questions; everything in mg and minor units per kg."""

    milligrams: Mapping[StockKey, int]
    largest_spool: Mapping[StockKey, int]
    prices: Mapping[StockKey, int]

    def available_mg(self, lab_id: Any, material_id: Any, color_hex: str = "") -> int:
        return self.milligrams.get(StockKey(lab_id, material_id, color_hex), 0)

    def largest_spool_mg(self, lab_id: Any, material_id: Any, color_hex: str = "") -> int:
        """The most that can be printed without changing the spool."""
        return self.largest_spool.get(StockKey(lab_id, material_id, color_hex), 0)

    def amount_per_kg(self, lab_id: Any, material_id: Any) -> int | None:
        """What the lab asks for the material; None: it does not offer it."""
        return self.prices.get(StockKey(lab_id, material_id))

    def colors(self, lab_id: Any, material_id: Any) -> list[str]:
        """The colors (#rrggbb) of this material in stock."""
        keys = (key for key in self.milligrams if (key.lab_id, key.material_id) == (lab_id, material_id))
        return sorted(key.color_hex for key in keys if key.color_hex)


def stock_of(labs: Iterable[Lab]) -> Stock:
    """Stock and material prices of all these labs, in two queries."""
    ids = [lab.pk for lab in labs]
    usable = Spool.objects.usable().filter(lab_id__in=ids).order_by()
    milligrams: dict[StockKey, int] = {}
    largest: dict[StockKey, int] = {}
    for lab_id, material_id, color, remaining in usable.values_list(
        "lab_id", "material_id", "color_hex", "remaining_mg"
    ):
        for key in (StockKey(lab_id, material_id), StockKey(lab_id, material_id, color)):
            milligrams[key] = milligrams.get(key, 0) + remaining
            largest[key] = max(largest.get(key, 0), remaining)
    prices = MaterialPrice.objects.filter(lab_id__in=ids, material__is_active=True).order_by()
    asked = {
        StockKey(lab, material): amount
        for lab, material, amount in prices.values_list("lab_id", "material_id", "amount_per_kg")
    }
    return Stock(milligrams, largest, asked)


def available_mg(lab: Lab, material: Material, color_hex: str | None = None) -> int:
    """How much of a material (in one color, or in all) is on the lab's spools."""
    spools = Spool.objects.usable().filter(lab=lab, material=material).order_by()
    if color_hex:
        spools = spools.filter(color_hex=color_hex.lower())
    total: int | None = spools.aggregate(total=Sum("remaining_mg"))["total"]
    return total or 0


@dataclass(frozen=True, slots=True)
class ColorInStock:
    """One color of a material over all active labs."""

    color_hex: str
    color_name: str
    available_mg: int
    labs: int


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
