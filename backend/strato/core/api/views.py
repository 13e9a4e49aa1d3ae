"""The bases of every door: rows from ``visible_to``, rights from ``policy``."""

from typing import Any, ClassVar

from django.db import models
from rest_framework.exceptions import NotFound
from rest_framework.generics import get_object_or_404
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet, ViewSet

from strato.core.api.again import AgainAfterDeadlock
from strato.core.api.policy import Policy


class PolicyView(AgainAfterDeadlock, APIView):
    """A plain view; ``policy`` is keyed by the method in lower case."""

    policy: ClassVar[dict[str, Policy]] = {}


class PolicyViewSet(AgainAfterDeadlock, ViewSet):
    """A view set without rows of its own; ``policy`` is keyed by the action."""

    policy: ClassVar[dict[str, Policy]] = {}


class ScopedViewSet(AgainAfterDeadlock, GenericViewSet[Any]):
    """A view set whose rows come from ``Model.objects.visible_to(user)`` and nowhere else: unseen is 404.

    ``refine(rows)`` adds joins and annotations; it never widens.
    """

    model: ClassVar[type[models.Model]]
    policy: ClassVar[dict[str, Policy]] = {}

    def get_queryset(self) -> models.QuerySet[Any]:
        manager: Any = self.model._default_manager
        if getattr(self, "swagger_fake_view", False):
            none: models.QuerySet[Any] = manager.none()
            return none
        rows: models.QuerySet[Any] = self.refine(manager.visible_to(self.request.user))
        return rows

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows

    def get_object(self) -> Any:
        try:
            row = get_object_or_404(
                self.get_queryset(), **{self.lookup_field: self.kwargs[self.lookup_url_kwarg or self.lookup_field]}
            )
        except (ValueError, TypeError) as error:
            raise NotFound from error
        self.check_object_permissions(self.request, row)
        return row
