"""How printers and runs are narrowed down."""

import django_filters as filters

from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import FailureReason, PrinterStatus, RunStatus


class PrinterFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    lab = filters.UUIDFilter(field_name="lab")
    material = filters.UUIDFilter(field_name="materials")
    status = filters.MultipleChoiceFilter(choices=PrinterStatus.choices)
    choosable = filters.BooleanFilter(field_name="is_choosable")

    class Meta:
        model = Printer
        fields = ("lab", "technology", "material", "status", "choosable")


class RunFilter(filters.FilterSet):  # type: ignore[misc]
    lab = filters.UUIDFilter(field_name="printer__lab")
    printer = filters.UUIDFilter(field_name="printer")
    material = filters.UUIDFilter(field_name="spool__material")
    status = filters.MultipleChoiceFilter(choices=RunStatus.choices)
    failure_reason = filters.MultipleChoiceFilter(choices=FailureReason.choices)
    since = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="gte")
    until = filters.IsoDateTimeFilter(field_name="created_at", lookup_expr="lt")

    class Meta:
        model = Run
        fields = ("lab", "printer", "material", "status", "failure_reason", "since", "until")
