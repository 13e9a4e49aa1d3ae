"""The doors of printers."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.etags import Versioned, if_match
from strato.core.api.pagination import KeysetPagination
from strato.core.api.views import ScopedViewSet
from strato.core.errors import Forbidden
from strato.core.policies import anyone
from strato.labs.api.serializers import OptionalReasonSerializer
from strato.shopfloor import policies, reports, services
from strato.shopfloor.api import serializers as shapes
from strato.shopfloor.api.filters import PrinterFilter
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import PrinterStatus

NEW_PRINTER = OpenApiExample(
    "An FDM printer",
    request_only=True,
    value={
        "lab": "01890000-0000-7000-8000-000000000001",
        "name": "Prusa left",
        "model": "Prusa MK4S",
        "technology": "fdm",
        "build_x_mm": 250,
        "build_y_mm": 210,
        "build_z_mm": 220,
        "materials": ["01890000-0000-7000-8000-000000000002"],
    },
)
ACTIVE_RUNS = Prefetch("runs", Run.objects.active().order_by("id"), to_attr="active_runs")


def is_free(printer: Any) -> bool:
    """Nothing is on this (refined) printer."""
    return not any(run.is_live for run in printer.active_runs)


class PrinterViewSet(Versioned, ScopedViewSet):
    """Printers of the labs one may see."""

    model = Printer
    serializer_class = shapes.PrinterSerializer
    filterset_class = PrinterFilter
    search_fields = ("name", "model", "lab__name")
    ordering_fields = ("name", "status", "created_at")
    policy = {
        "list": anyone,
        "retrieve": anyone,
        "create": policies.can_manage_printer,
        "partial_update": policies.can_manage_printer,
        "maintenance": policies.can_operate_printer,
        "offline": policies.can_operate_printer,
        "online": policies.can_operate_printer,
        "retire": policies.can_manage_printer,
        "restore": policies.can_manage_printer,
        "load_spool": policies.can_operate_printer,
        "statistics": policies.can_see_inside_printer,
        "history": policies.can_see_inside_printer,
    }
    act_targets = {
        "maintenance": PrinterStatus.MAINTENANCE,
        "offline": PrinterStatus.OFFLINE,
        "retire": PrinterStatus.RETIRED,
    }
    act_conditions = {
        "maintenance": is_free,
        "online": lambda printer: printer.status in (PrinterStatus.OFFLINE, PrinterStatus.MAINTENANCE),
        "retire": lambda printer: not printer.active_runs,
        "restore": lambda printer: printer.status == PrinterStatus.RETIRED,
        "load_spool": lambda printer: printer.status != PrinterStatus.RETIRED,
    }

    def refine(self, rows: Any) -> Any:
        joined = rows.select_related("lab", "loaded_spool__material")
        return joined.prefetch_related("materials", ACTIVE_RUNS)

    @extend_schema(summary="List and search printers", tags=["printers"])
    def list(self, request: Request) -> Response:
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(summary="One printer", tags=["printers"])
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="Add a printer",
        tags=["printers"],
        request=shapes.NewPrinterSerializer,
        responses={201: shapes.PrinterSerializer},
        examples=[NEW_PRINTER],
    )
    def create(self, request: Request) -> Response:
        data = self.checked(shapes.NewPrinterSerializer)
        lab = data.pop("lab")
        if not policies.can_manage_printer(request.user, Printer(lab=lab)):
            raise Forbidden
        return self.answer(services.add_printer(lab, by=request.user, **data), status=201)

    @extend_schema(summary="Edit a printer", tags=["printers"], request=shapes.PrinterWriteSerializer)
    @if_match
    def partial_update(self, request: Request, pk: str) -> Response:
        printer = self.get_object()
        data = self.checked(shapes.PrinterWriteSerializer, printer, partial=True)
        return self.answer(services.edit_printer(printer, by=request.user, **data))

    @extend_schema(summary="Take a printer into maintenance", tags=["printers"], request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def maintenance(self, request: Request, pk: str) -> Response:
        printer, said = self.get_object(), self.checked(OptionalReasonSerializer)
        return self.answer(services.maintain(printer, by=request.user, **said))

    @extend_schema(summary="Mark a printer as offline", tags=["printers"], request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def offline(self, request: Request, pk: str) -> Response:
        printer, said = self.get_object(), self.checked(OptionalReasonSerializer)
        return self.answer(services.take_offline(printer, by=request.user, **said))

    @extend_schema(summary="Bring a printer back to work", tags=["printers"], request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def online(self, request: Request, pk: str) -> Response:
        printer, said = self.get_object(), self.checked(OptionalReasonSerializer)
        return self.answer(services.bring_online(printer, by=request.user, **said))

    @extend_schema(summary="Retire a printer", tags=["printers"], request=OptionalReasonSerializer)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, pk: str) -> Response:
        printer, said = self.get_object(), self.checked(OptionalReasonSerializer)
        return self.answer(services.retire_printer(printer, by=request.user, **said))

    @extend_schema(summary="Bring a retired printer back into service", tags=["printers"], request=None)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        return self.answer(services.restore_printer(self.get_object(), by=request.user))

    @extend_schema(summary="Load or unload a spool", tags=["printers"], request=shapes.LoadSpoolSerializer)
    @action(detail=True, methods=["post"], url_path="load-spool")
    def load_spool(self, request: Request, pk: str) -> Response:
        printer, data = self.get_object(), self.checked(shapes.LoadSpoolSerializer)
        return self.answer(services.load_spool(printer, by=request.user, spool=data["spool"]))

    @extend_schema(summary="What a printer did so far", tags=["printers"], responses=shapes.PrinterStatisticsSerializer)
    @action(detail=True)
    def statistics(self, request: Request, pk: str) -> Response:
        printer = self.get_object()
        found = reports.printer_statistics([printer])[printer.pk]
        return Response(shapes.PrinterStatisticsSerializer(found).data)

    @extend_schema(
        summary="The steps of a printer's life",
        tags=["printers"],
        responses=shapes.PrinterStatusChangeSerializer(many=True),
        filters=False,
    )
    @action(detail=True, filter_backends=[], pagination_class=KeysetPagination)
    def history(self, request: Request, pk: str) -> Response:
        page: Any = self.paginate_queryset(self.get_object().status_changes.select_related("by"))
        return self.get_paginated_response(shapes.PrinterStatusChangeSerializer(page, many=True).data)

    def checked(self, form_class: Any, printer: Printer | None = None, *, partial: bool = False) -> dict[str, Any]:
        context = self.get_serializer_context()
        form = form_class(printer, data=self.request.data, partial=partial, context=context)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def answer(self, printer: Printer, status: int = 200) -> Response:
        """The printer as a fresh read gives it."""
        return Response(self.get_serializer(self.get_queryset().get(pk=printer.pk)).data, status=status)
