"""Invoices and credit notes: what stands on them, in three languages, with the letters of many."""

from dataclasses import replace
from datetime import date

import pytest

from strato.orders.drawing import Sheet, draw, in_letters, percent, said
from strato.orders.paper import Paper, PaperLine, Party
from strato.orders.words import PAPER as PAPER_WORDS

PAPER = Paper(
    kind="invoice",
    number="I-000007",
    order_number="O-000012",
    issued_on=date(2026, 11, 21),
    supplied_on=date(2026, 11, 20),
    seller=Party(("Strato", "Werkstr. 1", "10969 Berlin"), "DE123456789"),
    customer=Party(("Łucja Żółć", "ul. Świętokrzyska 5", "00-001 Warszawa", "PL")),
    currency="EUR",
    lines=(
        PaperLine("Kreisel · Rot", 2, 1999, 3598, sku="T-1", discount=400, tax_basis_points=1900),
        PaperLine("Книга по τέχνη", 1, 999, 999, tax_basis_points=700),
    ),
    total=5087,
    taxes={700: 65, 1900: 652},
    shipping=490,
    shipping_name="Paket",
)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
@pytest.mark.parametrize("kind", ["invoice", "credit_note"])
def test_a_paper_is_a_pdf(language: str, kind: str) -> None:
    pdf = draw(replace(PAPER, kind=kind, invoice_number="I-000001"), language=language)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_letters_of_many_languages_are_in_the_font(
    recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    draw(PAPER, language="de")
    assert [str(warning.message) for warning in recwarn if "glyph" in str(warning.message)] == []
    assert "missing the following glyphs" not in caplog.text


def test_letters_that_the_font_lacks_are_never_empty_boxes(
    recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    foreign = replace(PAPER, customer=Party(("山田 太郎", "مريم", "Zoë 👩‍🔬", "ＡＢＣ")))
    draw(foreign, language="en")
    assert [str(warning.message) for warning in recwarn if "glyph" in str(warning.message)] == []
    assert "missing the following glyphs" not in caplog.text
    shown = in_letters(foreign, Sheet(PAPER_WORDS["en"]).letters)
    assert shown.customer.lines == ("?? ??", "????", "Zoë ??", "ABC")
    assert shown.lines == PAPER.lines


def test_a_paper_in_letters_of_the_font_stays_as_it_is() -> None:
    assert in_letters(PAPER, Sheet(PAPER_WORDS["en"]).letters) == PAPER


def test_a_long_order_takes_several_pages() -> None:
    long = replace(PAPER, lines=PAPER.lines * 60)
    assert draw(long, language="en").count(b"/Type /Page\n") >= 3


def test_numbers_are_written_as_people_write_them() -> None:
    assert [percent(rate, PAPER_WORDS["en"]) for rate in (1900, 770, 2000)] == ["19", "7.7", "20"]
    assert percent(770, PAPER_WORDS["de"]) == "7,7"
    assert [said(199999, "EUR", PAPER_WORDS[language]) for language in ("en", "de")] == ["1,999.99 EUR", "1.999,99 EUR"]
    assert said(-1234567, "JPY", PAPER_WORDS["es"]) == "-1.234.567 JPY"
    assert said(1234567, "KWD", PAPER_WORDS["de"]) == "1.234,567 KWD"


def test_the_words_are_the_same_in_every_language() -> None:
    assert len({frozenset(words) for words in PAPER_WORDS.values()}) == 1
