"""Papers as PDF: plain values in, bytes out. No tables of ours, no clock, no system libraries.

The font knows Latin, Greek and Cyrillic. Of other scripts each letter is printed as "?", and the paper says so.
"""

import unicodedata
from collections.abc import Container
from dataclasses import replace
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from strato.core.fonts import font_folder
from strato.core.money import Money, exponent
from strato.orders.paper import Paper, PaperLine
from strato.orders.words import PAPER

FONT = "Roboto"
TEAL, INK, GRAY = (14, 102, 110), (21, 32, 43), (82, 96, 109)
WIDTHS = (10, 71, 13, 24, 22, 14, 26)  # of the columns, in mm
DATES = {"en": "%d %b %Y", "de": "%d.%m.%Y", "es": "%d/%m/%Y"}


class Sheet(FPDF):
    """A page of the house: its font, its page numbers."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__(format="A4")
        self.words = words
        folder = font_folder()
        for style, name in (("", "Regular"), ("B", "Bold")):
            self.add_font(FONT, style, folder / f"Roboto-{name}.ttf")
        font: Any = self.fonts[FONT.lower()]
        self.letters: Container[int] = font.cmap
        self.set_margins(15, 18, 15)
        self.set_auto_page_break(True, margin=22)

    def footer(self) -> None:
        self.set_y(-15)
        self.write_line(self.words["page"].format(page=self.page_no(), pages="{nb}"), size=8, color=GRAY, align="C")

    def write_line(
        self, text: str, *, size: float = 10, style: str = "", color: tuple[int, int, int] = INK, align: str = "L"
    ) -> None:
        self.set_font(FONT, style, size)
        self.set_text_color(*color)
        self.cell(0, size * 0.5, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def write_block(self, lines: tuple[str, ...], *, width: float) -> None:
        """Lines of which a long one goes on below itself."""
        self.set_font(FONT, "", 10)
        self.set_text_color(*INK)
        self.multi_cell(width, 5, "\n".join(lines), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def draw(paper: Paper, *, language: str) -> bytes:
    """The PDF in a language (English where it is not known)."""
    language = language if language in PAPER else "en"
    words = PAPER[language]
    sheet = Sheet(words)
    sheet.set_title(f"{words[paper.kind]} {paper.number}")
    sheet.set_author(paper.seller.lines[0])
    sheet.set_lang(language)
    sheet.add_page()
    shown = in_letters(paper, sheet.letters)
    heading(sheet, shown, words, DATES[language])
    table(sheet, shown, words)
    sums(sheet, shown, words)
    if shown != paper:
        sheet.ln(6)
        sheet.write_line(words["letters"], size=8, color=GRAY)
    return bytes(sheet.output())


def in_letters(paper: Paper, letters: Container[int]) -> Paper:
    """The paper with what people wrote in letters that the font has."""

    def told(text: str) -> str:
        return printable(text, letters)

    lines = tuple(replace(line, title=told(line.title), sku=told(line.sku)) for line in paper.lines)
    seller, customer = (replace(party, lines=tuple(map(told, party.lines))) for party in (paper.seller, paper.customer))
    return replace(paper, seller=seller, customer=customer, lines=lines, shipping_name=told(paper.shipping_name))


def printable(text: str, letters: Container[int]) -> str:
    """Letters that are missing as their plain form where they have one, else as "?"."""
    written = ""
    for letter in unicodedata.normalize("NFC", text):
        if unicodedata.category(letter) == "Cf":  # joins or turns its neighbors, shows nothing itself
            continue
        if ord(letter) in letters or letter == "\n":
            written += letter
        elif unicodedata.category(letter) not in ("Mn", "Me"):
            plain = unicodedata.normalize("NFKC", letter)
            written += plain if all(ord(part) in letters for part in plain) else "?"
    return written


def heading(sheet: Sheet, paper: Paper, words: dict[str, str], dates: str) -> None:
    """The seller, the customer, the numbers and days."""
    sheet.write_line(paper.seller.lines[0], size=16, style="B", color=TEAL)
    sheet.write_line(" · ".join(paper.seller.lines[1:]), size=8, color=GRAY)
    if paper.seller.tax_id:
        sheet.write_line(f"{words['tax_id']}: {paper.seller.tax_id}", size=8, color=GRAY)
    sheet.ln(10)
    top = sheet.get_y()
    sheet.write_block(paper.customer.lines, width=105)
    bottom = sheet.get_y()
    sheet.set_y(top)
    facts = [("number", paper.number), ("order", paper.order_number), ("for_invoice", paper.invoice_number)]
    facts += [("issued_on", paper.issued_on.strftime(dates)), ("supplied_on", paper.supplied_on.strftime(dates))]
    for name, value in facts:
        if value:
            sheet.write_line(f"{words[name]}: {value}", size=9, align="R")
    sheet.set_y(max(bottom, sheet.get_y()) + 10)
    sheet.write_line(f"{words[paper.kind]} {paper.number}", size=14, style="B")
    sheet.ln(4)


def table(sheet: Sheet, paper: Paper, words: dict[str, str]) -> None:
    """The rows; the heading is repeated on each page."""
    sheet.set_font(FONT, "", 8.5)
    sheet.set_text_color(*INK)
    sheet.set_draw_color(221, 227, 232)
    head = FontFace(emphasis="BOLD", color=GRAY)
    aligns: Any = ("LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT")
    with sheet.table(
        col_widths=WIDTHS,
        text_align=aligns,
        headings_style=head,
        line_height=5,
        padding=1,
        borders_layout="HORIZONTAL_LINES",
    ) as rows:
        rows.row([words[name] for name in ("position", "title", "quantity", "unit", "discount", "tax", "total")])
        for place, line in enumerate(paper.lines, start=1):
            rows.row(cells(place, line, paper.currency, words))


def cells(place: int, line: PaperLine, currency: str, words: dict[str, str]) -> list[str]:
    title = f"{line.title}\n{line.sku}" if line.sku else line.title
    off = said(-line.discount, currency, words) if line.discount else ""
    rate = f"{percent(line.tax_basis_points, words)} %" if line.tax_basis_points else ""
    unit, total = said(line.unit_amount, currency, words), said(line.total, currency, words)
    return [str(place), title, str(line.quantity), unit, off, rate, total]


def sums(sheet: Sheet, paper: Paper, words: dict[str, str]) -> None:
    """Shipping, the total, and the taxes inside."""
    sheet.ln(4)
    if paper.shipping:
        name = f"{words['shipping']} ({paper.shipping_name})" if paper.shipping_name else words["shipping"]
        sheet.write_line(f"{name}: {said(paper.shipping, paper.currency, words)}", size=9, align="R")
    for rate, tax in paper.taxes.items():
        contained = words["contained"].format(rate=percent(rate, words))
        sheet.write_line(f"{contained}: {said(tax, paper.currency, words)}", size=9, color=GRAY, align="R")
    if paper.taxes:
        net = paper.total - sum(paper.taxes.values())
        sheet.write_line(f"{words['net']}: {said(net, paper.currency, words)}", size=9, color=GRAY, align="R")
    sheet.ln(2)
    word = words["sum" if paper.kind == "invoice" else "back"]
    sheet.write_line(f"{word}: {said(paper.total, paper.currency, words)}", size=13, style="B", align="R")


def said(amount: int, currency: str, words: dict[str, str]) -> str:
    """1.250,00 EUR in German."""
    plain = f"{Money(amount, currency).major:,.{exponent(currency)}f}"
    return f"{plain.translate(str.maketrans(',.', words['thousands'] + words['decimal']))} {currency}"


def percent(basis_points: int, words: dict[str, str]) -> str:
    """19 for 1900, 7.7 for 770."""
    return f"{basis_points / 100:g}".replace(".", words["decimal"])
