"""What a print job does when the run it hangs on moves. Called by the receivers of the shop floor's signals."""

from typing import Any

from strato.core import realtime, status
from strato.printing import notices, signals
from strato.printing.frames import PrintJobProgress
from strato.printing.models import Attempt, PrintJob
from strato.printing.services.learning import learn_from, learn_pace
from strato.printing.services.telling import tell_customer, tell_lab
from strato.printing.states import PrintJobStatus as S
from strato.shopfloor.models import Run


def job_of(run: Run) -> PrintJob | None:
    """The print job that this run is an attempt of, if any."""
    attempt = Attempt.objects.select_related("job__lab", "job__customer", "job__model").filter(run=run).first()
    return attempt.job if attempt else None


def follow_progress(run: Run) -> None:
    """Tell those who look at the job how far it is."""
    job_id = Attempt.objects.filter(run=run).values_list("job_id", flat=True).first()
    if job_id is not None:
        realtime.publish(f"print-job:{job_id}", progress_frame(job_id, run))


def progress_frame(job_id: Any, run: Run) -> PrintJobProgress:
    left = round(run.planned_seconds * (100 - run.progress_percent) / 100) if run.planned_seconds else None
    return PrintJobProgress(id=str(job_id), percent=run.progress_percent, run_status=run.status, seconds_left=left)


def follow_finish(run: Run, *, by: Any) -> None:
    """The print came out well: so did the job."""
    job = job_of(run)
    if job is None or not job.can_become(S.COMPLETED):
        return
    status.change(job, S.COMPLETED, by=by)
    job.completed_at = job.status_changed_at
    job.save(update_fields=["completed_at", "updated_at"])
    learn_from(run.printer)
    learn_pace(job.lab)
    signals.print_job_completed.send(PrintJob, job=job)
    tell_customer(job, notices.JOB_COMPLETED, by=by)


def follow_failure(run: Run, *, by: Any) -> None:
    """The print went wrong: the job has failed until somebody decides."""
    job = job_of(run)
    if job is None or not job.can_become(S.FAILED):
        return
    reason = run.failure_reason or "cancelled"
    status.change(job, S.FAILED, by=by, reason=reason)
    signals.print_job_failed.send(PrintJob, job=job, reason=reason)
    tell_customer(job, notices.JOB_FAILED, by=by, reason=reason)
    tell_lab(job, notices.JOB_FAILED, by=by, reason=reason)
