"""Tables read from a file that nobody trusts: every size is limited before it is reached, every fault has a name."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from strato.core.later import later
from strato.core.sheets.errors import (
    SheetColumnTwice,
    SheetEmpty,
    SheetEncodingUnknown,
    SheetTooLarge,
    SheetTooManyColumns,
    SheetTooManyRows,
    SheetUnreadable,
)
from strato.core.sheets.limits import USUAL, Limits
from strato.core.sheets.writing import DANGEROUS

DELIMITERS = ",;\t"
ZIP_MARK = b"PK\x03\x04"

if TYPE_CHECKING:
    from strato.core.sheets import books
else:
    books = later("strato.core.sheets.books")


def read_table(file: IO[bytes], limits: Limits = USUAL) -> tuple[list[str], list[dict[str, str]]]:
    """(columns, rows as {column: text}) of the first sheet; rows without any text are left out, but counted.

    Raises the errors of ``strato.core.sheets.errors``. Each row holds its place in the file under "".
    """
    data = file.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise SheetTooLarge(max_bytes=limits.file_bytes)
    lines = books.book_lines(data, limits) if data.startswith(ZIP_MARK) else csv_rows(data)
    return table_of(lines, limits)


def table_of(lines: Iterable[list[str]], limits: Limits) -> tuple[list[str], list[dict[str, str]]]:
    found = iter(lines)
    columns = [name.strip().lower() for name in next(found, [])]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > limits.columns:
        raise SheetTooManyColumns(max_columns=limits.columns)
    if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise SheetColumnTwice(columns=", ".join(twice))
    rows = []
    for place, line in enumerate(found, start=2):
        if place > limits.rows + 1:
            raise SheetTooManyRows(max_rows=limits.rows)
        cells = [text_of(cell, limits) for cell in line[: len(columns)]]
        if any(cells):
            rows.append({"": str(place), **{name: cell for name, cell in zip(columns, cells, strict=False) if name}})
    if not rows:
        raise SheetEmpty
    return [name for name in columns if name], rows


def text_of(cell: str, limits: Limits) -> str:
    """The cell without the apostrophe that keeps sheets from computing it, and without null bytes."""
    if len(cell) > limits.cell_chars:
        raise SheetTooLarge("A cell of this table is too long.", max_chars=limits.cell_chars)
    text = cell.replace("\x00", "").strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(DANGEROUS) else text


def csv_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of a CSV file, divided by whatever its first line is divided by most."""
    text = decoded(data)
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=head.count), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise SheetUnreadable from error


def decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark; anything else would be a guess."""
    has_mark = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if has_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetEncodingUnknown from error
    if "\x00" in text:
        raise SheetUnreadable
    return text
