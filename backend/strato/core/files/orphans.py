"""Files that no row names any more: a row was deleted, or the transaction that saved the file never committed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

SPARED_FOR = timedelta(hours=24)  # a file may be older than the row that is about to be committed
AT_ONCE = 500


def sweep() -> int:
    """Delete old files below the folders of our file fields that no row names; gives how many.

    Several fields may share a folder, several rows a file: it goes when none of them names it.
    """
    gone = 0
    for folder, fields in folders().items():
        names = names_in(folder)
        while some := set(islice(names, AT_ONCE)):
            gone += sum(delete_old(name) for name in unnamed(some, fields))
    return gone


def folders() -> dict[str, list[models.FileField]]:
    """The file fields of our models by the folder they fill; fields that name files by a function are left alone."""
    found: dict[str, list[models.FileField]] = defaultdict(list)
    for model in apps.get_models():
        if model.__module__.startswith("strato."):
            for field in model._meta.local_fields:
                if isinstance(field, models.FileField) and isinstance(field.upload_to, str) and field.upload_to:
                    found[field.upload_to.rstrip("/")].append(field)
    return found


def names_in(folder: str) -> Iterator[str]:
    """Names, as rows have them, of the files right inside a folder."""
    try:
        _, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        yield f"{folder}/{file}"


def unnamed(names: set[str], fields: list[Any]) -> set[str]:
    """Those that no row of these fields names."""
    for field in fields:
        rows = field.model._base_manager.filter(**{f"{field.name}__in": names})
        names = names - set(rows.values_list(field.name, flat=True))
    return names


def delete_old(name: str) -> bool:
    """Delete a file unless it is young; gives whether it went."""
    if default_storage.get_modified_time(name) > timezone.now() - SPARED_FOR:
        return False
    default_storage.delete(name)
    return True
