"""What admins do about a report; each act leaves a row with who and why."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from strato.core import realtime, status
from strato.moderation import signals
from strato.moderation.errors import RemedyImpossible, ReportedAgain
from strato.moderation.frames import ReportChanged
from strato.moderation.models import RemedyTaken, Report
from strato.moderation.reports import remedies_of
from strato.moderation.states import ReportStatus


@transaction.atomic
def close_report(report: Report, *, by: Any, words: str = "") -> Report:
    """Dealt with; who reported it is thanked."""
    return _settle(report, ReportStatus.CLOSED, by=by, words=words)


@transaction.atomic
def dismiss_report(report: Report, *, by: Any, words: str = "") -> Report:
    """Nothing is wrong there; who reported it is thanked all the same."""
    return _settle(report, ReportStatus.DISMISSED, by=by, words=words)


@transaction.atomic
def reopen_report(report: Report, *, by: Any, words: str = "") -> Report:
    """Looked at once more. Raises ``ReportedAgain`` where the same person's next report is open."""
    try:
        with transaction.atomic():
            return status.change(report, ReportStatus.OPEN, by=by, reason=words)
    except IntegrityError as error:
        raise ReportedAgain from error


@transaction.atomic
def take_remedy(report: Report, code: str, *, by: Any, reason: str = "") -> Report:
    """Do something about the thing or its person. Raises ``RemedyImpossible``, and what the act itself raises."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if (found := remedies_of(report, by=by).get(code)) is None:
        raise RemedyImpossible
    remedy, row = found
    remedy.carry_out(row, by=by, reason=reason)
    RemedyTaken.objects.create(report=report, remedy=code, by=by, reason=reason, at=timezone.now())
    realtime.push(report.watchers(), ReportChanged(id=str(report.pk), what="remedy"))
    return report


def _settle(report: Report, to: str, *, by: Any, words: str) -> Report:
    settled = status.change(report, to, by=by, reason=words)
    signals.report_settled.send(Report, report=settled, by=by)
    if settled.about and settled.about.is_gone:  # the evidence outlived its person for this decision alone
        Report.objects.filter(pk=settled.pk).drop_evidence()
        settled.refresh_from_db()
    return settled
