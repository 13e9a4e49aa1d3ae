"""Whether a lab can make something, on which printers, and if not, why: every reason, not only the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import permutations

from strato.printing.quoting.settings import Technology

Size = tuple[float, float, float]
Fact = int | float | str

BED_MARGIN_MM = 2.0  # on each side: skirt and clips
LOAD_WASTE_MG = 2_000  # what a change of spool leaves in the hot end and the tube


@dataclass(frozen=True, slots=True)
class Requirements:
    """What the customer wants. ``mass_mg`` is one piece with supports; ``color_hex`` is empty when any color will do."""

    technology: Technology
    material: str
    size_mm: Size
    mass_mg: int
    layer_height_mm: float = 0.2
    color_hex: str = ""
    quantity: int = 1
    finish: str = "raw"
    needed_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """One printer as far as matching asks. ``materials`` empty: takes every material of its technology."""

    key: int
    technology: Technology
    build_mm: Size
    min_layer_mm: float
    max_layer_mm: float
    is_active: bool = True
    materials: frozenset[str] = frozenset()
    nozzle_mm: float = 0.4


@dataclass(frozen=True, slots=True)
class Stock:
    """What is left on the shelf of one material in one color, all spools together."""

    material: str
    color_hex: str
    available_mg: int


@dataclass(frozen=True, slots=True)
class LabCapabilities:
    """What a lab has. ``ready_at`` is its lead time for this work, when the caller already knows it."""

    printers: tuple[PrinterFacts, ...]
    stock: tuple[Stock, ...]
    materials: frozenset[str]
    finishes: frozenset[str] = frozenset({"raw"})
    ready_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not. ``code`` is stable: technology_not_offered, material_not_offered, no_active_printer, too_large,
    layer_height_unsupported, color_not_in_stock, not_enough_stock, finish_not_offered, needed_by_too_soon."""

    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Match:
    """Keys of the printers that can take the work, tightest build volume first; or the reasons why none can."""

    printers: tuple[int, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_possible(self) -> bool:
        return not self.reasons


def match(wanted: Requirements, lab: LabCapabilities) -> Match:
    """The printers of a lab that fit, or every reason why it cannot."""
    printers, machine_reasons = _printers(wanted, lab)
    reasons = [
        *_offer_reasons(wanted, lab),
        *machine_reasons,
        *_stock_reasons(wanted, lab),
        *_time_reasons(wanted, lab),
    ]
    fitting = tuple(
        printer.key for printer in sorted(printers, key=lambda printer: (_volume(printer.build_mm), printer.key))
    )
    return Match(() if reasons else fitting, tuple(reasons))


def fits(size: Size, build: Size) -> bool:
    """Does a part go into a build volume, upright, turned on the plate if need be?"""
    (x, y, z), (width, depth, height) = size, build
    room = (width - 2 * BED_MARGIN_MM, depth - 2 * BED_MARGIN_MM)
    return z <= height and any(a <= room[0] and b <= room[1] for a, b in ((x, y), (y, x)))


def fits_lying(size: Size, build: Size) -> bool:
    """Does it go in when it may be laid on any of its sides?"""
    return any(fits((x, y, z), build) for x, y, z in permutations(size))


def _offer_reasons(wanted: Requirements, lab: LabCapabilities) -> list[Reason]:
    reasons = []
    if wanted.material not in lab.materials:
        reasons.append(Reason("material_not_offered", {"material": wanted.material}))
    if wanted.finish not in lab.finishes:
        reasons.append(Reason("finish_not_offered", {"finish": wanted.finish}))
    return reasons


def _printers(wanted: Requirements, lab: LabCapabilities) -> tuple[list[PrinterFacts], list[Reason]]:
    """Sieves the printers rule by rule; the rule that leaves none is the reason."""
    same = [printer for printer in lab.printers if printer.technology == wanted.technology]
    if not same:
        return [], [Reason("technology_not_offered", {"technology": str(wanted.technology)})]
    loaded = [printer for printer in same if not printer.materials or wanted.material in printer.materials]
    if not loaded:
        return [], _unless_priced_out(wanted, lab)
    active = [printer for printer in loaded if printer.is_active]
    if not active:
        return [], [Reason("no_active_printer", {"printers": len(loaded)})]
    roomy = [printer for printer in active if fits(wanted.size_mm, printer.build_mm)]
    if not roomy:
        return [], [_too_large(wanted, active)]
    fine = [
        printer
        for printer in roomy
        if printer.min_layer_mm - 1e-9 <= wanted.layer_height_mm <= printer.max_layer_mm + 1e-9
    ]
    if not fine:
        finest, coarsest = (
            min(printer.min_layer_mm for printer in roomy),
            max(printer.max_layer_mm for printer in roomy),
        )
        return [], [
            Reason(
                "layer_height_unsupported",
                {"wanted_mm": wanted.layer_height_mm, "finest_mm": finest, "coarsest_mm": coarsest},
            )
        ]
    return fine, []


def _unless_priced_out(wanted: Requirements, lab: LabCapabilities) -> list[Reason]:
    """A priced material that no printer takes is still not offered; an unpriced one is reported once, by its price."""
    return [Reason("material_not_offered", {"material": wanted.material})] if wanted.material in lab.materials else []


def _too_large(wanted: Requirements, printers: list[PrinterFacts]) -> Reason:
    largest = max(printers, key=lambda printer: _volume(printer.build_mm))
    facts: dict[str, Fact] = {
        f"part_{axis}_mm": round(length, 1) for axis, length in zip("xyz", wanted.size_mm, strict=True)
    }
    facts |= {f"build_{axis}_mm": length for axis, length in zip("xyz", largest.build_mm, strict=True)}
    facts["fits_lying"] = int(any(fits_lying(wanted.size_mm, printer.build_mm) for printer in printers))
    return Reason("too_large", facts)


def _stock_reasons(wanted: Requirements, lab: LabCapabilities) -> list[Reason]:
    """Any color: the best-stocked one must reach; a named color: that one must."""
    color = wanted.color_hex.lower()
    shelf = [
        lot
        for lot in lab.stock
        if lot.material == wanted.material and lot.color_hex.lower() == (color or lot.color_hex.lower())
    ]
    if color and not any(lot.available_mg > 0 for lot in shelf):
        return [Reason("color_not_in_stock", {"material": wanted.material, "color_hex": color})]
    by_color: dict[str, int] = {}
    for lot in shelf:
        by_color[lot.color_hex.lower()] = by_color.get(lot.color_hex.lower(), 0) + lot.available_mg
    available = max(by_color.values(), default=0)
    needed = wanted.mass_mg * wanted.quantity + LOAD_WASTE_MG
    if available < needed:
        return [Reason("not_enough_stock", {"needed_mg": needed, "available_mg": available})]
    return []


def _time_reasons(wanted: Requirements, lab: LabCapabilities) -> list[Reason]:
    if wanted.needed_by is None or lab.ready_at is None or lab.ready_at <= wanted.needed_by:
        return []
    return [
        Reason("needed_by_too_soon", {"ready_at": lab.ready_at.isoformat(), "needed_by": wanted.needed_by.isoformat()})
    ]


def _volume(size: Size) -> float:
    return size[0] * size[1] * size[2]
