"""The words of accounts."""

from enum import StrEnum

from django.db import models


class SignInChange(StrEnum):
    """What is different about signing in from now on; the person is told by mail."""

    TWO_STEP_ON = "two_step_on"
    TWO_STEP_OFF = "two_step_off"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"


class ExportStatus(models.TextChoices):
    """How it stands with a copy of somebody's data."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    EXPIRED = "expired"
    FAILED = "failed"
    CANCELLED = "cancelled"
