"""What the tests of a print job say again and again."""

from typing import Any

from strato.notifications.models import Notification
from strato.printing.models import PrintJob, PrintJobStatusChange


def act(client: Any, job: PrintJob, name: str, body: Any = None, **extra: Any) -> Any:
    return client.post(f"/api/print-jobs/{job.pk}/{name}/", body or {}, **extra)


def kinds(user: Any) -> list[str]:
    """The kinds of what this person was told, oldest first."""
    return list(Notification.objects.filter(recipient=user).order_by("id").values_list("kind", flat=True))


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def last_step(job: PrintJob) -> PrintJobStatusChange:
    return job.status_changes.latest("id")
