"""Orders as tables for other programs: one row a line of an order, amounts in major units, nothing that a sheet would compute."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone
from xlsxwriter import Workbook

from strato.core.money import Money
from strato.orders.models import Order
from strato.orders.policies import lines_seen, sees_all_of

COLUMNS = (
    "order",
    "status",
    "ordered_at",
    "paid_at",
    "customer",
    "email",
    "country",
    "lab",
    "sku",
    "title",
    "detail",
    "quantity",
    "unit_price",
    "discount",
    "tax_percent",
    "tax",
    "line_total",
    "order_shipping",
    "order_total",
    "currency",
    "coupon",
)
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500
Cell = str | int | float | None


class Line:
    """What ``csv.writer`` writes to: each row is handed on at once."""

    def write(self, text: str) -> str:
        return text


def rows_of(orders: QuerySet[Order], user: Any) -> Iterator[list[Cell]]:
    """One row for each line that this person sees; sums of the order only where all of it is seen, on its first line."""
    parts = orders.select_related("customer").prefetch_related("lines__lab")
    for order in parts.iterator(chunk_size=CHUNK):
        is_whole = sees_all_of(user, order)
        for place, line in enumerate(lines_seen(user, order)):
            is_first = is_whole and place == 0
            yield [
                order.number,
                order.status,
                said(order.created_at),
                said(order.paid_at),
                order.customer.display_name,
                order.email if is_whole else "",
                order.shipping_address.get("country", ""),
                line.lab.name if line.lab else "",
                line.sku,
                line.title,
                line.detail,
                line.quantity,
                major(line.unit_amount, order),
                major(line.discount_amount, order),
                line.tax_basis_points / 100,
                major(line.tax_amount, order),
                major(line.total_amount, order),
                major(order.shipping_amount, order) if is_first else None,
                major(order.total_amount, order) if is_first else None,
                order.currency,
                order.coupon_code,
            ]


def csv_lines(rows: Iterable[list[Cell]]) -> Iterator[str]:
    """The table as CSV (RFC 4180, UTF-8 with a mark so that sheets know it), row by row."""
    writer = csv.writer(Line())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row]))


def xlsx_file(rows: Iterable[list[Cell]]) -> IO[bytes]:
    """The table as a workbook on disk, written in constant memory; texts stay texts."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  # closed by the response that sends it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        sheet, bold = book.add_worksheet("Orders"), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, COLUMNS, bold)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, row)
    file.seek(0)
    return file


def harmless(cell: Cell) -> Cell:
    """A text that a sheet would take for a formula begins with an apostrophe instead."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def major(amount: int, order: Order) -> float:
    """In a table a number must be a number; the digits are those of the currency."""
    return float(Money(amount, order.currency).major)


def said(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
