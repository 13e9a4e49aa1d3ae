"""What leaving means to printing: a lab keeps the record of what it made, everything else of the customer goes."""

from typing import Any

from django.db.models import Q

from strato.accounts.leaving import Obstacle, Part
from strato.core.files import delete_after_commit
from strato.notifications.models import Notification
from strato.notifications.services import unname
from strato.printing.models import Model3D, PrintJob, PrintJobStatusChange, Quote
from strato.printing.states import PrintJobStatus

NOT_ASKED_FOR = (PrintJobStatus.DRAFT, PrintJobStatus.QUOTED)


def obstacles(user: Any) -> list[Obstacle]:
    """A lab works on it, or waits for an answer."""
    count = PrintJob.objects.filter(customer=user).open().exclude(status__in=NOT_ASKED_FOR).count()
    if not count:
        return []
    return [
        Obstacle("open_print_jobs", "A print job is not finished yet. Wait for it, or cancel it.", "/prints", count)
    ]


def forget(user: Any) -> None:
    """Quotes, drafts, and models that nobody printed, with their files; the rest loses its names and notes."""
    mine = PrintJob.objects.filter(customer=user)
    mine.filter(status__in=NOT_ASKED_FOR).delete()
    models = Model3D.objects.filter(owner=user)
    unused = models.filter(printjobs=None)
    Quote.objects.filter(Q(owner=user) | Q(model__in=unused.values("pk"))).delete()
    gone = list(unused.defer("metrics", "report"))
    for model in gone:
        delete_after_commit(model.file, model.overlay, model.preview, model.thumbnail)
    Model3D.objects.filter(pk__in=[model.pk for model in gone]).delete()
    for model in models.only("format"):
        Model3D.objects.filter(pk=model.pk).update(name=model.format.partition("-")[0].upper() or "3D", filename="")
    mine.update(note="")
    PrintJobStatusChange.objects.filter(row__customer=user, by=user).update(reason="")
    for noun, rows in {"print_job": mine, "model3_d": models, "model": models}.items():
        ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
        unname(user, Notification.objects.filter(subject_type=noun, subject_id__in=ids))


MADE = "The lab's record of what it made"
PART = Part(
    app="printing",
    forget=forget,
    obstacles=obstacles,
    gone=frozenset({"printing.Quote.owner"}),
    kept={
        "printing.Model3D.owner": "Models that a lab printed, under no name",
        "printing.PrintJob.customer": MADE,
        "printing.JobNote.author": "Asked or answered about a job",
        "printing.Model3DStatusChange.by": MADE,
        "printing.PrintJobStatusChange.by": MADE,
    },
    words={
        "printing.JobNote.text": "Said to the lab about a job, with which it stays",
        "printing.Model3D.file": MADE,
        "printing.Model3D.thumbnail": MADE,
        "printing.Model3D.preview": MADE,
        "printing.Model3D.overlay": MADE,
        "printing.PrintJob.gcode": MADE,
        "printing.PrintJobStatusChange.reason": "Said by the lab",
    },
)
