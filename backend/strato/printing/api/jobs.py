"""The doors of print jobs."""

from functools import partial
from typing import Any, ClassVar, cast

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from strato.core.api.idempotency import idempotent
from strato.core.api.pagination import KeysetPagination
from strato.core.api.parsers import JSON_OR_FORM
from strato.core.api.policy import Policy
from strato.core.api.views import ScopedViewSet
from strato.core.errors import Missing
from strato.core.files import clean_image
from strato.core.policies import is_admin, signed_in
from strato.labs.models import Lab
from strato.printing import fitting, reports
from strato.printing.api import job_cards
from strato.printing.api import job_shapes as shapes
from strato.printing.api.filters import PrintJobFilter
from strato.printing.models import PrintJob
from strato.printing.policies import can_answer, can_cancel, can_make, can_reassign, can_submit
from strato.printing.services import jobs, making
from strato.printing.states import PrintJobStatus as S
from strato.shopfloor.states import PrinterStatus, RunStatus

TAGS = ["print jobs"]


def sent(name: str, **value: Any) -> list[OpenApiExample]:
    """One example of a request."""
    return [OpenApiExample(name, request_only=True, value=value)]


EXAMPLE_ID = "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"
COLUMNS = (S.PENDING, S.ACCEPTED, S.PROCESSING, S.FAILED, S.COMPLETED)
PER_COLUMN = 50


def run_is(*statuses: str) -> Any:
    """Is the latest attempt in one of these statuses?"""
    return lambda job: job.current_run is not None and job.current_run.status in statuses


def is_ready_to_start(job: PrintJob) -> bool:
    """Accepted, and on a printer that is free; a retry may name another printer, a start may not."""
    return job.status == S.ACCEPTED and job.printer is not None and job.printer.status == PrinterStatus.IDLE


