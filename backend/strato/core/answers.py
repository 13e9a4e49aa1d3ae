"""Answers that were given to acts with an Idempotency-Key: asked again, the same answer is given and nothing is done twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from strato.core.errors import Conflict, Invalid, Unprocessable

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 200


class IdempotencyKeyMissing(Invalid):
    code = "idempotency_key_missing"
    detail = "Send an Idempotency-Key header: a fresh UUID for each new act, the same one when you repeat it."


class ActInFlight(Conflict):
    code = "act_in_flight"
    detail = "The same act is being carried out right now. Ask again in a moment."


class IdempotencyKeyReused(Unprocessable):
    code = "idempotency_key_reused"
    detail = "This Idempotency-Key was used for another request. Send a fresh one."


class Answer(models.Model):
    """One act under one key; ``http_status`` and ``body`` once it was carried out, in the same transaction as the act."""

    who = models.CharField(max_length=100)
    key = models.CharField(max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "key"], name="one_answer_per_key")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.key}: {self.http_status}"


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered: status, rendered body, headers worth repeating."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)
    is_replay: bool = False


def once(who: str, key: str, fingerprint: str, act: Callable[[], Said]) -> Said:
    """Carry ``act`` out at most once per (who, key); afterwards its answer is repeated.

    The answer is kept in the act's own transaction. An act that raises leaves nothing behind, so the key stays free; a
    process that dies in the act lets go of the row's lock, so the next request carries it out. Raises ``ActInFlight``
    (on SQLite the second waits and then repeats), ``IdempotencyKeyReused`` for another request under the same key.
    """
    if not key or len(key) > LONGEST_KEY:
        raise IdempotencyKeyMissing
    Answer.objects.filter(who=who, key=key, created_at__lt=timezone.now() - KEPT_FOR).delete()
    Answer.objects.bulk_create([Answer(who=who, key=key, fingerprint=fingerprint)], ignore_conflicts=True)
    try:
        with transaction.atomic():
            return locked(who, key, fingerprint, act)
    except (ActInFlight, IdempotencyKeyReused):
        raise
    except BaseException:
        Answer.objects.filter(who=who, key=key, fingerprint=fingerprint, http_status=None).delete()
        raise


def locked(who: str, key: str, fingerprint: str, act: Callable[[], Said]) -> Said:
    """The act or its kept answer, under the row's lock."""
    row = Answer.objects.select_for_update(skip_locked=True).filter(who=who, key=key).first()
    if row is None:
        raise ActInFlight
    if row.fingerprint != fingerprint:
        raise IdempotencyKeyReused
    if row.http_status is not None:
        return Said(row.http_status, row.body, row.headers, is_replay=True)
    said = act()
    Answer.objects.filter(pk=row.pk).update(http_status=said.status, body=said.body, headers=said.headers)
    return said


def forget() -> None:
    """Delete answers past their time."""
    Answer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
