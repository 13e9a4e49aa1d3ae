"""What is asked about a report beside the report itself."""

from typing import Any

from strato.accounts.models import User
from strato.accounts.policies import can_administer
from strato.accounts.services import deactivate, reactivate
from strato.moderation import reportables
from strato.moderation.models import Report
from strato.moderation.reportables import Remedy
from strato.moderation.states import RemedyCode

MOST_OTHERS = 20
OF_PEOPLE = (
    Remedy(RemedyCode.DEACTIVATE, lambda person, by: can_administer(by, person) and person.is_active, deactivate),
    Remedy(RemedyCode.REACTIVATE, lambda person, by: can_administer(by, person) and not person.is_active, reactivate),
)


def remedies_of(report: Report, *, by: Any) -> dict[str, tuple[Remedy, Any]]:
    """What this admin can do now about the thing and about its person: code -> (remedy, the row it is done to)."""
    reportable = reportables.of_kind(report.kind)
    thing = reportable.row(report.subject_id) if reportable.remedies else None
    person = User.objects.filter(pk=report.about_id).first() if report.about_id else None
    offered = [
        (remedy, row) for row, some in ((thing, reportable.remedies), (person, OF_PEOPLE)) if row for remedy in some
    ]
    return {remedy.code: (remedy, row) for remedy, row in offered if remedy.is_possible(row, by)}


def others_like(report: Report) -> list[Report]:
    """The newest other reports about the same person, or about the same thing where it is nobody's alone."""
    rows = Report.objects.exclude(pk=report.pk).select_related("reporter", "about")
    same = {"about": report.about_id} if report.about_id else {"kind": report.kind, "subject_id": report.subject_id}
    return list(rows.filter(**same)[:MOST_OTHERS])