class PrintJobViewSet(ScopedViewSet):
    """Print jobs: seen by the customer, the lab that has the job, and admins."""

    model = PrintJob
    serializer_class = shapes.PrintJobSerializer
    pagination_class = KeysetPagination
    filterset_class = PrintJobFilter
    search_fields = ("number", "model__name", "customer__name")
    ordering_fields = ("id", "status_changed_at", "amount", "due")
    policy: ClassVar[dict[str, Policy]] = {
        "list": signed_in,
        "retrieve": signed_in,
        "create": can_submit,
        "board": signed_in,
        "timeline": signed_in,
        "machines": can_make,
        "labs": can_reassign,
        "accept": can_make,
        "reject": can_make,
        "ask": can_make,
        "assign": can_make,
        "start": can_make,
        "progress": can_make,
        "pause": can_make,
        "resume": can_make,
        "complete": can_make,
        "fail": can_make,
        "retry": can_make,
        "reassign": can_reassign,
        "answer": can_answer,
        "cancel": can_cancel,
    }
    act_targets: ClassVar[dict[str, str]] = {
        "accept": S.ACCEPTED,
        "reject": S.REJECTED,
        "start": S.PROCESSING,
        "complete": S.COMPLETED,
        "fail": S.FAILED,
        "retry": S.PROCESSING,
        "reassign": S.PENDING,
        "cancel": S.CANCELLED,
    }
    act_conditions: ClassVar[dict[str, Any]] = {
        "accept": lambda job: job.status == S.PENDING,
        "assign": lambda job: job.status in making.ASSIGNABLE,
        "start": is_ready_to_start,
        "retry": lambda job: job.status == S.FAILED,
        "reassign": lambda job: job.status == S.FAILED,
        "progress": run_is(RunStatus.RUNNING),
        "pause": run_is(RunStatus.RUNNING),
        "resume": run_is(RunStatus.PAUSED),
        "complete": run_is(RunStatus.RUNNING),
        "ask": lambda job: job.status in jobs.OPEN,
        "answer": lambda job: job.status in jobs.OPEN and job.has_open_question,
        "board": lambda job: False,
        "machines": lambda job: False,
        "labs": lambda job: False,
        "timeline": lambda job: False,
    }

    problem_statuses: ClassVar[dict[str, set[int]]] = {"board": {400, 404}}

    def refine(self, rows: Any) -> Any:
        return rows.with_due() if self.action in ("list", "board") else rows.with_parts()

    @extend_schema(
        summary="Print jobs: mine, and those of my labs",
        description="Newest first; `ordering=due` puts what is needed first on top. `scope=mine` or `scope=lab` narrows.",
        tags=TAGS,
        responses=shapes.PrintJobListSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        if request.query_params.keys() <= {"page_size"} and not is_admin(request.user):  # the list as it opens
            page: Any = cast(KeysetPagination, self.paginator).first_page(
                partial(job_cards.newest_rows, request.user), request
            )
        else:
            page = self.paginate_queryset(self.filter_queryset(self.get_queryset()).values(*job_cards.VALUES))
        return self.get_paginated_response(job_cards.cards(page, view=self, user=request.user))

    @extend_schema(
        summary="Place a print job",
        tags=TAGS,
        request=shapes.SubmitSerializer,
        responses={201: shapes.PrintJobSerializer},
        examples=[
            OpenApiExample("Take an offer", request_only=True, value={"offer": EXAMPLE_ID, "note": "Matte side up."})
        ],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        return self.answered(jobs.submit_print_job(by=request.user, **self.checked(shapes.SubmitSerializer)), code=201)

    @extend_schema(summary="One print job", tags=TAGS)
    def retrieve(self, request: Request, pk: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="The review board of a lab",
        tags=TAGS,
        parameters=[OpenApiParameter("lab", {"type": "string", "format": "uuid"}, required=True)],
        responses=shapes.BoardSerializer,
        filters=False,
    )
    @action(detail=False, pagination_class=None, filter_backends=[])
    def board(self, request: Request) -> Response:
        """Open jobs of one lab in columns, and the latest completed ones."""
        lab = self.lab_of_member(request)
        columns = reports.board(self.get_queryset().filter(lab=lab), COLUMNS, PER_COLUMN)
        answer = [{"status": c.status, "count": c.count, "jobs": self.cards(c.jobs)} for c in columns]
        return Response({"lab": str(lab.pk), "columns": answer})

    @extend_schema(
        summary="What has happened to a print job",
        tags=TAGS,
        responses=shapes.TimelineEntrySerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None, filter_backends=[])
    def timeline(self, request: Request, pk: str) -> Response:
        return Response(shapes.TimelineEntrySerializer(reports.timeline(self.get_object()), many=True).data)

    @extend_schema(
        summary="Printers and spools for a print job",
        description="Every printer of the job's lab with the reasons why it cannot, and the spools of its material.",
        tags=TAGS,
        responses=shapes.MachineChoicesSerializer,
        filters=False,
    )
    @action(detail=True, pagination_class=None, filter_backends=[])
    def machines(self, request: Request, pk: str) -> Response:
        job = self.get_object()
        choices = {"printers": fitting.printer_choices(job), "spools": fitting.spool_choices(job)}
        return Response(shapes.MachineChoicesSerializer(choices).data)

    @extend_schema(
        summary="Other labs for a print job",
        tags=TAGS,
        responses=shapes.LabChoiceSerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None, filter_backends=[])
    def labs(self, request: Request, pk: str) -> Response:
        return Response(shapes.LabChoiceSerializer(fitting.lab_choices(self.get_object()), many=True).data)

    @extend_schema(summary="Accept a print job", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: str) -> Response:
        return self.answered(jobs.accept_print_job(self.get_object(), by=request.user))

    @extend_schema(
        summary="Reject a print job",
        tags=TAGS,
        request=shapes.RejectSerializer,
        examples=sent("Out of stock", reason="Black is out until Monday."),
    )
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.RejectSerializer)
        return self.answered(jobs.reject_print_job(job, by=request.user, **data))

    @extend_schema(
        summary="Call a print job off",
        tags=TAGS,
        request=shapes.CancelSerializer,
        examples=sent("Changed plans", reason="We found a smaller part."),
    )
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.CancelSerializer)
        return self.answered(jobs.cancel_print_job(job, by=request.user, **data))

    @extend_schema(
        summary="Ask the customer a question",
        tags=TAGS,
        request=shapes.TextSerializer,
        responses={201: shapes.PrintJobSerializer},
        examples=sent("A question", text="Which side faces up?"),
    )
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.TextSerializer)
        return self.answered(jobs.ask_customer(job, by=request.user, **data).job, code=201)

    @extend_schema(
        summary="Answer the lab's question",
        tags=TAGS,
        request=shapes.TextSerializer,
        responses={201: shapes.PrintJobSerializer},
        examples=sent("An answer", text="The flat one."),
    )
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.TextSerializer)
        return self.answered(jobs.answer_lab(job, by=request.user, **data).job, code=201)

    @extend_schema(
        summary="Assign a printer and a spool",
        tags=TAGS,
        request=shapes.AssignSerializer,
        examples=sent("A printer with its spool", printer=EXAMPLE_ID, spool=EXAMPLE_ID),
    )
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.AssignSerializer)
        return self.answered(making.assign_printer(job, by=request.user, **data))

    @extend_schema(summary="Start printing", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        return self.answered(making.start_print_job(self.get_object(), by=request.user))

    @extend_schema(
        summary="Report progress",
        tags=TAGS,
        request=shapes.JobProgressSerializer,
        examples=sent("Almost half", percent=45),
    )
    @action(detail=True, methods=["post"])
    def progress(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.JobProgressSerializer)
        return self.answered(making.report_progress(job, by=request.user, **data))

    @extend_schema(
        summary="Pause the print",
        tags=TAGS,
        request=shapes.CancelSerializer,
        examples=sent("Color change", reason="Change of color"),
    )
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.CancelSerializer)
        return self.answered(making.pause_print_job(job, by=request.user, **data))

    @extend_schema(summary="Resume the print", tags=TAGS, request=None)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        return self.answered(making.resume_print_job(self.get_object(), by=request.user))

    @extend_schema(
        summary="The print came out well",
        tags=TAGS,
        request=shapes.CompleteSerializer,
        examples=sent("Weighed", used_mg=18400),
    )
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.CompleteSerializer)
        return self.answered(making.complete_print_job(job, by=request.user, **data))

    @extend_schema(
        summary="The print failed",
        tags=TAGS,
        request={"application/json": shapes.FailSerializer, "multipart/form-data": shapes.FailSerializer},
        examples=sent("Came loose", reason="adhesion", note="Came loose at 12 mm.", used_mg=4200),
    )
    @action(detail=True, methods=["post"], parser_classes=JSON_OR_FORM)
    def fail(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.FailSerializer)
        if "photo" in data:
            data["photo"] = clean_image(data["photo"])
        return self.answered(making.fail_print_job(job, by=request.user, **data))

    @extend_schema(
        summary="Try again after a failure",
        tags=TAGS,
        request=shapes.RetrySerializer,
        examples=sent("On another printer", printer=EXAMPLE_ID),
    )
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.RetrySerializer)
        return self.answered(making.retry_print_job(job, by=request.user, **data))

    @extend_schema(
        summary="Hand a failed job to another lab",
        tags=TAGS,
        request=shapes.ReassignSerializer,
        examples=sent("To a lab", lab=EXAMPLE_ID),
    )
    @action(detail=True, methods=["post"])
    def reassign(self, request: Request, pk: str) -> Response:
        job, data = self.get_object(), self.checked(shapes.ReassignSerializer)
        return self.answered(jobs.reassign_print_job(job, by=request.user, **data))

    def lab_of_member(self, request: Request) -> Lab:
        """The lab that the query names, among those of which the person is a member (admins: all)."""
        form = shapes.LabOfSerializer(data=request.query_params)
        form.is_valid(raise_exception=True)
        mine = Lab.objects.all() if is_admin(request.user) else Lab.objects.of(request.user)
        lab = mine.filter(pk=form.validated_data["lab"]).first()
        if lab is None:
            raise Missing
        return lab

    def cards(self, rows: Any) -> Any:
        return job_cards.cards(list(rows.values(*job_cards.VALUES)), view=self, user=self.request.user)

    def checked(self, shape: Any) -> dict[str, Any]:
        form = shape(data=self.request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        data: dict[str, Any] = dict(form.validated_data)
        return data

    def answered(self, job: PrintJob, *, code: int = 200) -> Response:
        """The job as it is after the act, read anew with all its parts; it may have left the person's sight."""
        fresh = self.refine(PrintJob.objects.all()).get(pk=job.pk)
        return Response(self.get_serializer(fresh).data, status=code)
