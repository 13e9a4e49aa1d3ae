"""What the store does when its own services announce work for the background."""

from typing import Any

from django.dispatch import receiver

from strato.core import queue
from strato.store import signals, tasks
from strato.store.models import CatalogImport
from strato.store.services import imports


@receiver(signals.import_asked)
def on_import_asked(sender: Any, table: CatalogImport, by: Any, **_: Any) -> None:
    job = queue.defer(tasks.apply_import, table=str(table.pk), requested_by=by)
    imports.note_job(table, job)
