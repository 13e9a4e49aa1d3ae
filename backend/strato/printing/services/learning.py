"""What finished jobs teach the next estimate for a printer, and the next date of a lab."""

from django.db import transaction
from django.db.models import F

from strato.labs.models import Lab
from strato.printing.models import Attempt, LabPace, PrinterCorrection, PrintJob
from strato.printing.quoting import learn_buffer, learn_correction
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Printer
from strato.shopfloor.states import RunStatus

LATEST = 30
PLAUSIBLE = (0.3, 3.0)
"""A run that took less or more of its estimate was clicked through or forgotten: it teaches nothing."""


@transaction.atomic
def learn_from(printer: Printer) -> PrinterCorrection:
    """The printer's corrections by its latest completed attempts; two queries."""
    made = Attempt.objects.filter(run__printer=printer, run__status__in=[RunStatus.FINISHED, RunStatus.ACCEPTED])
    made = made.filter(
        run__started_at__isnull=False, run__ended_at__isnull=False, job__seconds__gt=0, job__grams_mg__gt=0
    )
    rows = made.order_by("-id").values_list(
        F("job__seconds") * F("job__quantity"),
        F("job__grams_mg") * F("job__quantity"),
        "run__started_at",
        "run__ended_at",
        "run__used_mg",
    )[:LATEST]
    known = [(seconds, (ended - began).total_seconds(), mg, used) for seconds, mg, began, ended, used in rows]
    printed = [row for row in known if PLAUSIBLE[0] <= row[1] / row[0] <= PLAUSIBLE[1]]
    weighed = [(mg, used) for _, _, mg, used in printed if PLAUSIBLE[0] <= used / mg <= PLAUSIBLE[1]]
    learned = {
        "time_factor": learn_correction((seconds, took) for seconds, took, _, _ in printed),
        "mass_factor": learn_correction(weighed),
        "jobs": len(printed),
    }
    return PrinterCorrection.objects.update_or_create(printer=printer, defaults=learned)[0]


@transaction.atomic
def learn_pace(lab: Lab) -> LabPace:
    """How long the lab needs beyond machine and queue, by its latest completed jobs; two queries.

    A job that came from another lab was promised by that one and teaches nothing.
    """
    jobs = PrintJob.objects.filter(lab=lab, offer__lab=lab, status=PrintJobStatus.COMPLETED)
    promised = jobs.filter(completed_at__isnull=False, ready_at__isnull=False).order_by("-completed_at")
    rows = promised.values_list("ready_at", "completed_at", "offer__buffer_minutes")[:LATEST]
    beyond = [(done - ready).total_seconds() / 60 + buffer for ready, done, buffer in rows if ready and done]
    learned = {"buffer_minutes": learn_buffer(beyond), "jobs": len(beyond)}
    return LabPace.objects.update_or_create(lab=lab, defaults=learned)[0]
