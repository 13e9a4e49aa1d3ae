"""What people complain about, and what was done about it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from strato.accounts.models import User
from strato.core.status import Stateful, StatusChange
from strato.moderation.states import REPORT_TRANSITIONS, RemedyCode, ReportKind, ReportReason, ReportStatus


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Any) -> Self:
        """The admins'; who reported is thanked and told no more."""
        return self if user.is_authenticated and user.is_admin else self.none()

    def drop_evidence(self) -> int:
        """Empty what the decided ones among these showed of somebody; gives how many."""
        return self.exclude(status=ReportStatus.OPEN).update(label="", link="", snapshot={})


class Report(Stateful):
    """One complaint of one person about one thing, with the thing as it was: admins read this of it, also when it is gone."""

    TRANSITIONS = REPORT_TRANSITIONS
    FRAME_KIND = "report"

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports_about",
        help_text="Whose thing it is",
    )
    kind = models.CharField(max_length=16, choices=ReportKind.choices)
    subject_id = models.UUIDField()
    label = models.CharField(max_length=200, blank=True, help_text="The thing's name then")
    link = models.CharField(max_length=300, blank=True)
    snapshot = models.JSONField(default=dict, help_text="The thing as it was when it was reported")
    reason = models.CharField(max_length=12, choices=ReportReason.choices)
    text = models.TextField(max_length=2000, blank=True)
    status = models.CharField(max_length=10, choices=ReportStatus.choices, default=ReportStatus.OPEN)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "kind", "subject_id"],
                condition=Q(status=ReportStatus.OPEN),
                name="one_open_report_of_a_thing",
            )
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="reports_by_status"),
            models.Index(fields=["about", "-id"], name="reports_about_person"),
            models.Index(fields=["kind", "subject_id"], name="reports_of_thing"),
        ]
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.reason}: {self.label}"

    def watchers(self) -> set[Any]:
        return set(User.objects.active_admins().values_list("pk", flat=True))


class ReportStatusChange(StatusChange):
    """One decision about a report, in the admin's words."""

    row = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="status_changes")


class RemedyTaken(models.Model):
    """One thing that an admin did about what was reported, kept for the audit."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="remedies_taken")
    remedy = models.CharField(max_length=16, choices=RemedyCode.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.remedy} by {self.by_id}"
