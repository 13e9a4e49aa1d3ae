"""How a table leaves through a door: `?as=csv` as a stream, `?as=xlsx` as a workbook."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.request import Request

from strato.core.errors import Invalid
from strato.core.later import later
from strato.core.sheets import Cell, csv_lines

if TYPE_CHECKING:
    from strato.core.sheets import books
else:
    books = later("strato.core.sheets.books")

SHEETS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
AS = OpenApiParameter("as", {"type": "string", "enum": ["csv", "xlsx"], "default": "csv"}, description="Which table")
BINARY: Any = {"type": "string", "format": "binary"}
TABLES = {(200, "text/csv"): OpenApiResponse(BINARY), (200, SHEETS["xlsx"]): OpenApiResponse(BINARY)}


def form_of(request: Request, *more: str) -> str:
    """Which table was asked for, or which of the other forms that this door knows."""
    form, known = request.query_params.get("as", "csv"), [*SHEETS, *more]
    if form not in known:
        raise Invalid(fields={"as": [f"Choose {', '.join(known[:-1])} or {known[-1]}."]})
    return form


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], form: str) -> Any:
    """The answer with the table, named by its title and the day."""
    name = f"{title.lower()}-{timezone.now():%Y-%m-%d}.{form}"
    if form == "xlsx":
        file = books.xlsx_file(title, columns, rows)
        return FileResponse(file, as_attachment=True, filename=name, content_type=SHEETS[form])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(columns, rows), content_type=SHEETS[form], headers=headers)
