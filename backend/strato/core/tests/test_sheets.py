"""Tables that nobody trusts: read within limits, refused by name."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strato.core.errors import DomainError
from strato.core.sheets import Cell, Limits, csv_lines, read_table
from strato.core.sheets.books import xlsx_file

FORMULA = "=HYPERLINK(1)"
ROWS: list[list[Cell]] = [["A-1", 'Mug, "large"', -5, FORMULA], ["A-2", "two\nlines", 18.5, None]]
COLUMNS = ("sku", "name", "n", "note")


def book() -> bytes:
    return xlsx_file("Table", COLUMNS, ROWS).read()


def changed_book(part: str, content: bytes) -> bytes:
    """The workbook with one part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(DomainError) as refused:
        read_table(io.BytesIO(data), limits or Limits())
    return refused.value.code


@pytest.mark.parametrize("data", ["".join(csv_lines(COLUMNS, ROWS)).encode(), book()], ids=["csv", "xlsx"])
def test_what_was_written_is_read_again(data: bytes) -> None:
    columns, rows = read_table(io.BytesIO(data))
    assert columns == list(COLUMNS)
    assert rows[0] == {"": "2", "sku": "A-1", "name": 'Mug, "large"', "n": "-5", "note": FORMULA}
    assert [row["name"] for row in rows] == ['Mug, "large"', "two\nlines"]
    assert rows[1]["n"] == "18.5"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_other_countries_are_understood(mark: str, encoding: str) -> None:
    text = f"SKU{mark}Name \nA{mark}Größe\n\n{mark}\nB{mark}杯\n"
    columns, rows = read_table(io.BytesIO(text.encode(encoding)))
    assert (columns, [row["name"] for row in rows], [row[""] for row in rows]) == (
        ["sku", "name"], ["Größe", "杯"], ["2", "5"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"sku,name\n", "sheet_empty"),
        (b"sku,name,sku\nA,B,C", "sheet_column_twice"),
        ("sku;name\nA;Größe".encode("cp1252"), "sheet_encoding_unknown"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "sheet_encoding_unknown"),
        (b"sku\n\x00\x00", "sheet_unreadable"),
        (b'sku,name\n"A,B', "sheet_unreadable"),
        (b"PK\x03\x04 no archive", "sheet_unreadable"),
        (book()[:700], "sheet_unreadable"),
        (",".join(f"c{n}" for n in range(101)).encode() + b"\nA", "sheet_too_many_columns"),
        (b"sku\n" + b"a\n" * 10_001, "sheet_too_many_rows"),
        (b"sku,name\nA," + b"x" * 20_001, "sheet_too_large"),
        (b"sku\n" + b"a" * 5 * 1024 * 1024, "sheet_too_large"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_by_name(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    bomb = changed_book("xl/worksheets/sheet1.xml", b" " * 30 * 1024 * 1024)
    assert len(bomb) < 100_000
    assert code_of(bomb) == "sheet_too_large"


@pytest.mark.parametrize(
    "part",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>',
        b"<worksheet><sheetData><row><c",
    ],
)
def test_a_workbook_with_foul_parts_is_refused(part: bytes) -> None:
    assert code_of(changed_book("xl/worksheets/sheet1.xml", part)) == "sheet_unreadable"


def test_a_row_far_below_costs_no_more_than_the_limit() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    far = f'<worksheet xmlns="{space}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert code_of(changed_book("xl/worksheets/sheet1.xml", far.encode())) == "sheet_too_many_rows"


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"sku,name\n", b"\xff\xfe"]))
def test_no_bytes_at_all_make_it_fall(data: bytes, start: bytes) -> None:
    try:
        columns, rows = read_table(io.BytesIO(start + data))
    except DomainError:
        return
    assert columns
    assert all(set(row) <= {"", *columns} for row in rows)
