"""Can this printer, or this lab, make that job? The same words as in the offers."""

from dataclasses import replace

from django.utils import timezone

from strato.labs.models import Lab
from strato.printing.capabilities import WORKING, facts_of, lab_sheets
from strato.printing.errors import PrinterUnsuitable
from strato.printing.models import PrintJob
from strato.printing.offering import Wanted, reasons_json
from strato.printing.quoting import LabCapabilities, Match, Requirements, Stock, match
from strato.shopfloor.models import Printer


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


def printers_for(job: PrintJob, lab: Lab) -> list[Printer]:
    """The working printers of a lab that could make the job, tightest build volume first."""
    wanted = requirements_of(job)
    printers = lab.printers.filter(status__in=WORKING).prefetch_related("materials")
    able = [printer for printer in printers if match_printer(wanted, printer).is_possible]
    return sorted(able, key=lambda p: (p.build_x_mm * p.build_y_mm * p.build_z_mm, p.name))


def match_lab(job: PrintJob, lab: Lab) -> Match:
    """Can the lab make the job, with its printers, its stock and its finishes?"""
    return match(requirements_of(job), lab_sheets([lab])[0].capabilities)
