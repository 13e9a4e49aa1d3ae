"""Tables written row by row, with nothing that a sheet would compute."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from django.utils import timezone
from xlsxwriter import Workbook

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


class Line:
    """What ``csv.writer`` writes to: each row is handed on at once."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The table as CSV (RFC 4180, UTF-8 with a mark so that sheets know it), row by row."""
    writer = csv.writer(Line())
    yield "\ufeff" + str(writer.writerow(columns))
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row]))


def xlsx_file(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """The table as a workbook on disk, written in constant memory; texts stay texts."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  # closed by the response that sends it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        sheet, bold = book.add_worksheet(title), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, bold)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, row)
    file.seek(0)
    return file


def harmless(cell: Cell) -> Cell:
    """A text that a sheet would take for a formula begins with an apostrophe instead."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def said(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
