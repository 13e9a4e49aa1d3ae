"""What labs can make just now, read in a fixed number of queries however many they are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Sum

from strato.core.errors import DomainError
from strato.inventory.models import MaterialPrice, Spool
from strato.labs.hours import OpeningHours
from strato.labs.models import Lab
from strato.labs.rates import Rates
from strato.printing.models import LabPace, PrinterCorrection, PrintJob
from strato.printing.quoting import UNKNOWN_BUFFER_MINUTES, LabCapabilities, PrinterFacts, Stock, Technology
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer
from strato.shopfloor.reports import queue_minutes
from strato.shopfloor.states import PrinterStatus

WAITING = (PrintJobStatus.PENDING, PrintJobStatus.ACCEPTED)
WORKING = (PrinterStatus.IDLE, PrinterStatus.PRINTING, PrinterStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class Machine:
    """One printer of a lab: the codes of the materials it takes, the minutes of work before it, and what its finished jobs taught."""

    printer: Printer
    materials: frozenset[str]
    minutes: int = 0
    time_factor: float = 1.0
    mass_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class LabSheet:
    """One lab as an offer needs it. ``machines[i]`` is the printer with key i in ``capabilities``.

    ``rates`` is None when the lab's price list cannot be used; ``prices`` are minor units per kilogram by material code;
    ``buffer_minutes`` are what the lab usually needs beyond machine and queue.
    """

    lab: Lab
    machines: tuple[Machine, ...]
    capabilities: LabCapabilities
    rates: Rates | None
    hours: OpeningHours
    prices: dict[str, int]
    buffer_minutes: int


def lab_sheets(labs: Iterable[Lab]) -> list[LabSheet]:
    """The sheets of these labs, in their order; nine queries."""
    chosen = list(labs)
    ids = [lab.pk for lab in chosen]
    machines, stock = _machines(ids), _stock(ids)
    prices: dict[Any, dict[str, int]] = defaultdict(dict)
    for lab, code, amount in MaterialPrice.objects.filter(lab_id__in=ids, material__is_active=True).values_list(
        "lab_id", "material__code", "amount_per_kg"
    ):
        prices[lab][code] = amount
    paces = dict(LabPace.objects.filter(lab_id__in=ids).values_list("lab_id", "buffer_minutes"))
    return [
        _sheet(
            lab,
            tuple(machines[lab.pk]),
            stock[lab.pk],
            prices[lab.pk],
            paces.get(lab.pk, UNKNOWN_BUFFER_MINUTES),
        )
        for lab in chosen
    ]


def facts_of(printer: Printer, materials: Iterable[str], key: int = 0) -> PrinterFacts:
    """A printer that takes materials of these codes, as matching sees it."""
    return PrinterFacts(
        key=key,
        technology=Technology(printer.technology),
        build_mm=printer.build_volume_mm,
        min_layer_mm=printer.min_layer_mm,
        max_layer_mm=printer.max_layer_mm,
        is_active=printer.status in WORKING,
        materials=frozenset(materials),
        nozzle_mm=printer.nozzle_mm,
    )


def _sheet(
    lab: Lab, machines: tuple[Machine, ...], stock: list[Stock], prices: dict[str, int], buffer_minutes: int
) -> LabSheet:
    rates = _rates(lab)
    capabilities = LabCapabilities(
        printers=tuple(facts_of(machine.printer, machine.materials, key) for key, machine in enumerate(machines)),
        stock=tuple(stock),
        materials=frozenset(prices),
        finishes=frozenset({"raw", "sanded", "primed"} if rates else {"raw"}),
    )
    return LabSheet(lab, machines, capabilities, rates, _hours(lab), prices, buffer_minutes)


def _machines(labs: list[Any]) -> dict[Any, list[Machine]]:
    """The printers of each lab that are not retired, by name."""
    rows = Printer.objects.filter(lab_id__in=labs).exclude(status=PrinterStatus.RETIRED)
    printers = list(rows.order_by("name", "id"))
    loads, minutes = _loads(labs), _minutes(labs, printers)
    taught = {row.printer_id: row for row in PrinterCorrection.objects.filter(printer__lab_id__in=labs)}
    found: dict[Any, list[Machine]] = defaultdict(list)
    for printer in printers:
        factors = taught.get(printer.pk, PrinterCorrection())
        machine = Machine(
            printer,
            frozenset(loads[printer.pk]),
            minutes.get(printer.pk, 0),
            factors.time_factor,
            factors.mass_factor,
        )
        found[printer.lab_id].append(machine)
    return found


def _loads(labs: list[Any]) -> dict[Any, set[str]]:
    """The codes of the materials that each printer takes, without building a row for each."""
    found: dict[Any, set[str]] = defaultdict(set)
    taken = Printer.materials.through.objects.filter(printer__lab_id__in=labs)
    for printer, code in taken.values_list("printer_id", "material__code"):
        found[printer].add(code)
    return found


def _stock(labs: list[Any]) -> dict[Any, list[Stock]]:
    found: dict[Any, list[Stock]] = defaultdict(list)
    rows = Spool.objects.usable().filter(lab_id__in=labs).order_by()
    for lab, code, color, total in rows.values_list("lab_id", "material__code", "color_hex").annotate(
        total=Sum("remaining_mg")
    ):
        found[lab].append(Stock(material=code, color_hex=color, available_mg=total))
    return found


def _minutes(labs: list[Any], printers: list[Printer]) -> dict[Any, int]:
    """Minutes of work before each printer: its runs, the jobs assigned to it, and its share of those assigned to none."""
    minutes = queue_minutes(printers)
    at_work: dict[tuple[Any, str], list[Any]] = defaultdict(list)
    for printer in printers:
        if printer.status in WORKING:
            at_work[printer.lab_id, printer.technology].append(printer.pk)
    rows = PrintJob.objects.filter(lab_id__in=labs, status__in=WAITING).order_by()
    for lab, printer_id, technology, seconds in rows.values_list(
        "lab_id", "printer_id", "material__technology"
    ).annotate(total=Sum(F("seconds") * F("quantity"))):
        able = at_work[lab, technology]
        takers = [printer_id] if printer_id in minutes else able
        for taker in takers:
            minutes[taker] += -(-seconds // 60 // len(takers))
    return minutes


def _rates(lab: Lab) -> Rates | None:
    try:
        return Rates.from_json(lab.rates)
    except DomainError:
        return None


def _hours(lab: Lab) -> OpeningHours:
    try:
        return OpeningHours.from_json(lab.opening_hours, lab.timezone)
    except DomainError:  # an old row: better an offer than none
        return OpeningHours.from_json({}, "UTC")
