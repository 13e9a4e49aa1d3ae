"""Files that no row names any more: a deleted account leaves none behind, a crash in the middle of an upload neither."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from strato.printing.models import Model3D, PrintJob

AGE = timedelta(hours=24)
"""A younger file may belong to a row that is being written."""
BATCH = 500


def kept_fields() -> list[tuple[type[Model3D] | type[PrintJob], FileField]]:
    """Every field of printing that names a file."""
    models = (Model3D, PrintJob)
    return [(model, field) for model in models for field in model._meta.fields if isinstance(field, FileField)]


def forget_files() -> int:
    """Delete what lies in printing's folders and is named by nobody; gives how many files went."""
    gone = 0
    for model, field in kept_fields():
        folder = str(field.upload_to).rstrip("/")
        names = files_in(folder)
        while batch := list(islice(names, BATCH)):
            rows = model._default_manager.filter(**{f"{field.name}__in": batch})
            known = set(rows.values_list(field.name, flat=True))
            for name in batch:
                if name not in known and timezone.now() - default_storage.get_modified_time(name) > AGE:
                    default_storage.delete(name)
                    gone += 1
    return gone


def files_in(folder: str) -> Iterator[str]:
    """The names of the files in one folder of the storage; none when the folder is not there."""
    try:
        _, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{file}" for file in files)
