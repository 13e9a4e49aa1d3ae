"""How lists of orders are narrowed."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from strato.core.api.filters import WholeNumberFilter
from strato.labs.models import Lab
from strato.orders.models import Coupon, Order, Return
from strato.orders.states import OrderStatus, ReturnStatus

SCOPES = (("mine", "ordered by me"), ("lab", "made by a lab of mine"))


class OrderFilter(filters.FilterSet):  # type: ignore[misc]
    """``?status=paid&status=shipped&customer=&lab=&after=&before=&min_amount=&max_amount=&currency=&review=true&scope=``."""

    status = filters.MultipleChoiceFilter(choices=OrderStatus.choices)
    customer = filters.UUIDFilter(field_name="customer_id")
    lab = filters.UUIDFilter(method="of_lab", label="With a line of this lab")
    kind = filters.CharFilter(method="of_kind", label="With a line of this kind")
    after = filters.DateFilter(field_name="created_at", lookup_expr="date__gte", label="Ordered on this day or later")
    before = filters.DateFilter(field_name="created_at", lookup_expr="date__lte", label="Ordered on this day or before")
    min_amount = WholeNumberFilter(field_name="total_amount", lookup_expr="gte", label="Minor units")
    max_amount = WholeNumberFilter(field_name="total_amount", lookup_expr="lte", label="Minor units")
    currency = filters.CharFilter(field_name="currency")
    coupon = filters.CharFilter(field_name="coupon_code", lookup_expr="iexact")
    review = filters.BooleanFilter(method="to_review", label="A person must look at it")
    scope = filters.ChoiceFilter(choices=SCOPES, method="in_scope", label="Mine, or my labs'")

    class Meta:
        model = Order
        fields: tuple[str, ...] = ()

    def of_lab(self, rows: Any, name: str, value: Any) -> Any:
        return rows.with_lines_of(lab=value)

    def of_kind(self, rows: Any, name: str, value: Any) -> Any:
        return rows.with_lines_of(kind=value)

    def to_review(self, rows: QuerySet[Order], name: str, value: Any) -> QuerySet[Order]:
        return rows.exclude(review="") if value else rows.filter(review="")

    def in_scope(self, rows: Any, name: str, value: str) -> Any:
        user: Any = self.request.user
        if value == "mine":
            return rows.filter(customer=user)
        return rows.with_lines_of(lab__in=Lab.objects.of(user))


class ReturnFilter(filters.FilterSet):  # type: ignore[misc]
    """``?status=requested&order=``."""

    status = filters.MultipleChoiceFilter(choices=ReturnStatus.choices)
    order = filters.UUIDFilter(field_name="order_id")

    class Meta:
        model = Return
        fields: tuple[str, ...] = ()


class CouponFilter(filters.FilterSet):  # type: ignore[misc]
    """``?is_active=true&lab=``."""

    is_active = filters.BooleanFilter()
    lab = filters.UUIDFilter(field_name="lab_id")

    class Meta:
        model = Coupon
        fields: tuple[str, ...] = ()
