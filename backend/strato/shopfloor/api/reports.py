"""The doors of the shop floor's numbers."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.views import PolicyView
from strato.core.policies import signed_in
from strato.labs.api.inside import LAB_ID, lab_inside
from strato.shopfloor import reports
from strato.shopfloor.api import serializers as shapes


class FailureStatisticsView(PolicyView):
    """How a lab's runs ended in a period."""

    policy = {"get": signed_in}
    problem_statuses = {"get": {400}}

    @extend_schema(
        summary="Failure statistics of a lab",
        tags=["labs"],
        parameters=[LAB_ID, shapes.PeriodSerializer],
        responses=shapes.FailureStatisticsSerializer,
    )
    def get(self, request: Request, lab_id: str) -> Response:
        lab = lab_inside(request, lab_id)
        asked = shapes.PeriodSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = reports.failure_statistics(lab, **asked.validated_data)
        return Response(shapes.FailureStatisticsSerializer(found).data)


class PrinterStatisticsView(PolicyView):
    """What the printers of a lab did so far."""

    policy = {"get": signed_in}

    @extend_schema(
        operation_id="labs_printer_statistics_list",
        summary="What the printers of a lab did so far",
        tags=["labs"],
        parameters=[LAB_ID],
        responses=shapes.PrinterOfLabStatisticsSerializer(many=True),
    )
    def get(self, request: Request, lab_id: str) -> Response:
        printers = list(lab_inside(request, lab_id).printers.all())
        found = reports.printer_statistics(printers)
        rows = [{"printer": printer, "statistics": found[printer.pk]} for printer in printers]
        return Response(shapes.PrinterOfLabStatisticsSerializer(rows, many=True).data)
