"""Can this printer, or this lab, make that job? The same words as in the offers."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from strato.inventory.models import Spool
from strato.labs.models import Lab
from strato.printing.capabilities import facts_of, lab_sheets
from strato.printing.errors import PrinterUnsuitable
from strato.printing.models import PrintJob
from strato.printing.offering import Wanted, offer_of, reasons_json
from strato.printing.quoting import LabCapabilities, Match, Requirements, Stock, match
from strato.shopfloor.models import Printer
from strato.shopfloor.reports import queue_minutes
from strato.shopfloor.states import PrinterStatus


def requirements_of(job: PrintJob) -> Requirements:
    """What a job asks of a machine; when it is needed is no question of the machine."""
    return replace(Wanted.of(job, timezone.now()).requirements(), needed_by=None)


def check_printer(job: PrintJob, printer: Printer) -> None:
    """Raise ``PrinterUnsuitable`` unless technology, material, build volume and layer height fit. Stock is the spool's question."""
    found = match_printer(requirements_of(job), printer)
    if not found.is_possible:
        raise PrinterUnsuitable(reasons=reasons_json(found.reasons))


def match_printer(wanted: Requirements, printer: Printer) -> Match:
    """One printer by itself, busy or not, as if the shelf were full."""
    codes = [material.code for material in printer.materials.all()]
    plenty = Stock(wanted.material, wanted.color_hex, 10**15)
    alone = LabCapabilities(
        printers=(replace(facts_of(printer, codes), is_active=True),),
        stock=(plenty,),
        materials=frozenset({wanted.material}),
        finishes=frozenset({wanted.finish}),
    )
    return match(wanted, alone)


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """One printer of the job's lab: can it make the job (else why not), and how long is it busy?"""

    printer: Printer
    reasons: list[dict[str, Any]]
    queue_minutes: int

    @property
    def is_suitable(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class SpoolChoice:
    """One spool of the job's lab and material: is there enough on it, and is it the color that was asked for?"""

    spool: Spool
    is_enough: bool
    is_color: bool


@dataclass(frozen=True, slots=True)
class LabChoice:
    """Another lab: can it make the job (else why not), and when would it be ready?"""

    lab: Lab
    reasons: list[dict[str, Any]]
    ready_at: datetime | None

    @property
    def is_possible(self) -> bool:
        return not self.reasons


def printer_choices(job: PrintJob) -> list[PrinterChoice]:
    """Every printer of the lab that is in service: suitable ones first, the soonest free on top; three queries."""
    wanted = requirements_of(job)
    machines = job.lab.printers.exclude(status=PrinterStatus.RETIRED).prefetch_related("materials")
    printers = list(machines.order_by("name", "id"))
    minutes = queue_minutes(printers)
    choices = [
        PrinterChoice(printer, reasons_json(match_printer(wanted, printer).reasons), minutes.get(printer.pk, 0))
        for printer in printers
    ]
    return sorted(choices, key=lambda choice: (not choice.is_suitable, choice.queue_minutes, choice.printer.name))


def spool_choices(job: PrintJob) -> list[SpoolChoice]:
    """The lab's spools of the job's material: right color and enough first; one query."""
    spools = Spool.objects.filter(lab=job.lab, material=job.material, is_archived=False).order_by("remaining_mg", "id")
    choices = [
        SpoolChoice(spool, spool.remaining_mg >= job.total_mg, not job.color_hex or spool.color_hex == job.color_hex)
        for spool in spools
    ]
    return sorted(choices, key=lambda choice: (not choice.is_color, not choice.is_enough))


def lab_choices(job: PrintJob) -> list[LabChoice]:
    """Every other active lab: those that can first, the soonest ready on top; a fixed number of queries."""
    calm = copy(job)
    calm.needed_by = None  # a lab that would be late is better than none: its date is shown
    wanted = Wanted.of(calm, timezone.now())
    others = Lab.objects.active().exclude(pk=job.lab_id)
    offers = [offer_of(sheet, wanted) for sheet in lab_sheets(others)]
    choices = [LabChoice(offer.lab, offer.reasons, offer.ready_at) for offer in offers]
    return sorted(choices, key=lambda choice: (not choice.is_possible, str(choice.ready_at), choice.lab.name))


def match_lab(job: PrintJob, lab: Lab) -> Match:
    """Can the lab make the job, with its printers, its stock and its finishes?"""
    return match(requirements_of(job), lab_sheets([lab])[0].capabilities)
