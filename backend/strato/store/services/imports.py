"""A catalog changed by a table: looked through at once, applied row by row in the background."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from itertools import groupby
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from strato.core import queue
from strato.core.errors import DomainError
from strato.core.files.uploads import safe_name
from strato.core.queue import Job
from strato.core.sheets import read_table
from strato.labs.models import Lab
from strato.store import signals
from strato.store.errors import ColumnMissing, ColumnsUnknown, ImportUnderway, ProductRefused
from strato.store.listings import columns
from strato.store.listings.planning import KnownProduct, Planned, Problem, plan
from strato.store.listings.shelf import Categories, known_for
from strato.store.models import CatalogImport, CatalogImportRow, ImportOutcome, Product, Variant
from strato.store.services import products
from strato.store.services.stock import set_stock

KEPT_FOR = timedelta(days=30)
BATCH = 500
REASON = "Catalog import"
FIELDS = {"options": "options", "weight_g": "weight_mg", "active": "is_active"}
"""{column: field} of a variant."""


@transaction.atomic
def check_table(lab: Lab, file: IO[bytes], *, by: Any, filename: str = "") -> CatalogImport:
    """What this file would do to the lab's catalog; nothing is changed yet.

    Raises the errors of ``strato.core.sheets.errors``, ``ColumnMissing`` and ``ColumnsUnknown``.
    """
    names, rows = read_table(file)
    if strange := columns.unknown(names):
        raise ColumnsUnknown(columns=", ".join(name[:60] for name in strange[:20]))
    if columns.SKU not in names:
        raise ColumnMissing
    table = CatalogImport.objects.create(lab=lab, by=by, filename=safe_name(filename))
    planned = plan(rows, known_for(lab, rows, Categories.now()))
    made = [noted(CatalogImportRow(table=table, cells=row), done) for row, done in zip(rows, planned, strict=True)]
    CatalogImportRow.objects.bulk_create(made, batch_size=BATCH)
    return table


def noted(row: CatalogImportRow, planned: Planned) -> CatalogImportRow:
    """The row with what is planned for it."""
    row.number, row.sku, row.group = planned.number, planned.sku[:60], planned.group
    row.outcome = planned.outcome
    row.changes = [asdict(change) for change in planned.changes]
    row.problems = [asdict(problem) for problem in planned.problems]
    return row


@transaction.atomic
def apply_table(table: CatalogImport, *, by: Any) -> CatalogImport:
    """The table goes to the background, or goes on there after it was cancelled or failed. Raises ``ImportUnderway``."""
    table = CatalogImport.objects.select_for_update(of=("self",)).select_related("job").get(pk=table.pk)
    if not table.can_be_applied():
        raise ImportUnderway
    if table.job is not None and table.job.can_be_retried():
        queue.try_again(table.job)
    else:
        signals.import_asked.send(CatalogImport, table=table, by=by)
    return table


def note_job(table: CatalogImport, job: Job) -> None:
    """The job that applies the table."""
    table.job = job
    table.save(update_fields=["job", "updated_at"])


@transaction.atomic
def delete_table(table: CatalogImport, *, by: Any) -> None:
    """A table and what became of its rows are forgotten; the catalog stays. Raises ``ImportUnderway``."""
    if table.is_running:
        raise ImportUnderway
    table.delete()


def forget_imports() -> int:
    """Delete tables that nobody needs any more; gives how many."""
    return CatalogImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def carry_out(table: CatalogImport) -> None:
    """Apply what is left of the table, product by product; a row that is refused holds up no other."""
    if table.finished_at is not None:
        return
    categories = Categories.now()
    table.rows.filter(outcome=ImportOutcome.SAME).update(is_done=True)
    left = table.rows.filter(is_done=False).exclude(outcome=ImportOutcome.REFUSE)
    total, done = left.count(), 0
    for rows in by_group(table):
        done += carry_out_group(table, rows, categories)
        queue.current().progress(100 * done / max(total, 1))
    with queue.current().finishing():
        table.finished_at = timezone.now()
        table.save(update_fields=["finished_at", "updated_at"])


def by_group(table: CatalogImport) -> Iterator[list[CatalogImportRow]]:
    """The rows of each product of which any is left to do, in the order of the file."""
    left = table.rows.filter(is_done=False).exclude(outcome=ImportOutcome.REFUSE)
    groups = list(dict.fromkeys(left.order_by("number").values_list("group", flat=True)))
    for start in range(0, len(groups), BATCH):
        rows = table.rows.filter(group__in=groups[start : start + BATCH]).order_by("group", "number")
        yield from (list(group) for _, group in groupby(rows, key=lambda row: row.group))


def carry_out_group(table: CatalogImport, rows: Sequence[CatalogImportRow], categories: Categories) -> int:
    """All rows of one product, planned anew against what is there now; gives how many were left to do."""
    known = known_for(table.lab, [row.cells for row in rows], categories)
    planned = {done.number: done for done in plan([row.cells for row in rows], known)}
    left = [row for row in rows if not row.is_done and row.outcome != ImportOutcome.REFUSE]
    left.sort(key=lambda row: (not planned[row.number].of_product, row.number))  # who makes the product goes first
    product = found_product(planned[rows[0].number].product)
    for row in left:
        done = still_true(row, planned[row.number])
        try:
            with transaction.atomic():
                product = carry_out_row(table, done, product, categories)
                keep(row, done)
        except DomainError as refused:
            keep(row, replace(done, outcome=ImportOutcome.REFUSE, problems=[problem_of(refused)], changes=()))
    return len(left)


def found_product(known: KnownProduct | None) -> Product | None:
    return Product.objects.select_related("lab").get(pk=known.id) if known else None


def still_true(row: CatalogImportRow, planned: Planned) -> Planned:
    """The plan, refused where the stock has moved since somebody looked at it."""
    seen, now = counted_from(row.changes), counted_from([asdict(change) for change in planned.changes])
    if seen == now or planned.outcome == ImportOutcome.REFUSE:
        return planned
    return replace(planned, outcome=ImportOutcome.REFUSE, problems=[Problem(columns.COUNT, "stock_moved")], changes=())


def counted_from(changes: Sequence[Mapping[str, str]]) -> str | None:
    return next((change["before"] for change in changes if change["field"] == columns.COUNT), None)


def carry_out_row(
    table: CatalogImport, planned: Planned, product: Product | None, categories: Categories
) -> Product | None:
    """One row through the services that the editor uses; gives the product, which the first row of a new one makes."""
    if planned.outcome == ImportOutcome.REFUSE:
        return product
    by: Any = table.by
    apart = ("published", "category", *columns.TRANSLATED)
    details = {name: value for name, value in planned.of_product.items() if name not in apart}
    if planned.of_product.keys() & set(columns.TRANSLATED):
        details["translations"] = translations_with(planned.of_product, product.translations if product else {})
    if "category" in planned.of_product:
        details["category"] = categories.row_of(planned.of_product["category"])
    if product is None:
        if "name" not in details:
            raise ProductRefused
        product = products.add_product(table.lab, by=by, **details)
    elif details:
        product = products.edit_product(product, by=by, **details)
    variant = carry_out_variant(product, planned, by=by)
    if planned.count is not None:
        set_stock(variant, planned.count, by=by, reason=REASON)
    if "published" in planned.of_product:
        act = products.publish_product if planned.of_product["published"] else products.withdraw_product
        act(product, by=by)
    return product


def translations_with(said: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The translations with what the columns "name_de" and the like say."""
    after = {language: dict(texts) for language, texts in before.items()}
    for column in columns.TRANSLATED:
        if column in said:
            text, language = columns.text_of(column)
            after.setdefault(language, {})[text] = said[column]
    return after


