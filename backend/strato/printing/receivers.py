"""What printing does when something happens below it, and when its own services announce work for the background."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.signals import guest_identified
from strato.core import queue
from strato.printing import signals, tasks
from strato.printing.models import Model3D, PrintJob
from strato.printing.services import following, models
from strato.shopfloor import signals as shopfloor
from strato.shopfloor.models import Run


@receiver(guest_identified)
def on_guest_identified(sender: Any, user: Any, guest_key: str, **_: Any) -> None:
    models.hand_over(user, guest_key=guest_key)


@receiver(shopfloor.run_progressed)
@receiver(shopfloor.run_paused)
@receiver(shopfloor.run_resumed)
def on_run_progressed(sender: Any, run: Run, **_: Any) -> None:
    following.follow_progress(run)


@receiver(shopfloor.run_finished)
def on_run_finished(sender: Any, run: Run, by: Any, **_: Any) -> None:
    following.follow_finish(run, by=by)


@receiver(shopfloor.run_failed)
@receiver(shopfloor.run_cancelled)
def on_run_failed(sender: Any, run: Run, by: Any, **_: Any) -> None:
    following.follow_failure(run, by=by)


@receiver(signals.model_added)
def on_model_added(sender: Any, model: Model3D, **_: Any) -> None:
    queue.defer(tasks.analyze_model, model_id=str(model.pk))


@receiver(signals.model_became_ready)
def on_model_became_ready(sender: Any, model: Model3D, **_: Any) -> None:
    queue.defer(tasks.draw_model, key=f"draw:{model.pk}:{model.status_changed_at.isoformat()}", model_id=str(model.pk))


@receiver(signals.repair_requested)
def on_repair_requested(sender: Any, model: Model3D, **_: Any) -> None:
    queue.defer(tasks.repair_model, model_id=str(model.pk))


@receiver(signals.print_job_called_off)
def on_print_job_called_off(sender: Any, job: PrintJob, **_: Any) -> None:
    if job.order_line_id:
        queue.defer(tasks.refund_job, job_id=str(job.pk))


@receiver(signals.print_job_accepted)
def on_print_job_accepted(sender: Any, job: PrintJob, **_: Any) -> None:
    queue.defer(tasks.verify_by_slicing, job_id=str(job.pk))
