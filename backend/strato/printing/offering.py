"""One lab's answer to a wish: a price and a date, or every reason why not. Works on sheets that were read before."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from strato.inventory.models import Material
from strato.labs.rates import Rates
from strato.labs.states import PaymentPolicy
from strato.printing import measured
from strato.printing.capabilities import LabSheet, Machine
from strato.printing.mesh.facts import MeshMetrics
from strato.printing.models import Offer, PrintWish
from strato.printing.pricing import PricedWork, PriceList, QuantityBreak, RushTier, quote_price
from strato.printing.quoting import (
    Match,
    PrintEstimate,
    PrintSettings,
    Reason,
    Requirements,
    Technology,
    estimate,
    filament_of,
    lead_time,
    match,
    standard_machine,
)
from strato.shopfloor.models import Printer

STANDARD_NOZZLE_MM = 0.4
UNUSABLE_PRICES = Reason("price_list_unusable", {})


@dataclass(slots=True)
class Wanted:
    """A wish with what was worked out for it; estimates are kept by nozzle and corrections, so fifty labs cost a few."""

    wish: PrintWish
    metrics: MeshMetrics
    material: Material
    now: datetime
    _estimates: dict[tuple[float, float, float], PrintEstimate] = field(default_factory=dict)

    @classmethod
    def of(cls, wish: PrintWish, now: datetime) -> "Wanted":
        return cls(wish, measured.from_json(wish.model.metrics), wish.material, now)

    @property
    def needed_at(self) -> datetime | None:
        """The end of the day on which it is needed."""
        return datetime.combine(self.wish.needed_by, time.max, UTC) if self.wish.needed_by else None

    @property
    def time_left(self) -> timedelta | None:
        """Whole days from today: what is needed the day after tomorrow is in a hurry of two days, at any hour."""
        return self.wish.needed_by - self.now.astimezone(UTC).date() if self.wish.needed_by else None

    def estimate(self, machine: Machine | None = None) -> PrintEstimate:
        """Mass and time of one piece on this machine, or on an ordinary one."""
        nozzle_mm = machine.printer.nozzle_mm if machine else STANDARD_NOZZLE_MM
        factors = (machine.time_factor, machine.mass_factor) if machine else (1.0, 1.0)
        key = (nozzle_mm, *factors)
        if key not in self._estimates:
            settings = settings_of(self.wish, nozzle_mm)
            profile = replace(
                standard_machine(settings.technology), time_correction=factors[0], mass_correction=factors[1]
            )
            self._estimates[key] = estimate(self.metrics, settings, profile)
        return self._estimates[key]

    def requirements(self) -> Requirements:
        scale = self.wish.scale_percent / 100
        x, y, z = self.metrics.size_mm
        return Requirements(
            technology=Technology(self.material.technology),
            material=self.material.code,
            size_mm=(x * scale, y * scale, z * scale),
            mass_mg=self.estimate().mass_mg,
            layer_height_mm=self.wish.layer_height_mm,
            color_hex=self.wish.color_hex,
            quantity=self.wish.quantity,
            finish=self.wish.finish,
            needed_by=self.needed_at,
        )


def settings_of(wish: PrintWish, nozzle_mm: float = STANDARD_NOZZLE_MM) -> PrintSettings:
    """The estimator's and the slicer's settings for a wish."""
    behavior = filament_of(wish.material.code)
    return PrintSettings(
        technology=Technology(wish.material.technology),
        density_g_cm3=wish.material.density_g_cm3,
        layer_height_mm=wish.layer_height_mm,
        infill_percent=wish.infill_percent,
        wall_count=wish.wall_count,
        supports=wish.supports,
        nozzle_mm=nozzle_mm,
        nozzle_celsius=behavior.nozzle_celsius,
        bed_celsius=behavior.bed_celsius,
        flow_limit_mm3_s=behavior.flow_limit_mm3_s,
        minimum_layer_seconds=behavior.minimum_layer_seconds,
        scale=wish.scale_percent / 100,
    )


def offer_of(sheet: LabSheet, wanted: Wanted, *, is_member: bool = False) -> Offer:
    """An unsaved offer of this lab: possible and priced, or with its reasons."""
    requirements = wanted.requirements()
    if sheet.rates is None:
        return _refusal(sheet, (UNUSABLE_PRICES,))
    found = match(requirements, sheet.capabilities)
    if not found.is_possible:
        return _refusal(sheet, found.reasons)
    key = _best_printer(sheet, found, sheet.rates, requirements.technology)
    if key is None:
        return _refusal(sheet, (Reason("technology_not_offered", {"technology": str(requirements.technology)}),))
    machine = sheet.machines[key]
    made = wanted.estimate(machine)
    ready_at = _ready_at(sheet, found, made, wanted)
    late = match(requirements, replace(sheet.capabilities, ready_at=ready_at))
    if not late.is_possible:
        return _refusal(sheet, late.reasons)
    return _priced(sheet, machine.printer, made, wanted, ready_at=ready_at, is_member=is_member)


def _refusal(sheet: LabSheet, reasons: tuple[Reason, ...]) -> Offer:
    return Offer(lab=sheet.lab, reasons=reasons_json(reasons))


def reasons_json(reasons: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """[{code, facts}] as an offer keeps them."""
    return [{"code": reason.code, "facts": dict(reason.facts)} for reason in reasons]


def _best_printer(sheet: LabSheet, found: Match, rates: Rates, technology: str) -> int | None:
    """The cheapest machine that fits, and among those the tightest; None when the lab has no rate for any."""
    hours = {key: hour_amount(sheet.machines[key].printer, rates, technology) for key in found.printers}
    priced = [key for key in found.printers if hours[key] is not None]
    return min(priced, key=lambda key: (hours[key], found.printers.index(key)), default=None)


def hour_amount(printer: Printer, rates: Rates, technology: str) -> int | None:
    """Minor units per machine hour: the printer's own, else the lab's."""
    return printer.amount_per_hour if printer.amount_per_hour is not None else rates.hour_amount(technology)


def _ready_at(sheet: LabSheet, found: Match, made: PrintEstimate, wanted: Wanted) -> datetime:
    return lead_time(
        wanted.now,
        queue_minutes=tuple(sheet.machines[key].minutes for key in found.printers),
        print_minutes=made.minutes,
        hours=sheet.hours,
        quantity=wanted.wish.quantity,
        buffer_minutes=sheet.buffer_minutes,
    ).ready_at


def _priced(
    sheet: LabSheet, printer: Printer, made: PrintEstimate, wanted: Wanted, *, ready_at: datetime, is_member: bool
) -> Offer:
    work = PricedWork(
        mass_mg=made.mass_mg,
        seconds=made.seconds,
        quantity=wanted.wish.quantity,
        support_mg=made.support_mg,
        finish=wanted.wish.finish,
        time_left=wanted.time_left,
        is_member=is_member,
    )
    price = quote_price(work, price_list(sheet, printer, wanted.material, is_member=is_member))
    return Offer(
        lab=sheet.lab,
        printer=printer,
        amount=price.amount,
        currency=price.currency,
        lines=price.as_json(),
        grams_mg=made.mass_mg,
        seconds=made.seconds,
        ready_at=ready_at,
        buffer_minutes=sheet.buffer_minutes,
    )


def price_list(sheet: LabSheet, printer: Printer, material: Material, *, is_member: bool) -> PriceList:
    """The lab's rates as the pricing room reads them. A lab that is free for its members takes nothing from them."""
    rates = sheet.rates or Rates()
    is_free = is_member and sheet.lab.payment_policy == PaymentPolicy.FREE
    return PriceList(
        currency=sheet.lab.currency,
        material_per_kg=sheet.prices[material.code],
        machine_per_hour=hour_amount(printer, rates, material.technology) or 0,
        setup=rates.setup_amount,
        preparation=rates.prep_amount,
        support_removal=rates.support_removal_amount,
        finishing={"sanded": rates.finishing.sanded, "primed": rates.finishing.primed},
        failure_percent=Decimal(rates.failure_percent),
        minimum=0 if is_free else rates.minimum_amount,
        quantity_breaks=tuple(
            QuantityBreak(step.from_quantity, Decimal(step.percent)) for step in rates.quantity_breaks
        ),
        rush=tuple(RushTier(step.within_days, Decimal(step.percent)) for step in rates.rush),
        member_discount_percent=Decimal(100 if is_free else rates.member_discount_percent),
    )
