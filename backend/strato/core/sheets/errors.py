"""What can be wrong with a table that somebody sends."""

from strato.core.errors import Invalid, TooLarge, Unsupported


class SheetTooLarge(TooLarge):
    code = "sheet_too_large"
    detail = "This file is too large. Send it in parts."


class SheetTooManyRows(TooLarge):
    code = "sheet_too_many_rows"
    detail = "This table has too many rows. Send it in parts."


class SheetTooManyColumns(Invalid):
    code = "sheet_too_many_columns"
    detail = "This table has too many columns."


class SheetUnreadable(Unsupported):
    code = "sheet_unreadable"
    detail = "This is no CSV or XLSX file that we can read."


class SheetEncodingUnknown(Unsupported):
    code = "sheet_encoding_unknown"
    detail = "The letters of this file cannot be told. Save it as CSV UTF-8, or as XLSX."


class SheetEmpty(Invalid):
    code = "sheet_empty"
    detail = "There are no rows in this table."


class SheetColumnTwice(Invalid):
    code = "sheet_column_twice"
    detail = "Two columns of this table have the same name."
