"""Files that go with their rows."""

from functools import partial

from django.db import transaction
from django.db.models.fields.files import FieldFile


def delete_after_commit(*files: FieldFile) -> None:
    """Delete these files once their rows are gone for good, unless another row names the same file; what a crash leaves
    behind is swept up as an orphan."""
    for file in files:
        if file.name:
            transaction.on_commit(partial(_delete_unnamed, file, file.name), robust=True)


def _delete_unnamed(file: FieldFile, name: str) -> None:
    field = file.field
    if not field.model._base_manager.filter(**{field.name: name}).exists():
        file.storage.delete(name)
