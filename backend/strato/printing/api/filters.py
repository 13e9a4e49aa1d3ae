"""How lists of printing are narrowed."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from strato.labs.models import Lab
from strato.orders.models import OrderLine
from strato.printing.models import Model3D, PrintJob
from strato.printing.states import ModelStatus, PrintJobStatus

SCOPES = (("mine", "placed by me"), ("lab", "at a lab of mine"))


class PrintJobFilter(filters.FilterSet):  # type: ignore[misc]
    """``?status=pending&status=accepted&lab=&scope=mine|lab&needed_before=&needed_after=&open=true``."""

    status = filters.MultipleChoiceFilter(choices=PrintJobStatus.choices)
    lab = filters.UUIDFilter(field_name="lab_id")
    printer = filters.UUIDFilter(field_name="printer_id")
    model = filters.UUIDFilter(field_name="model_id")
    order = filters.UUIDFilter(method="of_order", label="Bought with this order")
    scope = filters.ChoiceFilter(choices=SCOPES, method="in_scope", label="Mine, or my labs'")
    open = filters.BooleanFilter(method="only_open", label="Neither completed nor called off")
    needed_before = filters.DateFilter(field_name="needed_by", lookup_expr="lte")
    needed_after = filters.DateFilter(field_name="needed_by", lookup_expr="gte")

    class Meta:
        model = PrintJob
        fields: tuple[str, ...] = ()

    def in_scope(self, rows: QuerySet[PrintJob], name: str, value: str) -> QuerySet[PrintJob]:
        user: Any = self.request.user
        return rows.filter(customer=user) if value == "mine" else rows.filter(lab__in=Lab.objects.of(user))

    def of_order(self, rows: QuerySet[PrintJob], name: str, value: UUID) -> QuerySet[PrintJob]:
        return rows.filter(order_line_id__in=OrderLine.objects.filter(order_id=value).values("pk"))

    def only_open(self, rows: QuerySet[PrintJob], name: str, value: Any) -> QuerySet[PrintJob]:
        ended = Q(status__in=[PrintJobStatus.COMPLETED, PrintJobStatus.REJECTED, PrintJobStatus.CANCELLED])
        return rows.exclude(ended) if value else rows.filter(ended)


class Model3DFilter(filters.FilterSet):  # type: ignore[misc]
    """``?status=ready&archived=true``; archived models are left out unless asked for."""

    status = filters.ChoiceFilter(choices=ModelStatus.choices)
    archived = filters.BooleanFilter(field_name="is_archived", label="Archived ones instead of the others")

    class Meta:
        model = Model3D
        fields: tuple[str, ...] = ()

    def filter_queryset(self, queryset: QuerySet[Model3D]) -> Any:
        rows: Any = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("archived") is not None else self.unasked(rows)

    @staticmethod
    def unasked(rows: Any) -> Any:
        return rows.filter(is_archived=False)
