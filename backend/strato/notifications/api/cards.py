"""Notifications in lists, from plain values: no row object is made for them."""

from typing import Any

from strato.notifications.kinds import link_of

VALUES = (
    "id", "kind", "category", "subject_type", "subject_id", "subject_label", "facts", "repeats", "created_at",
    "seen_at", "read_at",
)  # fmt: skip


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
