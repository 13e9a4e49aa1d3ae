"""The doors of the shop floor's numbers."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.views import PolicyView
from strato.core.errors import Forbidden
from strato.core.policies import signed_in
from strato.labs.models import Lab, LabQuerySet
from strato.labs.policies import can_see_inside
from strato.shopfloor import reports
from strato.shopfloor.api import serializers as shapes


class FailureStatisticsView(PolicyView):
    """How a lab's runs ended in a period."""

    policy = {"get": signed_in}

    @extend_schema(
        summary="Failure statistics of a lab",
        tags=["labs"],
        parameters=[
            OpenApiParameter("lab_id", {"type": "string", "format": "uuid"}, OpenApiParameter.PATH),
            shapes.PeriodSerializer,
        ],
        responses=shapes.FailureStatisticsSerializer,
    )
    def get(self, request: Request, lab_id: str) -> Response:
        labs: LabQuerySet = Lab.objects.visible_to(request.user)
        lab = labs.filter(pk=lab_id).first()
        if lab is None:
            raise NotFound
        if not can_see_inside(request.user, lab):
            raise Forbidden
        asked = shapes.PeriodSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = reports.failure_statistics(lab, **asked.validated_data)
        return Response(shapes.FailureStatisticsSerializer(found).data)
