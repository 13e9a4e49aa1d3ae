"""System checks of the house: a door without a rule does not open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.views import APIView

from strato.core.api.policy import PolicyPermission

METHODS = ("get", "post", "put", "patch", "delete")
FOREIGN = ("drf_spectacular.",)  # the documents about the API are open


@dataclass(frozen=True, slots=True)
class Door:
    """One route of the API: where, which view, and its acts."""

    path: str
    view: Any
    acts: frozenset[str]


def doors(patterns: Any = None, prefix: str = "") -> Iterator[Door]:
    """Every route whose view is ours and speaks REST."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from doors(entry.url_patterns, path)
        elif isinstance(entry, URLPattern):
            view = getattr(entry.callback, "cls", None)
            if isinstance(view, type) and issubclass(view, APIView) and not view.__module__.startswith(FOREIGN):
                yield Door(path, view, acts_of(view, entry.callback))


def acts_of(view: Any, callback: Any) -> frozenset[str]:
    """A view set's actions at this route, or the methods of a plain view."""
    actions: dict[str, str] = getattr(callback, "actions", None) or {}
    if actions:
        return frozenset(actions.values())
    return frozenset(method for method in METHODS if hasattr(view, method))


def check_policies(**_: Any) -> list[CheckMessage]:
    """Each act of each route has an entry in its view's policy table, and the table is asked."""
    found: list[CheckMessage] = []
    for door in doors():
        missing = door.acts - set(getattr(door.view, "policy", {}))
        if missing:
            acts = ", ".join(sorted(missing))
            found.append(Error(f"/{door.path}: no policy for {acts}", obj=door.view, id="strato.E001"))
        if PolicyPermission not in door.view.permission_classes:
            found.append(Error(f"/{door.path}: its policy is never asked", obj=door.view, id="strato.E002"))
    return found


def register_checks() -> None:
    register(check_policies)
