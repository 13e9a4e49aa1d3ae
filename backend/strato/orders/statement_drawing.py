"""A lab's statement as PDF: a table of months for each currency, with its sums. Plain values in, bytes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fpdf.fonts import FontFace

from strato.core.money import Money
from strato.orders.drawing import DATES, GRAY, INK, TEAL, Sheet, printable, said
from strato.orders.words import PAPER

COLUMNS = ("month", "orders", "pieces", "sold", "given_back", "net_sum")
WIDTHS = (24, 24, 24, 36, 36, 36)


@dataclass(frozen=True, slots=True)
class Row:
    """One month, or (without one) the sum of all."""

    month: date | None
    orders: int
    pieces: int
    sold: Money
    refunded: Money
    net: Money


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """Everything that stands on it; of each currency the months, then their sum."""

    seller: str
    lab: str
    since: date
    until: date
    currencies: Sequence[Sequence[Row]]


def draw_statement(paper: StatementPaper, *, language: str) -> bytes:
    """The PDF in a language (English where it is not known)."""
    language = language if language in PAPER else "en"
    words, dates = PAPER[language], DATES[language]
    sheet = Sheet(words)
    sheet.set_title(f"{words['statement']} {paper.lab}")
    sheet.set_lang(language)
    sheet.add_page()
    sheet.write_line(printable(paper.seller, sheet.letters), size=8, color=GRAY)
    sheet.ln(4)
    sheet.write_line(f"{words['statement']} · {printable(paper.lab, sheet.letters)}", size=16, style="B", color=TEAL)
    sheet.ln(2)
    sheet.write_line(f"{words['period']}: {paper.since.strftime(dates)} - {paper.until.strftime(dates)}")
    sheet.ln(6)
    for rows in paper.currencies:
        months(sheet, rows, words)
    if not paper.currencies:
        sheet.write_line(words["nothing"])
    sheet.ln(2)
    sheet.set_font_size(8)
    sheet.set_text_color(*GRAY)
    sheet.multi_cell(0, 4, words["statement_note"], align="L")
    return bytes(sheet.output())


def months(sheet: Sheet, rows: Sequence[Row], words: dict[str, str]) -> None:
    """The table of one currency; its last row is the sum."""
    sheet.set_font("Roboto", "", 9)
    sheet.set_text_color(*INK)
    sheet.set_draw_color(221, 227, 232)
    aligns: Any = ("LEFT", *["RIGHT"] * 5)
    bold = FontFace(emphasis="BOLD")
    with sheet.table(
        col_widths=WIDTHS,
        text_align=aligns,
        headings_style=FontFace(emphasis="BOLD", color=GRAY),
        line_height=5,
        padding=1,
        borders_layout="HORIZONTAL_LINES",
    ) as table:
        table.row([words[name] for name in COLUMNS])
        for row in rows:
            table.row(cells(row, words), style=None if row.month else bold)
    sheet.ln(6)


def cells(row: Row, words: dict[str, str]) -> list[str]:
    name = f"{row.month:%m/%Y}" if row.month else words["sum"]
    sums = [said(money.amount, money.currency, words) for money in (row.sold, row.refunded, row.net)]
    return [name, str(row.orders), str(row.pieces), *sums]
