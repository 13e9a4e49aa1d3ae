"""Holding a printer, and letting it go."""

from typing import Any

from strato.core import status
from strato.core.errors import WrongState
from strato.core.status import Stateful
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import PrinterStatus

AT_WORK = (PrinterStatus.PRINTING, PrinterStatus.PAUSED)


def locked_printer(printer_id: Any) -> Printer:
    """The printer as it is now, held until the transaction ends; everything about its runs waits here."""
    return Printer.objects.select_for_update(of=("self",)).select_related("lab").get(pk=printer_id)


def locked_run(run: Run) -> Run:
    """The run and its printer as they are now: the printer is held first."""
    printer = locked_printer(run.printer_id)
    current = Run.objects.select_for_update(of=("self",)).select_related("spool").get(pk=run.pk)
    current.printer = printer
    return current


def refuse_unless(row: Stateful, *sources: str, to: str) -> None:
    """Several acts lead to one status: each begins at its own."""
    if row.status not in sources:
        raise WrongState(from_status=row.status, to_status=to)


def follow(printer: Printer, to: str, *, by: Any, reason: str = "") -> None:
    """Let the printer follow its run; one that is offline or in maintenance stays so until somebody says otherwise."""
    if printer.status != to and printer.status in (PrinterStatus.IDLE, *AT_WORK):
        status.change(printer, to, by=by, reason=reason)
