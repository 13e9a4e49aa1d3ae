"""Complaints about conversations move to the table of all complaints, with their ids, words and ends.

The table they came from goes in the next migration: PostgreSQL does not alter tables in the transaction that filled others they
point at. Going back leaves what was moved where it is.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

BATCH = 500
SAID_AGAIN = "Reported again later."


def move(apps: Any, editor: Any) -> None:
    """The newest first: of one person's open complaints about one thing it stays open, the earlier ones were said again."""
    old, new = apps.get_model("messaging", "Report"), apps.get_model("moderation", "Report")
    change = apps.get_model("moderation", "ReportStatusChange")
    open_ones: set[tuple[Any, ...]] = set()
    for some in batches(old.objects.select_related("conversation", "message").order_by("-pk")):
        names = names_of(apps, some)
        statuses = {row.pk: status_of(row, open_ones) for row in some}
        new.objects.bulk_create(report_of(new, row, statuses[row.pk], names) for row in some)
        change.objects.bulk_create(
            change(
                row_id=row.pk,
                from_status="open",
                to_status=statuses[row.pk],
                by_id=row.closed_by_id,
                reason=row.outcome if row.closed_at else SAID_AGAIN,
                at=row.closed_at or row.updated_at,
            )
            for row in some
            if statuses[row.pk] != "open"
        )


def batches(rows: Any) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows.iterator(BATCH):
        some.append(row)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some


def status_of(row: Any, open_ones: set[tuple[Any, ...]]) -> str:
    """Closed, open, or not open because a newer one of the same person about the same is."""
    if row.closed_at is not None:
        return "closed"
    same = (row.reporter_id, row.conversation_id, row.message_id)
    if row.reporter_id is not None and same in open_ones:
        return "dismissed"
    open_ones.add(same)
    return "open"


def report_of(model: Any, row: Any, status: str, names: dict[str, str]) -> Any:
    talk, message = row.conversation, row.message
    about = message.sender_id if message else None
    if message is None and talk is not None and talk.kind == "direct":
        about = talk.high_id if talk.low_id == row.reporter_id else talk.low_id
    said = [
        {"sender": one["sender"], "name": names.get(one["sender"], ""), "body": one["body"], "at": one["at"]}
        for one in row.excerpt
    ]
    return model(
        pk=row.pk, created_at=row.created_at, updated_at=row.updated_at, reporter_id=row.reporter_id, about_id=about,
        kind="message" if row.message_id else "conversation",
        subject_id=row.message_id or row.conversation_id or row.pk,
        label=((talk.title if talk and not row.message_id else "") or names.get(str(about), ""))[:200],
        snapshot={"facts": {}, "messages": said}, reason=row.reason, text=row.text, status=status,
        status_changed_at=row.closed_at or row.created_at,
    )  # fmt: skip


def names_of(apps: Any, rows: list[Any]) -> dict[str, str]:
    """What people who spoke or took part are called, by id."""
    ids = {one["sender"] for row in rows for one in row.excerpt if one["sender"]}
    talks = [row.conversation for row in rows if row.conversation]
    ids |= {str(end) for talk in talks for end in (talk.low_id, talk.high_id) if end}
    ids |= {str(row.message.sender_id) for row in rows if row.message and row.message.sender_id}
    people = apps.get_model("accounts", "User").objects.filter(pk__in=ids)
    return {str(one.pk): one.name or one.username or one.email.partition("@")[0] for one in people}


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0002_seats_in_the_order_of_the_inbox"),
        ("moderation", "0001_reports"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
