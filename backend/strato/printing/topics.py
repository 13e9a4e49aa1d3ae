"""Who may follow a print job or a model live, and what they see first."""

from typing import Any

from strato.printing.frames import PrintJobProgress
from strato.printing.models import Attempt, Model3D, PrintJob
from strato.printing.services.following import progress_frame


def sees_job(user: Any, job_id: str) -> bool:
    return PrintJob.objects.visible_to(user).filter(pk=job_id).exists()


def sees_model(user: Any, model_id: str) -> bool:
    return Model3D.objects.visible_to(user).filter(pk=model_id).exists()


def job_now(user: Any, job_id: str) -> list[PrintJobProgress]:
    """How far the latest attempt is."""
    attempt = Attempt.objects.select_related("run").filter(job__pk=job_id).order_by("-number").first()
    return [progress_frame(job_id, attempt.run)] if attempt else []
