"""What people talk about: the rooms that own orders and print jobs register them here.

A subject says who sees it now and who takes part in the talk: who leaves a lab leaves its conversations with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

REGISTRY: dict[str, "Subject"] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing to talk about."""

    name: str
    """ "print_job", the noun of frames and notifications."""
    visible: Callable[[Any], Any]
    """(user) -> a query of the ids of those that this person sees."""
    people: Callable[[UUID], set[UUID]]
    """(id) -> the ids of everybody who takes part now: the customer and the staff. Each of them sees it."""
    label: Callable[[UUID], str]
    """(id) -> what it is called: "Bracket, 2 pieces"."""
    link: str
    """The path of its page: "/jobs/{id}"."""


def register(subject: Subject) -> None:
    """Make a kind of subject known."""
    REGISTRY[subject.name] = subject


def in_sight(user: Any) -> Q:
    """The condition on conversations that they are about nothing, or about something this person sees now."""
    seen = Q(subject_type="")
    for subject in REGISTRY.values():
        seen |= Q(subject_type=subject.name, subject_id__in=subject.visible(user))
    return seen


def seen_among(named: Iterable[tuple[str, UUID | None]], user: Any) -> set[tuple[str, UUID | None]]:
    """Those of these (kind, id) that this person sees now. Nothing, ("", None), is in everybody's sight."""
    seen: set[tuple[str, UUID | None]] = {("", None)}
    for name, subject in REGISTRY.items():
        if ids := [subject_id for kind, subject_id in named if kind == name]:
            seen |= {(name, pk) for pk in subject.visible(user).filter(pk__in=ids).values_list("pk", flat=True)}
    return seen


def find(name: str, subject_id: UUID, user: Any) -> Subject | None:
    """The kind of subject, if this one exists and this person sees it."""
    subject = REGISTRY.get(name)
    return subject if subject and subject.visible(user).filter(pk=subject_id).exists() else None
