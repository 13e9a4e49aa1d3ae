"""The words of moderation."""

from django.db import models

from strato.core.status import transitions


class ReportKind(models.TextChoices):
    """What can be reported; the app that has such things registers how (``reportables.register``)."""

    PERSON = "person"
    EVENT = "event"
    PET = "pet"
    REVIEW = "review", "What somebody wrote about a product"
    CONVERSATION = "conversation"
    MESSAGE = "message"


class ReportReason(models.TextChoices):
    SPAM = "spam"
    HARASSMENT = "harassment"
    FRAUD = "fraud"
    ILLEGAL = "illegal"
    OTHER = "other"


class ReportStatus(models.TextChoices):
    OPEN = "open", "Waits for an admin"
    CLOSED = "closed", "Dealt with"
    DISMISSED = "dismissed", "Nothing is wrong there"


REPORT_TRANSITIONS = transitions(
    {
        ReportStatus.OPEN: [ReportStatus.CLOSED, ReportStatus.DISMISSED],
        ReportStatus.CLOSED: [ReportStatus.OPEN],
        ReportStatus.DISMISSED: [ReportStatus.OPEN],
    }
)


class RemedyCode(models.TextChoices):
    """What an admin can do about a reported thing or its person; which of these is possible now, the thing says."""

    DEACTIVATE = "deactivate", "Close the person's account"
    REACTIVATE = "reactivate", "Open it again"
    CANCEL_EVENT = "cancel_event"
    REMOVE_PET = "remove_pet"
    HIDE_REVIEW = "hide_review"
    SHOW_REVIEW = "show_review"
    REMOVE_MESSAGE = "remove_message"
