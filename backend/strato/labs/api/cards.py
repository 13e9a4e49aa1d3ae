"""Labs in lists, from plain values: no row object is made for them."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from strato.core.files.links import url_of
from strato.labs.hours import OpeningHours
from strato.labs.policies import roles_of

SHOWN = (
    "id", "name", "slug", "description", "status", "city", "country", "lat", "lng", "currency", "payment_policy",
    "auto_accept",
)  # fmt: skip
VALUES = (*SHOWN, "opening_hours", "timezone", "cover", "created_at")


def cards(rows: Iterable[dict[str, Any]], *, user: Any) -> list[dict[str, Any]]:
    """Rows of ``values(*VALUES)`` as ``LabSummarySerializer`` shows them."""
    now, roles = timezone.now(), roles_of(user)
    return [
        {
            **{name: row[name] for name in SHOWN},
            "is_open": OpeningHours.from_json(row["opening_hours"], row["timezone"]).is_open_at(now),
            "my_role": roles.get(row["id"]),
            "cover_url": url_of(row["cover"], inline=True),
            "created_at": row["created_at"],
        }
        for row in rows
    ]
