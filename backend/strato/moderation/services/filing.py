"""Saying what is wrong."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from strato.core import realtime
from strato.core.errors import Missing
from strato.moderation import reportables
from strato.moderation.errors import YourOwn
from strato.moderation.frames import ReportChanged
from strato.moderation.models import Report
from strato.moderation.reportables import Matter
from strato.moderation.states import ReportReason, ReportStatus

LONGEST_LABEL = 200


@transaction.atomic
def file_report(kind: str, subject: UUID, *, reason: str, by: Any, text: str = "") -> Report:
    """This person's open report of this thing: a new one with the thing as it is now, or the first in other words.

    Raises ``Missing`` when they do not see it, and ``YourOwn``.
    """
    matter = reportables.of_kind(kind).look(subject, user=by)
    if matter is None:
        raise Missing
    if matter.about_id == by.pk:
        raise YourOwn
    said = {"reason": ReportReason(reason), "text": text}
    return _said_again(kind, subject, said, by=by) or _new(kind, subject, matter, said, by=by)


def _said_again(kind: str, subject: UUID, said: dict[str, str], *, by: Any) -> Report | None:
    mine = Report.objects.filter(reporter=by, kind=kind, subject_id=subject, status=ReportStatus.OPEN)
    row = mine.select_for_update().first()
    if row is not None and said != {"reason": row.reason, "text": row.text}:
        row.reason, row.text = said["reason"], said["text"]
        row.save(update_fields=["reason", "text", "updated_at"])
        realtime.push(row.watchers(), ReportChanged(id=str(row.pk), what="words"))
    return row


def _new(kind: str, subject: UUID, matter: Matter, said: dict[str, str], *, by: Any) -> Report:
    facts = {name: text for name, text in matter.facts.items() if text}
    try:
        with transaction.atomic():
            row = Report.objects.create(
                reporter=by, kind=kind, subject_id=subject, about_id=matter.about_id,
                label=matter.label[:LONGEST_LABEL], link=matter.link, **said,
                snapshot={"facts": facts, "messages": [_plain(asdict(one)) for one in matter.messages]},
            )  # fmt: skip
    except IntegrityError:  # said twice at once
        first = _said_again(kind, subject, said, by=by)
        if first is None:
            raise
        return first
    realtime.push(row.watchers(), ReportChanged(id=str(row.pk), what="new"))
    return row


def _plain(message: dict[str, Any]) -> dict[str, Any]:
    return message | {"sender": str(message["sender"] or "")}
