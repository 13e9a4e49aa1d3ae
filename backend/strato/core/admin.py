"""The core's tables for the platform's admins: to look at, and jobs to act on."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest

from strato.core import queue
from strato.core.errors import DomainError
from strato.core.models import Answer, Counter, Job, Upload, UserEvent, UserStream


class LookOnly(admin.ModelAdmin[Any]):
    """Rows that only the code writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Job)
class JobAdmin(LookOnly):
    list_display = ("task", "status", "lane", "progress_percent", "attempts", "run_at", "finished_at", "error_code")
    list_filter = ("status", "lane", "task")
    search_fields = ("task", "key", "error")
    actions = ("cancel", "try_again")

    @admin.action(description="Cancel", permissions=["view"])
    def cancel(self, request: HttpRequest, jobs: models.QuerySet[Job]) -> None:
        self.act(request, jobs, queue.cancel)

    @admin.action(description="Try again", permissions=["view"])
    def try_again(self, request: HttpRequest, jobs: models.QuerySet[Job]) -> None:
        self.act(request, jobs, queue.try_again)

    def act(self, request: HttpRequest, jobs: models.QuerySet[Job], act: Any) -> None:
        """Do it to each, and say which refused."""
        for job in jobs:
            try:
                act(job)
            except DomainError as refused:
                self.message_user(request, f"{job}: {refused.detail}", messages.WARNING)


@admin.register(Upload)
class UploadAdmin(LookOnly):
    list_display = ("filename", "owner", "offset_bytes", "size_bytes", "expires_at")


@admin.register(Counter)
class CounterAdmin(LookOnly):
    list_display = ("name", "last")


@admin.register(Answer)
class AnswerAdmin(LookOnly):
    list_display = ("key", "who", "http_status", "created_at")
    exclude = ("body",)


@admin.register(UserStream)
class UserStreamAdmin(LookOnly):
    list_display = ("user", "last_seq")


@admin.register(UserEvent)
class UserEventAdmin(LookOnly):
    list_display = ("user", "seq", "type", "at")
    list_filter = ("type",)
