"""What leaving means to moderation: complaints are evidence until they are decided; then what they showed goes."""

from typing import Any

from strato.accounts.leaving import Part
from strato.moderation.models import Report


def forget(user: Any) -> None:
    Report.objects.filter(about=user).drop_evidence()


PART = Part(
    app="moderation",
    forget=forget,
    kept={
        "moderation.Report.reporter": "A complaint that administrators decide, or decided, under no name",
        "moderation.Report.about": "A complaint that administrators decide, or decided, under no name",
        "moderation.ReportStatusChange.by": "How administrators decided",
        "moderation.RemedyTaken.by": "What administrators did",
    },
    words={
        "moderation.Report.label": "Evidence while the complaint is open",
        "moderation.Report.link": "Evidence while the complaint is open",
        "moderation.Report.snapshot": "Evidence: what was reported, or what they reported of others",
        "moderation.Report.text": "A complaint, kept as evidence",
        "moderation.ReportStatusChange.reason": "What administrators wrote into the audit",
        "moderation.RemedyTaken.reason": "What administrators wrote into the audit",
    },
)
