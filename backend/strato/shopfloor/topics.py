"""Who follows runs and printers, and what they learn first."""

from collections.abc import Iterable
from typing import Any

from strato.core.realtime.frames import Frame
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.policies import can_see_inside_printer
from strato.shopfloor.reports import progress_of


def can_follow_run(user: Any, run_id: str) -> bool:
    return Run.objects.visible_to(user).filter(pk=run_id).exists()


def can_follow_printer(user: Any, printer_id: str) -> bool:
    """The people of the lab: what is on a machine is their business."""
    printer = Printer.objects.visible_to(user).select_related("lab").filter(pk=printer_id).first()
    return printer is not None and can_see_inside_printer(user, printer)


def run_now(user: Any, run_id: str) -> Iterable[Frame]:
    return [progress_of(run) for run in Run.objects.visible_to(user).live().filter(pk=run_id)]


def printer_now(user: Any, printer_id: str) -> Iterable[Frame]:
    return [progress_of(run) for run in Run.objects.visible_to(user).live().filter(printer__pk=printer_id)]
