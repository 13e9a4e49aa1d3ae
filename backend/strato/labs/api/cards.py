"""Labs in lists, from plain values: no row object is made for them."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Value
from django.utils import timezone

from strato.core.files.links import url_of
from strato.core.prepared import Prepared
from strato.labs.hours import OpeningHours
from strato.labs.models import Lab
from strato.labs.policies import roles_of

SHOWN = (
    "id", "name", "slug", "description", "status", "city", "country", "lat", "lng", "currency", "payment_policy",
    "auto_accept",
)  # fmt: skip
VALUES = (*SHOWN, "opening_hours", "timezone", "cover", "created_at")
PUBLIC = Prepared(
    lambda: (
        Lab.objects.visible_to(AnonymousUser()).order_by().values(all=Value(1)).annotate(n=Count("pk")).values_list("n")
    )
)


@cache
def first(how_many: int) -> Prepared:
    """The list as it opens, which is the same for everybody: the first of what is public."""
    return Prepared(lambda: Lab.objects.visible_to(AnonymousUser()).values_list(*VALUES)[:how_many])


def first_rows(how_many: int) -> list[dict[str, Any]]:
    return [dict(zip(VALUES, row, strict=True)) for row in first(how_many)()]


def how_many_public() -> int:
    return sum(n for (n,) in PUBLIC())


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
