"""The door of a lab's earnings."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.languages import LANGUAGE, InReadersLanguage
from strato.core.api.policy import Policy
from strato.core.api.serializers import MoneyField
from strato.core.errors import Missing
from strato.core.money import CURRENCIES
from strato.core.policies import is_admin, signed_in
from strato.dashboards.api.views import DAYS, TAGS, DashboardView
from strato.labs.models import Lab
from strato.orders.reports.earnings import earnings
from strato.printing.reports.days import last_days


class DayEarningsSerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    orders = serializers.IntegerField()
    money = MoneyField()


class LabSellerSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    ref = serializers.UUIDField(help_text="The thing's own id; a product's variants count together")
    title = serializers.CharField(help_text="Its name of today")
    pieces = serializers.IntegerField()
    money = MoneyField(source="revenue")


class EarningsSerializer(serializers.Serializer[Any]):
    """What a lab's own lines of paid orders brought, without shipping."""

    currency = serializers.CharField()
    by_day = DayEarningsSerializer(many=True)
    bestsellers = LabSellerSerializer(many=True)
    orders_by_status = serializers.DictField(child=serializers.IntegerField())
    orders = serializers.IntegerField()
    revenue = MoneyField()
    refunded = MoneyField(help_text="What went back of its lines.")


class EarningsView(InReadersLanguage, DashboardView):
    """For the lab's members and admins."""

    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400, 404}}

    @extend_schema(
        summary="A lab's earnings",
        description="Without `lab`: the first lab of which I am a member. Without `currency`: the lab's own.",
        tags=TAGS,
        parameters=[
            OpenApiParameter("lab", {"type": "string", "format": "uuid"}),
            OpenApiParameter("currency", str, enum=CURRENCIES),
            DAYS,
            LANGUAGE,
        ],
        responses=EarningsSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = self.question()
        lab = lab_of(request.user, asked["lab"])
        currency = asked["currency"] or lab.currency
        found = earnings(lab.pk, span=last_days(asked["days"]), currency=currency, readers=self.readers)
        return Response(EarningsSerializer(found).data)


def lab_of(user: Any, named: UUID | None) -> Lab:
    """The lab of this id, or the first, among those of which the person is a member (admins: all)."""
    mine = Lab.objects.all() if is_admin(user) else Lab.objects.of(user)
    found = mine.filter(pk=named).first() if named else mine.order_by("name", "id").first()
    if found is None:
        raise Missing
    return found
