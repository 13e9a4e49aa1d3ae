"""The doors of the dashboards."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api import serializers
from strato.core.api.languages import LANGUAGE, InReadersLanguage
from strato.core.api.policy import Policy
from strato.core.api.views import PolicyView
from strato.core.errors import Missing
from strato.core.money import CURRENCIES
from strato.core.policies import is_admin, signed_in
from strato.dashboards import reading
from strato.dashboards.api import shapes
from strato.labs.models import Lab
from strato.printing.api.jobs import PrintJobViewSet

TAGS = ["dashboards"]
DAYS = OpenApiParameter(
    "days", {"type": "integer", "minimum": 1, "maximum": 366, "default": 30}, description="How far back"
)


class QuestionSerializer(serializers.Serializer[Any]):
    """Which period, and of which lab."""

    days = serializers.IntegerField(min_value=1, max_value=366, required=False, default=30)
    lab = serializers.UUIDField(required=False, default=None)
    currency = serializers.ChoiceField(choices=CURRENCIES, required=False, default="")


class DashboardView(PolicyView):
    """What the dashboards share: the period, and jobs with the acts that their own view would allow."""

    def question(self) -> dict[str, Any]:
        form = QuestionSerializer(data=self.request.query_params)
        form.is_valid(raise_exception=True)
        asked: dict[str, Any] = form.validated_data
        return asked

    def context(self) -> dict[str, Any]:
        return {"request": self.request, "view": PrintJobViewSet}


class UserDashboardView(DashboardView):
    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}

    @extend_schema(summary="My printing at a glance", tags=TAGS, responses=shapes.UserDashboardSerializer)
    def get(self, request: Request) -> Response:
        numbers = reading.user_dashboard(request.user)
        return Response(shapes.UserDashboardSerializer(numbers, context=self.context()).data)


class MakerDashboardView(DashboardView):
    policy: ClassVar[dict[str, Policy]] = {"get": signed_in}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400, 404}}

    @extend_schema(
        summary="A lab at a glance",
        description="Without `lab`: the first lab of which I am a member.",
        tags=TAGS,
        parameters=[OpenApiParameter("lab", {"type": "string", "format": "uuid"}), DAYS],
        responses=shapes.MakerDashboardSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = self.question()
        numbers = reading.maker_dashboard(self.lab(asked["lab"]), days=asked["days"])
        return Response(shapes.MakerDashboardSerializer(numbers, context=self.context()).data)

    def lab(self, named: UUID | None) -> Lab:
        """The lab of this id, or the first, among those of which the person is a member (admins: all)."""
        mine = Lab.objects.all() if is_admin(self.request.user) else Lab.objects.of(self.request.user)
        found = mine.filter(pk=named).first() if named else mine.order_by("name", "id").first()
        if found is None:
            raise Missing
        return found


class AdminDashboardView(DashboardView):
    policy: ClassVar[dict[str, Policy]] = {"get": is_admin}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400}}

    @extend_schema(
        summary="The platform at a glance", tags=TAGS, parameters=[DAYS], responses=shapes.AdminDashboardSerializer
    )
    def get(self, request: Request) -> Response:
        return Response(shapes.AdminDashboardSerializer(reading.admin_dashboard(days=self.question()["days"])).data)


class MoneyDashboardView(InReadersLanguage, DashboardView):
    policy: ClassVar[dict[str, Policy]] = {"get": is_admin}
    problem_statuses: ClassVar[dict[str, set[int]]] = {"get": {400}}

    @extend_schema(
        summary="Sales at a glance",
        description="Without `currency`: the one of most orders.",
        tags=TAGS,
        parameters=[OpenApiParameter("currency", str, enum=CURRENCIES), DAYS, LANGUAGE],
        responses=shapes.MoneyDashboardSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = self.question()
        numbers = reading.money_dashboard(days=asked["days"], currency=asked["currency"], readers=self.readers)
        return Response(shapes.MoneyDashboardSerializer(numbers).data)
