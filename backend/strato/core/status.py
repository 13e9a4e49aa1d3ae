"""The one place where a status changes: lock, check the table, write the history row, tell the watchers.

An app gives its model a ``Status`` and a ``TRANSITIONS`` table (in its ``states.py``), a ``<Model>StatusChange`` model and,
where people watch the row, ``watchers()``.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Protocol, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from strato.core.errors import WrongState
from strato.core.realtime import frames, push
from strato.core.rows import Row

Transitions = Mapping[str, frozenset[str]]


def transitions(table: Mapping[str, Iterable[str]]) -> Transitions:
    """A TRANSITIONS table: from each status, where one may go."""
    return {source: frozenset(targets) for source, targets in table.items()}


class StatusChange(models.Model):
    """One change of one row's status: history, statistic and audit in one. Subclasses add ``row`` (related_name "status_changes")."""

    id = models.BigAutoField(primary_key=True)
    from_status = models.CharField(max_length=32)
    to_status = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.from_status} -> {self.to_status}"


class Stateful(Row):
    """A row with a status that only ``change`` may assign."""

    TRANSITIONS: ClassVar[Transitions]
    FRAME_KIND: ClassVar[str]  # "print_job": the noun in the frame that tells of a change
    status: Any
    status_changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def watchers(self) -> set[Any]:
        """Ids of the users who are told when this row changes."""
        return set()

    def can_become(self, status: str) -> bool:
        """Does the table allow this step now?"""
        return status in self.TRANSITIONS.get(self.status, frozenset())


class Actor(Protocol):
    pk: Any


S = TypeVar("S", bound=Stateful)


@transaction.atomic
def change(row: S, to: str, *, by: Any | None, reason: str = "") -> S:
    """Move a row to another status or raise ``WrongState``; the row passed in carries the new status afterwards."""
    model = type(row)
    current = model._default_manager.select_for_update().only("status").get(pk=row.pk)
    if not current.can_become(to):
        raise WrongState(from_status=current.status, to_status=to)
    source, row.status, row.status_changed_at = current.status, to, timezone.now()
    row.save(update_fields=["status", "status_changed_at", "updated_at"])
    history: Any = row
    history.status_changes.create(from_status=source, to_status=to, by=by, reason=reason, at=row.status_changed_at)
    push(
        row.watchers(),
        frames.StatusChanged(kind=row.FRAME_KIND, id=str(row.pk), from_status=source, to_status=to, reason=reason),
    )
    return row
