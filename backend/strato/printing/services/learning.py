"""What a printer's finished jobs teach the next estimate for it."""

from django.db import transaction
from django.db.models import F

from strato.printing.models import Attempt, PrinterCorrection
from strato.printing.quoting import learn_correction
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
