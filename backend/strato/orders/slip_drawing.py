"""A packing slip as PDF: what lies in a parcel and where it goes, without prices. Plain values in, bytes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fpdf.fonts import FontFace

from strato.orders.drawing import DATES, FONT, GRAY, INK, TEAL, Sheet, printable
from strato.orders.words import PAPER

COLUMNS = ("packed", "title", "sku", "quantity")
WIDTHS = (22, 98, 40, 20)


@dataclass(frozen=True, slots=True)
class SlipLine:
    """So many pieces of one thing."""

    title: str
    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything that stands on it."""

    order_number: str
    day: date
    sender: str
    address: Sequence[str]
    shipping: str
    lines: Sequence[SlipLine]


def draw_slip(slip: Slip, *, language: str) -> bytes:
    """The PDF in a language (English where it is not known)."""
    language = language if language in PAPER else "en"
    words = PAPER[language]
    sheet = Sheet(words)
    sheet.set_title(f"{words['packing_slip']} {slip.order_number}")
    sheet.set_lang(language)
    sheet.add_page()

    def told(text: str) -> str:
        return printable(text, sheet.letters)

    sheet.write_line(told(slip.sender), size=10, color=GRAY)
    sheet.ln(4)
    sheet.write_line(f"{words['packing_slip']} · {slip.order_number}", size=16, style="B", color=TEAL)
    sheet.write_line(" · ".join(filter(None, (slip.day.strftime(DATES[language]), told(slip.shipping)))), color=GRAY)
    sheet.ln(6)
    sheet.write_line(words["ships_to"], size=8, color=GRAY)
    sheet.write_block(tuple(map(told, slip.address)), width=105)
    sheet.ln(8)
    table(sheet, [("", told(line.title), told(line.sku), str(line.quantity)) for line in slip.lines], words)
    sheet.ln(3)
    sheet.write_line(f"{words['pieces']}: {sum(line.quantity for line in slip.lines)}", style="B", align="R")
    return bytes(sheet.output())


def table(sheet: Sheet, rows: Sequence[tuple[str, ...]], words: dict[str, str]) -> None:
    """One row a thing, with room for a tick; the heading is repeated on each page."""
    sheet.set_font(FONT, "", 10)
    sheet.set_text_color(*INK)
    sheet.set_draw_color(221, 227, 232)
    aligns: Any = ("LEFT", "LEFT", "LEFT", "RIGHT")
    with sheet.table(
        col_widths=WIDTHS,
        text_align=aligns,
        headings_style=FontFace(emphasis="BOLD", color=GRAY),
        line_height=6,
        padding=1.5,
        borders_layout="HORIZONTAL_LINES",
    ) as shown:
        shown.row([words[name] for name in COLUMNS])
        for row in rows:
            shown.row(row)
