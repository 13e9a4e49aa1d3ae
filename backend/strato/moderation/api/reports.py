"""The doors of moderation: everybody reports, admins read and act."""

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.filters import StrictFilterBackend
from strato.core.api.pagination import PagePagination
from strato.core.api.policy import Policy
from strato.core.api.throttles import ReportThrottle
from strato.core.api.views import ScopedViewSet
from strato.core.policies import is_admin, signed_in
from strato.moderation import services
from strato.moderation.api import shapes
from strato.moderation.models import Report
from strato.moderation.states import ReportKind, ReportReason, ReportStatus

TAGS = ["moderation"]
SPAM = OpenApiExample(
    "An event that sells something",
    request_only=True,
    value={
        "kind": "event",
        "subject": "0190b5a4-0000-7000-8000-000000000001",
        "reason": "spam",
        "text": "This is an advertisement.",
    },
)


class ReportFilter(filters.FilterSet):  # type: ignore[misc]  # django_filters is untyped
    kind = filters.ChoiceFilter(choices=ReportKind.choices)
    status = filters.ChoiceFilter(choices=ReportStatus.choices)
    reason = filters.ChoiceFilter(choices=ReportReason.choices)
    about = filters.UUIDFilter(field_name="about_id", help_text="About this person")

    class Meta:
        model = Report
        fields = ("kind", "status", "reason", "about")


class ReportViewSet(ScopedViewSet):
    """What people complain about."""

    model = Report
    serializer_class = shapes.ModerationReportSerializer
    filterset_class = ReportFilter
    filter_backends = (StrictFilterBackend,)
    pagination_class = PagePagination
    policy: ClassVar[dict[str, Policy]] = {
        "create": signed_in,
        "list": is_admin,
        "retrieve": is_admin,
        "close": is_admin,
        "dismiss": is_admin,
        "reopen": is_admin,
        "remedy": is_admin,
    }
    act_targets: ClassVar[dict[str, str]] = {
        "close": ReportStatus.CLOSED,
        "dismiss": ReportStatus.DISMISSED,
        "reopen": ReportStatus.OPEN,
    }
    problem_statuses: ClassVar[dict[str, set[int]]] = {"create": {404}}

    def get_throttles(self) -> list[Any]:
        return [*super().get_throttles(), *([ReportThrottle()] if self.action == "create" else [])]

    def refine(self, rows: Any) -> Any:
        rows = rows.select_related("reporter", "about")
        return (
            rows.defer("snapshot")
            if self.action == "list"
            else rows.prefetch_related("status_changes__by", "remedies_taken__by")
        )

    @extend_schema(
        summary="Report a person, an event, a pet, a review, a conversation or a message",
        tags=TAGS,
        request=shapes.NewReportSerializer,
        responses={201: shapes.FiledReportSerializer},
        examples=[SPAM],
    )
    def create(self, request: Request) -> Response:
        """Whatever you may see and is not yours (403 `your_own`). Said again while the first is open, the first takes the new words."""
        said = self.said(shapes.NewReportSerializer)
        row = services.file_report(
            said["kind"], said["subject"], reason=said["reason"], text=said["text"], by=request.user
        )
        return Response(shapes.FiledReportSerializer(row).data, status=201)

    @extend_schema(summary="Reports", tags=TAGS, responses=shapes.ReportCardSerializer(many=True))
    def list(self, request: Request) -> Response:
        """For admins, the newest first."""
        page: Any = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(shapes.ReportCardSerializer(page, many=True).data)

    @extend_schema(summary="One report", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        """For admins: the thing as it was, what was done, and what can be done."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(summary="Close a report", tags=TAGS, request=shapes.WordsSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: str) -> Response:
        """It was right and is dealt with; who reported it is thanked."""
        return self.settled(services.close_report)

    @extend_schema(summary="Dismiss a report", tags=TAGS, request=shapes.WordsSerializer)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """Nothing is wrong there; who reported it is thanked all the same."""
        return self.settled(services.dismiss_report)

    @extend_schema(summary="Open a report again", tags=TAGS, request=shapes.WordsSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """409 `reported_again` where the same person's next report of it is open."""
        return self.settled(services.reopen_report)

    @extend_schema(summary="Do something about it", tags=TAGS, request=shapes.RemedyRequestSerializer)
    @action(detail=True, methods=["post"])
    def remedy(self, request: Request, pk: str) -> Response:
        """One of `remedies`; it is carried out as on its own page. 409 `remedy_impossible`."""
        report, said = self.get_object(), self.said(shapes.RemedyRequestSerializer)
        services.take_remedy(report, said["remedy"], by=request.user, reason=said["reason"])
        return self.answer(report)

    def settled(self, act: Callable[..., Report]) -> Response:
        report, words = self.get_object(), self.said(shapes.WordsSerializer)["words"]
        return self.answer(act(report, by=self.request.user, words=words))

    def said(self, shape: type[Any]) -> dict[str, Any]:
        form = shape(data=self.request.data)
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = form.validated_data
        return data

    def answer(self, report: Report) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=report.pk)).data)
