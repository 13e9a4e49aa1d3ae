"""Tables for other programs: CSV and XLSX, written as a stream and read without trust.

What writes workbooks is in `strato.core.sheets.books`, which is opened by the first one.
"""

from strato.core.sheets.limits import Limits
from strato.core.sheets.reading import read_table
from strato.core.sheets.writing import Cell, csv_lines, harmless, said

__all__ = ["Cell", "Limits", "csv_lines", "harmless", "read_table", "said"]
