"""What moderation keeps of a person: what they reported. What others reported of them stays with the admins."""

from collections.abc import Iterator

from strato.accounts.models import User
from strato.accounts.portability import Piece, Portion, Record, Records, each, picked
from strato.moderation.models import RemedyTaken, Report, ReportStatusChange

ABOUT = {
    "en": "What you reported.",
    "de": "Was du gemeldet hast.",
    "es": "Lo que denunciaste.",
}


def gives(person: User) -> Iterator[Piece]:
    yield Records("reports.json", map(report_of, each(Report.objects.filter(reporter=person).order_by("id"))))


def report_of(row: Report) -> Record:
    """What the person wrote; not the copy of the reported thing, which is somebody else's."""
    return picked(row, "kind", "label", "reason", "text", "status", "created_at")


PORTION = Portion(
    folder="moderation",
    about=ABOUT,
    gives=gives,
    covers=frozenset({Report}),
    withheld={
        ReportStatusChange: "belongs to the platform: how admins decided",
        RemedyTaken: "belongs to the platform: what admins did",
    },
)
