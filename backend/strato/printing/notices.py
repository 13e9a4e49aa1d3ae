"""What people are told about their models and print jobs."""

from typing import Any

from django.apps import apps

from strato.accounts.models import User
from strato.notifications.kinds import EVERY_CHANNEL, Channel, Kind

CATEGORY = "print_jobs"
BELL = (Channel.IN_APP,)


def sees_job(user: User, job_id: str) -> bool:
    """May they still see the job? After a reassignment the first lab may not."""
    jobs: Any = apps.get_model("printing", "PrintJob")
    return bool(jobs.objects.visible_to(user).filter(pk=job_id).exists())


def about_job(code: str, *channels: Channel) -> Kind:
    return Kind(
        f"print_job.{code}",
        CATEGORY,
        channels or EVERY_CHANNEL,
        visible=sees_job,
        link="/jobs/{id}",
    )


def about_model(code: str) -> Kind:
    """The owner waits for it in front of the screen: the bell is enough."""
    return Kind(f"model.{code}", "models", BELL, link="/print?model={id}", channels=BELL)


JOB_SUBMITTED = about_job("submitted")
JOB_ACCEPTED = about_job("accepted")
JOB_REJECTED = about_job("rejected")
JOB_STARTED = about_job("started", Channel.IN_APP)
JOB_COMPLETED = about_job("completed")
JOB_FAILED = about_job("failed")
JOB_REASSIGNED = about_job("reassigned")
JOB_WITHDRAWN = Kind("print_job.withdrawn", CATEGORY)
JOB_CANCELLED = about_job("cancelled")
JOB_QUESTION = about_job("question")
JOB_ANSWERED = about_job("answered")
MODEL_ANALYZED = about_model("analyzed")
MODEL_REFUSED = about_model("refused")
MODEL_REPAIRED = about_model("repaired")

KINDS = (
    JOB_SUBMITTED,
    JOB_ACCEPTED,
    JOB_REJECTED,
    JOB_STARTED,
    JOB_COMPLETED,
    JOB_FAILED,
    JOB_REASSIGNED,
    JOB_WITHDRAWN,
    JOB_CANCELLED,
    JOB_QUESTION,
    JOB_ANSWERED,
    MODEL_ANALYZED,
    MODEL_REFUSED,
    MODEL_REPAIRED,
)
