"""Tables for other programs: CSV and XLSX, written as a stream and read without trust."""

from strato.core.sheets.reading import read_table
from strato.core.sheets.writing import Cell, csv_lines, harmless, said, xlsx_file

__all__ = ["Cell", "csv_lines", "harmless", "read_table", "said", "xlsx_file"]
