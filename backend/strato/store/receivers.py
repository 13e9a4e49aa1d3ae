"""What the store does when its own services announce work for the background."""

from typing import Any

from django.dispatch import receiver

from strato.core import queue
from strato.labs import signals as labs
from strato.labs.models import Lab
from strato.store import signals, tasks
from strato.store.models import CatalogImport, Product
from strato.store.services import comparing, imports


@receiver(signals.import_asked)
def on_import_asked(sender: Any, table: CatalogImport, by: Any, **_: Any) -> None:
    job = queue.defer(tasks.apply_import, table=str(table.pk), requested_by=by)
    imports.note_job(table, job)


@receiver(labs.lab_approved)
def on_lab_approved(sender: Any, lab: Lab, **_: Any) -> None:
    """Until then it could choose another currency."""
    comparing.keep_prices(Product.objects.filter(lab=lab).values_list("pk", flat=True))
