"""Notifications in lists, from plain values: no row object is made for them."""

from functools import cache
from typing import Any

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from strato.core.prepared import Prepared, Somebody
from strato.notifications.kinds import link_of
from strato.notifications.models import Notification

PLAIN = (
    "id", "kind", "category", "subject_type", "subject_id", "subject_label", "repeats", "created_at", "seen_at", "read_at",
)  # fmt: skip
VALUES = (*PLAIN, "facts")


@cache
def newest(how_many: int) -> Prepared:
    """The newest of a person's bell; ``how_many`` is a page size, so there are few of these."""
    return Prepared(
        lambda me: (
            Notification.objects.visible_to(Somebody(me))
            .in_app()
            .order_by("-id")
            .values_list(*PLAIN, Cast("facts", TextField()))[:how_many]
        ),
        Notification._meta.pk,
    )


def newest_rows(user: Any, how_many: int) -> list[dict[str, Any]]:
    """Their facts go from the database to the answer as they are written."""
    return [
        dict(zip(PLAIN, plain, strict=True)) | {"facts": orjson.Fragment(facts)}
        for *plain, facts in newest(how_many)(user.pk)
    ]


def card(row: dict[str, Any]) -> dict[str, Any]:
    """One row of ``values(*VALUES)`` as ``NotificationSerializer`` shows it."""
    subject = {"type": row["subject_type"], "id": row["subject_id"], "label": row["subject_label"]}
    return {
        "id": row["id"],
        "kind": row["kind"],
        "category": row["category"],
        "subject": subject if row["subject_type"] else None,
        "link": link_of(row["kind"], row["subject_id"]),
        "facts": row["facts"],
        "repeats": row["repeats"],
        "created_at": row["created_at"],
        "seen_at": row["seen_at"],
        "read_at": row["read_at"],
    }