def carry_out_variant(product: Product, planned: Planned, *, by: Any) -> Variant:
    """The row's variant, made or changed."""
    said = {FIELDS[name]: value for name, value in planned.of_variant.items() if name in FIELDS}
    own = columns.price_column(product.lab.currency)
    if own in planned.of_variant:
        said["amount"] = planned.of_variant[own]
    named = {
        currency: value
        for name, value in planned.of_variant.items()
        if name != own and (currency := columns.currency_of(name))
    }
    if planned.variant is None:
        prices = {currency: value for currency, value in named.items() if value is not None}
        position = product.variants.count()
        return products.add_variant(product, by=by, sku=planned.sku, position=position, prices=prices, **said)
    variant: Variant = Variant.objects.select_related("item", "product__lab").get(pk=planned.variant.id)
    if not said and not named:
        return variant
    kept = {price.currency: price.amount for price in variant.prices.all()} | named
    prices = {currency: value for currency, value in kept.items() if value is not None}
    return products.edit_variant(variant, by=by, prices=prices if named else None, **said)


def keep(row: CatalogImportRow, done: Planned) -> None:
    """What became of the row."""
    group = row.group
    row = noted(row, done)
    row.group, row.is_done = group, True
    row.save()


def problem_of(refused: DomainError) -> Problem:
    return Problem(next(iter(refused.fields), ""), refused.code)
