"""The store's work in the background."""

from strato.core import queue
from strato.core.queue import Lane
from strato.store.models import CatalogImport
from strato.store.services import comparing, imports


@queue.task(max_attempts=3, seconds=3600, lane=Lane.SLOW)
def apply_import(table: str) -> None:
    imports.carry_out(CatalogImport.objects.select_related("lab", "by").get(pk=table))


@queue.every(hours=24)
def forget_imports() -> None:
    imports.forget_imports()


@queue.every(hours=24)
@queue.task(max_attempts=3, seconds=3600, lane=Lane.SLOW)
def keep_all_prices() -> None:
    comparing.keep_all_prices()
