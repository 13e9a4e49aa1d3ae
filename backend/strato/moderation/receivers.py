"""Whom the end of a report concerns."""

from typing import Any

from django.dispatch import receiver

from strato.accounts.models import User
from strato.moderation import notices, signals
from strato.moderation.models import Report
from strato.notifications.services import notify


@receiver(signals.report_settled)
def on_report_settled(sender: type[Report], report: Report, by: User, **_: Any) -> None:
    """Who reported it is thanked, without a word about what was done to whom."""
    if report.reporter_id:
        key = f"report:{report.pk}"
        notify(
            [report.reporter_id], notices.REPORT_SETTLED, subject=report, facts={"label": report.label}, group_key=key
        )
