"""Print jobs on the machine: assigned, started, failed, tried again, done.

The run is what happens on the printer and belongs to the shop floor; the job follows the run's signals (see ``receivers``),
so that a run ended on the tablet and one ended on the job's page are the same thing.
"""

from typing import Any

from django.core.files.base import File
from django.db import transaction

from strato.core import status
from strato.core.errors import WrongState
from strato.inventory.models import Spool
from strato.printing import fitting, notices
from strato.printing.errors import (
    NoRunGoingOn,
    PrinterMissing,
    PrinterNotAssigned,
    SpoolMissing,
    SpoolTooLight,
    SpoolUnsuitable,
)
from strato.printing.models import Attempt, PrintJob
from strato.printing.services.telling import publish_change, tell_customer
from strato.printing.states import PrintJobStatus as S
from strato.shopfloor import services as shopfloor
from strato.shopfloor.models import Printer, Run

ASSIGNABLE = (S.PENDING, S.ACCEPTED, S.FAILED)


@transaction.atomic
def assign_printer(job: PrintJob, *, by: Any, printer: Printer, spool: Spool | None = None) -> PrintJob:
    """Put the job on a printer of its lab, with a spool or with what is loaded.

    Raises ``PrinterMissing``, ``PrinterUnsuitable``, ``SpoolMissing``, ``SpoolUnsuitable`` or ``SpoolTooLight``.
    """
    job = (
        PrintJob.objects.select_for_update(of=("self",))
        .select_related("lab", "model", "material", "customer")
        .get(pk=job.pk)
    )
    if job.status not in ASSIGNABLE:
        raise WrongState(from_status=job.status, to_status=job.status)
    if printer.lab_id != job.lab_id:
        raise PrinterMissing
    fitting.check_printer(job, printer)
    if spool is not None:
        check_spool(job, spool)
    job.printer, job.spool = printer, spool
    job.save(update_fields=["printer", "spool", "updated_at"])
    publish_change(job, "assigned")
    return job


def check_spool(job: PrintJob, spool: Spool) -> None:
    if spool.lab_id != job.lab_id or spool.is_archived:
        raise SpoolMissing
    if spool.material_id != job.material_id:
        raise SpoolUnsuitable(material=spool.material.name, wanted=job.material.name)
    if spool.remaining_mg < job.total_mg:
        raise SpoolTooLight(remaining_mg=spool.remaining_mg, needed_mg=job.total_mg)


@transaction.atomic
def start_print_job(job: PrintJob, *, by: Any) -> PrintJob:
    """Begin the first attempt on the assigned printer; raises ``PrinterNotAssigned`` or what the shop floor says."""
    if job.status != S.ACCEPTED:
        raise WrongState(from_status=job.status, to_status=S.PROCESSING)
    begin_attempt(job, by=by)
    tell_customer(job, notices.JOB_STARTED, by=by)
    return job


@transaction.atomic
def retry_print_job(job: PrintJob, *, by: Any, printer: Printer | None = None, spool: Spool | None = None) -> PrintJob:
    """Begin another attempt after a failure, on the same printer or on another one of the lab."""
    if job.status != S.FAILED:
        raise WrongState(from_status=job.status, to_status=S.PROCESSING)
    if printer is not None or spool is not None:
        target = printer or job.printer
        if target is None:
            raise PrinterNotAssigned
        assigned = assign_printer(job, by=by, printer=target, spool=spool)
        job.printer, job.spool = assigned.printer, assigned.spool
    begin_attempt(job, by=by)
    tell_customer(job, notices.JOB_STARTED, by=by, attempt=job.attempts.count())
    return job


def begin_attempt(job: PrintJob, *, by: Any) -> Attempt:
    """The n-th run of a job: planned and started, the job processing."""
    if job.printer is None:
        raise PrinterNotAssigned
    status.change(job, S.PROCESSING, by=by)
    run = shopfloor.plan_run(
        job.printer,
        spool=spool_of(job, job.printer),
        planned_mg=job.total_mg,
        planned_seconds=job.total_seconds,
        label=f"{job.number} {job.model.name}",
        by=by,
    )
    attempt = Attempt.objects.create(job=job, number=job.attempts.count() + 1, run=run)
    shopfloor.start_run(run, by=by)
    return attempt


def spool_of(job: PrintJob, printer: Printer) -> Spool | None:
    """The spool chosen for the job, else what is loaded if it is the right material."""
    loaded = printer.loaded_spool
    return job.spool or (loaded if loaded and loaded.material_id == job.material_id else None)


def running(job: PrintJob) -> Run:
    """The run that is going on for this job, or ``NoRunGoingOn``."""
    attempt = job.attempts.select_related("run__printer__lab").order_by("-number").first()
    if job.status != S.PROCESSING or attempt is None:
        raise NoRunGoingOn
    return attempt.run


@transaction.atomic
def report_progress(job: PrintJob, *, by: Any, percent: int) -> PrintJob:
    shopfloor.report_progress(running(job), percent, by=by)
    return job


@transaction.atomic
def pause_print_job(job: PrintJob, *, by: Any, reason: str = "") -> PrintJob:
    shopfloor.pause_run(running(job), by=by, reason=reason)
    return job


@transaction.atomic
def resume_print_job(job: PrintJob, *, by: Any) -> PrintJob:
    shopfloor.resume_run(running(job), by=by)
    return job


@transaction.atomic
def complete_print_job(job: PrintJob, *, by: Any, used_mg: int | None = None) -> PrintJob:
    """The print came out well; what it used is taken off the spool."""
    shopfloor.finish_run(running(job), used_mg=used_mg, by=by)
    job.refresh_from_db()
    return job


@transaction.atomic
def fail_print_job(
    job: PrintJob, *, by: Any, reason: str, note: str = "", photo: File[bytes] | None = None, used_mg: int | None = None
) -> PrintJob:
    """The print went wrong; the job waits for a retry, another lab, or to be called off."""
    shopfloor.fail_run(running(job), reason=reason, note=note, photo=photo, used_mg=used_mg, by=by)
    job.refresh_from_db()
    return job
