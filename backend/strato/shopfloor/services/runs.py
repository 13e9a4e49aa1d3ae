"""What is done to a run. The printer follows: it prints, waits and is free again with it."""

from functools import partial
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from strato.core import realtime, status
from strato.inventory import services as inventory
from strato.inventory.models import Spool
from strato.shopfloor import signals
from strato.shopfloor.errors import InvalidProgress, PrinterBusy, PrinterNotReady
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.reports import progress_of
from strato.shopfloor.services.locks import AT_WORK, follow, locked_printer, locked_run, refuse_unless
from strato.shopfloor.services.printers import refuse_wrong_spool
from strato.shopfloor.states import FailureReason, PrinterStatus, RunStatus


@transaction.atomic
def plan_run(
    printer: Printer, *, by: Any, spool: Spool | None, planned_mg: int, planned_seconds: int, label: str = ""
) -> Run:
    """A run assigned to this printer, behind those that are there already."""
    printer = locked_printer(printer.pk)
    if printer.status == PrinterStatus.RETIRED:
        raise PrinterNotReady("This printer is retired.", status=printer.status)
    if spool is not None:
        refuse_wrong_spool(printer, spool)
    run = Run.objects.create(
        printer=printer, spool=spool, planned_mg=planned_mg, planned_seconds=planned_seconds, label=label[:120]
    )
    status.change(run, RunStatus.ASSIGNED, by=by)
    signals.run_planned.send(Run, run=run, by=by)
    return run


@transaction.atomic
def start_run(run: Run, *, by: Any) -> Run:
    """The run going on its idle printer; of two starts on one printer one wins, the other meets ``PrinterBusy``."""
    run = locked_run(run)
    refuse_unless(run, RunStatus.ASSIGNED, to=RunStatus.RUNNING)
    _refuse_unready(run.printer)
    run.operator, run.started_at = by, timezone.now()
    run.save(update_fields=["operator", "started_at", "updated_at"])
    status.change(run, RunStatus.RUNNING, by=by)
    follow(run.printer, PrinterStatus.PRINTING, by=by)
    signals.run_started.send(Run, run=run, by=by)
    return run


@transaction.atomic
def pause_run(run: Run, *, by: Any, reason: str = "") -> Run:
    """The run waiting on its printer."""
    run = locked_run(run)
    status.change(run, RunStatus.PAUSED, by=by, reason=reason)
    follow(run.printer, PrinterStatus.PAUSED, by=by, reason=reason)
    signals.run_paused.send(Run, run=run, by=by, reason=reason)
    return run


@transaction.atomic
def resume_run(run: Run, *, by: Any) -> Run:
    """The paused run going on."""
    run = locked_run(run)
    refuse_unless(run, RunStatus.PAUSED, to=RunStatus.RUNNING)
    status.change(run, RunStatus.RUNNING, by=by)
    follow(run.printer, PrinterStatus.PRINTING, by=by)
    signals.run_resumed.send(Run, run=run, by=by)
    return run


@transaction.atomic
def report_progress(run: Run, percent: int, *, by: Any) -> Run:
    """The run at this percent; it never goes backwards, so a late report changes nothing."""
    if not 0 <= percent <= 100:
        raise InvalidProgress(fields={"percent": [InvalidProgress.detail]})
    live = Run.objects.filter(pk=run.pk, status=RunStatus.RUNNING)
    moved = live.filter(progress_percent__lt=percent).update(progress_percent=percent, updated_at=timezone.now())
    run.refresh_from_db()
    if moved:
        for topic in (f"run:{run.pk}", f"printer:{run.printer_id}"):
            realtime.publish(topic, progress_of(run))
        signals.run_progressed.send(Run, run=run, by=by)
    else:
        refuse_unless(run, RunStatus.RUNNING, to=RunStatus.RUNNING)
    return run


@transaction.atomic
def finish_run(run: Run, *, by: Any, used_mg: int | None = None) -> Run:
    """The run done: its material is off the spool (the planned amount unless said otherwise), its printer free."""
    run = locked_run(run)
    run.progress_percent = 100
    _end(run, RunStatus.FINISHED, by=by, used_mg=run.planned_mg if used_mg is None else used_mg)
    signals.run_finished.send(Run, run=run, by=by)
    return run


@transaction.atomic
def fail_run(
    run: Run, *, by: Any, reason: str, note: str = "", photo: File[bytes] | None = None, used_mg: int | None = None
) -> Run:
    """The run failed, with its reason; what it wasted (by its progress unless said otherwise) is off the spool."""
    run = locked_run(run)
    run.failure_reason, run.failure_note = FailureReason(reason), note
    _end(run, RunStatus.FAILED, by=by, used_mg=_share(run) if used_mg is None else used_mg, reason=note or reason)
    if photo is not None:
        run.photo.save(photo.name or "failure.jpg", photo)
    signals.run_failed.send(Run, run=run, by=by, reason=reason, note=note)
    return run


@transaction.atomic
def cancel_run(run: Run, *, by: Any, reason: str = "", used_mg: int | None = None) -> Run:
    """The run called off: planned or live; what a live one used (by its progress unless said otherwise) is off the spool."""
    run = locked_run(run)
    _end(run, RunStatus.CANCELLED, by=by, used_mg=_share(run) if used_mg is None else used_mg, reason=reason)
    signals.run_cancelled.send(Run, run=run, by=by, reason=reason)
    return run


@transaction.atomic
def set_photo(run: Run, *, photo: File[bytes], by: Any) -> Run:
    """The run with a picture of what came out."""
    before = run.photo.name
    run.photo.save(photo.name or "run.jpg", photo)
    if before:
        transaction.on_commit(partial(run.photo.storage.delete, before))
    return run


def _end(run: Run, to: RunStatus, *, by: Any, used_mg: int, reason: str = "") -> None:
    """Close the books of a run: times, material, printer."""
    was_live = run.status in (RunStatus.RUNNING, RunStatus.PAUSED)
    run.used_mg, run.ended_at = used_mg, timezone.now()
    run.save()
    status.change(run, to, by=by, reason=reason)
    if run.spool is not None and used_mg > 0:
        inventory.use_up(run.spool, used_mg, by=by, reason=f"{to.label}: {run.label or run.pk}")
    if was_live:
        follow(run.printer, PrinterStatus.IDLE, by=by)


def _share(run: Run) -> int:
    """The part of the planned material that the progress so far has used."""
    return run.planned_mg * run.progress_percent // 100


def _refuse_unready(printer: Printer) -> None:
    live = printer.runs.live().first()
    if live is not None or printer.status in AT_WORK:
        raise PrinterBusy(run=str(live.pk) if live else None)
    if printer.status != PrinterStatus.IDLE:
        raise PrinterNotReady(status=printer.status)
