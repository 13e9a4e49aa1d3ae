"""The doors of a lab's statement: what it sold and gave back, month by month, and as a table."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.policy import Policy
from strato.core.api.serializers import MoneyField
from strato.core.api.sheets import BINARY, TABLES, form_of, table
from strato.core.api.views import PolicyView
from strato.core.errors import Invalid
from strato.core.later import later
from strato.core.policies import signed_in
from strato.dashboards.api.earnings import lab_of
from strato.dashboards.api.views import TAGS
from strato.labs.models import Lab
from strato.orders.reports.statements import COLUMNS, MonthStatement, Statement, entries, statements

if TYPE_CHECKING:
    from strato.orders import statement_drawing
else:
    statement_drawing = later("strato.orders.statement_drawing")

PDF = "application/pdf"
AS = OpenApiParameter(
    "as",
    {"type": "string", "enum": ["csv", "xlsx", "pdf"], "default": "csv"},
    description="Which table, or the months as a paper",
)
LONGEST = timedelta(days=366 * 3)
YEAR = timedelta(days=365)
EARLIEST, LATEST = date(2010, 1, 1), date(2200, 1, 1)
LAB = OpenApiParameter("lab", {"type": "string", "format": "uuid"}, description="Default: the first of my labs")
SINCE = OpenApiParameter("since", {"type": "string", "format": "date"}, description="Default: a year before `until`")
UNTIL = OpenApiParameter("until", {"type": "string", "format": "date"}, description="Default: today")


class PeriodSerializer(serializers.Serializer[Any]):
    lab = serializers.UUIDField(required=False, default=None)
    since = serializers.DateField(required=False, default=None)
    until = serializers.DateField(required=False, default=None)


class SumsSerializer(serializers.Serializer[Any]):
    """Of the lab's own lines, after discount, tax inside, without shipping."""

    orders = serializers.IntegerField()
    pieces = serializers.IntegerField()
    sold = MoneyField()
    refunded = MoneyField()
    net = MoneyField(help_text="Sold less refunded")


class MonthStatementSerializer(SumsSerializer):
    month = serializers.DateField(help_text="Its first day; UTC")


class CurrencyStatementSerializer(SumsSerializer):
    currency = serializers.CharField()
    months = MonthStatementSerializer(many=True)


class StatementSerializer(serializers.Serializer[Any]):
    """One entry for each currency in which something moved."""

    lab = serializers.UUIDField()
    since = serializers.DateField()
    until = serializers.DateField()
    currencies = CurrencyStatementSerializer(many=True)


class Period(PolicyView):
    """For the lab's members and admins."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400, 404}}

    def asked(self) -> tuple[Lab, date, date]:
        """(lab, first day, last day)"""
        form = PeriodSerializer(data=self.request.query_params)
        form.is_valid(raise_exception=True)
        until: date = form.validated_data["until"] or timezone.now().date()
        if not EARLIEST <= until <= LATEST:
            raise Invalid(fields={"until": [f"Choose a day from {EARLIEST} to {LATEST}."]})
        since: date = form.validated_data["since"] or until - YEAR
        if not timedelta(0) <= until - since <= LONGEST:
            raise Invalid(fields={"since": ["Choose a day before the last one, at most three years."]})
        return lab_of(self.request.user, form.validated_data["lab"]), since, until


class StatementView(Period):
    @extend_schema(
        summary="What a lab sold and gave back",
        description="By currency and month: sales in the month they were paid, refunds in the month they were decided.",
        tags=TAGS,
        parameters=[LAB, SINCE, UNTIL],
        responses=StatementSerializer,
    )
    def get(self, request: Request) -> Response:
        lab, since, until = self.asked()
        found = statements(lab.pk, since=since, until=until)
        return Response(StatementSerializer({"lab": lab.pk, "since": since, "until": until, "currencies": found}).data)


class StatementTableView(Period):
    @extend_schema(
        summary="A lab's statement as a table",
        description="One row a sold line and a row for each refund, streamed as CSV or sent as XLSX; or months and sums as PDF.",
        tags=TAGS,
        parameters=[LAB, SINCE, UNTIL, AS],
        responses=TABLES | {(200, PDF): OpenApiResponse(BINARY)},
    )
    def get(self, request: Request) -> Any:
        form = form_of(request, "pdf")
        lab, since, until = self.asked()
        if form == "pdf":
            return self.paper(lab, since, until)
        return table("Statement", COLUMNS, entries(lab.pk, since=since, until=until), form)

    def paper(self, lab: Lab, since: date, until: date) -> HttpResponse:
        """The statement in the reader's language."""
        paper = statement_drawing.StatementPaper(
            seller=settings.SELLER.split("|")[0],
            lab=lab.name,
            since=since,
            until=until,
            currencies=[rows_of(one) for one in statements(lab.pk, since=since, until=until)],
        )
        user: Any = self.request.user
        pdf = statement_drawing.draw_statement(paper, language=user.language)
        name = f'attachment; filename="statement-{since}-{until}.pdf"'
        return HttpResponse(pdf, content_type=PDF, headers={"Content-Disposition": name})


def rows_of(one: Statement) -> "list[statement_drawing.Row]":
    """The months of a currency, then their sum."""
    months = [(row.month, row) for row in one.months]
    rows: list[tuple[date | None, MonthStatement | Statement]] = [*months, (None, one)]
    return [
        statement_drawing.Row(month, row.orders, row.pieces, row.sold, row.refunded, row.net) for month, row in rows
    ]
