"""Tables written row by row, with nothing that a sheet would compute."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

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


def harmless(cell: Cell) -> Cell:
    """A text that a sheet would take for a formula begins with an apostrophe instead."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell


def said(at: Any) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
