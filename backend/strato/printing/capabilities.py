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
from strato.printing.models import PrintJob
from strato.printing.quoting import LabCapabilities, PrinterFacts, Stock, Technology
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer
from strato.shopfloor.reports import queue_minutes
from strato.shopfloor.states import PrinterStatus

WAITING = (PrintJobStatus.PENDING, PrintJobStatus.ACCEPTED)
WORKING = (PrinterStatus.IDLE, PrinterStatus.PRINTING, PrinterStatus.PAUSED)


@dataclass(frozen=True, slots=True)
class LabSheet:
    """One lab as an offer needs it. ``printers[i]`` is the machine with key i in ``capabilities``; ``minutes[i]`` its queue.

    ``rates`` is None when the lab's price list cannot be used; ``prices`` are minor units per kilogram by material code.
    """

    lab: Lab
    printers: tuple[Printer, ...]
    minutes: tuple[int, ...]
    capabilities: LabCapabilities
    rates: Rates | None
    hours: OpeningHours
    prices: dict[str, int]


def lab_sheets(labs: Iterable[Lab]) -> list[LabSheet]:
    """The sheets of these labs, in their order; seven queries."""
    chosen = list(labs)
    ids = [lab.pk for lab in chosen]
    printers, loads = _printers(ids), _loads(ids)
    prices: dict[Any, dict[str, int]] = defaultdict(dict)
    for lab, code, amount in MaterialPrice.objects.filter(lab_id__in=ids, material__is_active=True).values_list(
        "lab_id", "material__code", "amount_per_kg"
    ):
        prices[lab][code] = amount
    stock = _stock(ids)
    minutes = _minutes(ids, [printer for found in printers.values() for printer in found])
    return [
        _sheet(lab, [(p, loads[p.pk]) for p in printers[lab.pk]], minutes, stock[lab.pk], prices[lab.pk])
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
    lab: Lab,
    printers: list[tuple[Printer, set[str]]],
    minutes: dict[Any, int],
    stock: list[Stock],
    prices: dict[str, int],
) -> LabSheet:
    rates = _rates(lab)
    finishes = {"raw"} | ({"sanded", "primed"} if rates else set())
    capabilities = LabCapabilities(
        printers=tuple(facts_of(printer, codes, key) for key, (printer, codes) in enumerate(printers)),
        stock=tuple(stock),
        materials=frozenset(prices),
        finishes=frozenset(finishes),
    )
    machines = tuple(printer for printer, _ in printers)
    waits = tuple(minutes.get(printer.pk, 0) for printer in machines)
    return LabSheet(lab, machines, waits, capabilities, rates, _hours(lab), prices)


def _printers(labs: list[Any]) -> dict[Any, list[Printer]]:
    found: dict[Any, list[Printer]] = defaultdict(list)
    rows = Printer.objects.filter(lab_id__in=labs).exclude(status=PrinterStatus.RETIRED)
    for printer in rows.order_by("name", "id"):
        found[printer.lab_id].append(printer)
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
