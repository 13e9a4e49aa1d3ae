"""Workbooks (XLSX): read as a stream after a look at what they would unpack to, written in constant memory."""

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter import Workbook

from strato.core.sheets.errors import SheetTooLarge, SheetUnreadable
from strato.core.sheets.limits import Limits
from strato.core.sheets.writing import Cell

BROKEN_BOOK = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError, KeyError, ValueError, TypeError,
    IndexError, AttributeError, ArithmeticError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error,
)  # fmt: skip
"""What a damaged workbook makes the reader raise, wherever it stumbles."""


def book_lines(data: bytes, limits: Limits) -> Iterator[list[str]]:
    """The rows of a workbook's first sheet, read as a stream after a look at what it would unpack to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > limits.unpacked_bytes:  # a part never gives more than it says: its reader stops there
            raise SheetTooLarge(max_bytes=limits.unpacked_bytes)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_col=limits.columns + 1, values_only=True)
        for row in islice(rows, limits.rows + 2):
            yield [cell_text(value) for value in row]
    except BROKEN_BOOK as error:
        raise SheetUnreadable from error


def cell_text(value: Any) -> str:
    """What a cell of a workbook reads like in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return format(value, ".12g")
        case datetime() | date():
            return value.isoformat()
    return str(value)


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
