"""What is done to a printer."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from strato.core import status
from strato.inventory.models import Material, Spool
from strato.labs.models import Lab
from strato.shopfloor.errors import NameTaken, PrinterBusy, PrinterHasPlans, WrongMaterial, WrongSpool
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.services.locks import locked_printer, refuse_unless
from strato.shopfloor.states import PrinterStatus, RunStatus

EDITABLE = frozenset(
    {
        "name", "model", "technology", "build_x_mm", "build_y_mm", "build_z_mm", "nozzle_mm", "min_layer_mm",
        "max_layer_mm", "amount_per_hour", "is_choosable", "notes",
    }
)  # fmt: skip


@transaction.atomic
def add_printer(lab: Lab, *, by: Any, materials: Iterable[Material] = (), **details: Any) -> Printer:
    """A new machine of the lab, idle."""
    printer = Printer(lab=lab)
    _write(printer, details)
    _save(printer)
    _set_materials(printer, materials)
    return printer


@transaction.atomic
def edit_printer(printer: Printer, *, by: Any, **changes: Any) -> Printer:
    """The machine with other details; its lab and status stay."""
    printer = locked_printer(printer.pk)
    _write(printer, changes)
    _save(printer)
    if "materials" in changes or "technology" in changes:
        _set_materials(printer, changes.get("materials", printer.materials.all()))
    return printer


@transaction.atomic
def maintain(printer: Printer, *, by: Any, reason: str = "") -> Printer:
    """A printer that is being looked after; not while something is on it."""
    printer = locked_printer(printer.pk)
    _refuse_live_run(printer)
    return status.change(printer, PrinterStatus.MAINTENANCE, by=by, reason=reason)


@transaction.atomic
def take_offline(printer: Printer, *, by: Any, reason: str = "") -> Printer:
    """A printer that cannot be reached; a run that is on it may well go on."""
    return status.change(locked_printer(printer.pk), PrinterStatus.OFFLINE, by=by, reason=reason)


@transaction.atomic
def bring_online(printer: Printer, *, by: Any, reason: str = "") -> Printer:
    """A printer back at work: printing or paused when a run is still on it, else idle."""
    printer = locked_printer(printer.pk)
    live = printer.runs.live().first()
    following = {RunStatus.RUNNING.value: PrinterStatus.PRINTING, RunStatus.PAUSED.value: PrinterStatus.PAUSED}
    to = following[live.status] if live else PrinterStatus.IDLE
    refuse_unless(printer, PrinterStatus.OFFLINE, PrinterStatus.MAINTENANCE, to=to)
    return status.change(printer, to, by=by, reason=reason)


@transaction.atomic
def retire_printer(printer: Printer, *, by: Any, reason: str = "") -> Printer:
    """A printer out of service; nothing may be on it or planned for it."""
    printer = locked_printer(printer.pk)
    _refuse_live_run(printer)
    if printer.runs.active().exists():
        raise PrinterHasPlans
    return status.change(printer, PrinterStatus.RETIRED, by=by, reason=reason)


@transaction.atomic
def restore_printer(printer: Printer, *, by: Any) -> Printer:
    """A retired printer back in service, idle."""
    printer = locked_printer(printer.pk)
    refuse_unless(printer, PrinterStatus.RETIRED, to=PrinterStatus.IDLE)
    return status.change(printer, PrinterStatus.IDLE, by=by)


@transaction.atomic
def load_spool(printer: Printer, *, spool: Spool | None, by: Any) -> Printer:
    """The printer with this spool on it, taken off any other printer; None: empty."""
    printer = locked_printer(printer.pk)
    if spool is not None:
        refuse_wrong_spool(printer, spool)
        unload_spool(spool, by=by)
    printer.loaded_spool = spool
    printer.save(update_fields=["loaded_spool", "updated_at"])
    return printer


@transaction.atomic
def unload_spool(spool: Spool, *, by: Any) -> None:
    """The spool is on no printer any more."""
    Printer.objects.filter(loaded_spool=spool).update(loaded_spool=None)


def refuse_wrong_spool(printer: Printer, spool: Spool) -> None:
    """Raise unless the spool is on the shelf of the printer's lab and of a material that it prints."""
    if spool.lab_id != printer.lab_id:
        raise WrongSpool("This spool belongs to another lab.")
    if spool.is_archived:
        raise WrongSpool("This spool is archived.")
    if not printer.materials.filter(pk=spool.material_id).exists():
        raise WrongSpool("This printer is not set up for the material of this spool.", material=str(spool.material_id))


def _write(printer: Printer, details: dict[str, Any]) -> None:
    for name in EDITABLE & details.keys():
        setattr(printer, name, details[name])


def _save(printer: Printer) -> None:
    try:
        with transaction.atomic():
            printer.save()
    except IntegrityError as error:
        raise NameTaken(fields={"name": [NameTaken.detail]}) from error


def _set_materials(printer: Printer, materials: Iterable[Material]) -> None:
    chosen = list(materials)
    foreign = [material.name for material in chosen if material.technology != printer.technology]
    if foreign:
        raise WrongMaterial(fields={"materials": [f"Not for {printer.technology.upper()}: {', '.join(foreign)}."]})
    printer.materials.set(chosen)


def _refuse_live_run(printer: Printer) -> None:
    live: Run | None = printer.runs.live().first()
    if live is not None:
        raise PrinterBusy(run=str(live.pk))
