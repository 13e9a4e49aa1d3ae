"""Taking a person's name out of what others were told."""

from typing import Any

from django.db.models import QuerySet

from strato.notifications.models import Notification

AT_ONCE = 500


def unname(person: Any, rows: QuerySet[Notification]) -> None:
    """Empty the name of this person wherever these notifications say it; call it inside a transaction."""
    name = person.display_name
    changed: list[Notification] = []
    for row in rows.only("facts", "subject_label").order_by("pk").iterator(AT_ONCE):
        facts = {key: "" if value == name else value for key, value in row.facts.items()}
        label = "" if row.subject_label == name else row.subject_label
        if (facts, label) != (row.facts, row.subject_label):
            row.facts, row.subject_label = facts, label
            changed.append(row)
    Notification.objects.bulk_update(changed, ["facts", "subject_label"], batch_size=AT_ONCE)
