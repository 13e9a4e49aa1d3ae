"""Machines at the door: an API key acts for its owner, and only as far as its scopes reach.

One table, ``settings.KEY_DOORS``, says which area each route belongs to; reading it needs ``<area>:read``, everything else
``<area>:write``. A route that the table does not name is closed to keys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from strato.core.errors import Forbidden

CLOSED = ""
READING = {"GET", "HEAD", "OPTIONS"}
Table = Mapping[str, Sequence[str]]


class ClosedToKeys(Forbidden):
    code = "closed_to_keys"
    detail = "API keys cannot do this. Sign in as a person."


class ScopeMissing(Forbidden):
    """Carries the ``scope`` that is needed."""

    code = "scope_missing"
    detail = "This API key was not given the scope that this needs."


@dataclass(frozen=True, slots=True)
class MachineKey:
    """``request.auth`` of a request that came with an API key."""

    id: UUID
    scopes: frozenset[str]


def key_of(request: Any) -> MachineKey | None:
    """The key that this request came with; None for people."""
    return request.auth if isinstance(request.auth, MachineKey) else None


def check_scope(request: Any) -> None:
    """Raise ``ClosedToKeys`` or ``ScopeMissing`` when this request came with a key that does not open the door."""
    key = key_of(request)
    if key is None:
        return
    needed = scope_of(str(request.method), request.path_info)
    if needed is None:
        raise ClosedToKeys
    if needed not in key.scopes:
        raise ScopeMissing(scope=needed)


def scope_of(method: str, path: str) -> str | None:
    """ "orders:write" for POST /api/orders/; None where no key may go."""
    area = area_of(path, settings.KEY_DOORS)
    if area == CLOSED:
        return None
    return f"{area}:{'read' if method.upper() in READING else 'write'}"


def area_of(path: str, table: Table) -> str:
    """The area whose pattern fits the beginning of this path best; ``*`` stands for any one part."""
    parts = path.removeprefix("/api/").strip("/").split("/")
    fitting = [
        (pattern.count("/"), area) for area, patterns in table.items() for pattern in patterns if fits(pattern, parts)
    ]
    return max(fitting, default=(0, CLOSED))[1]


def fits(pattern: str, parts: Sequence[str]) -> bool:
    wanted = pattern.split("/")
    return len(wanted) <= len(parts) and all(w in ("*", p) for w, p in zip(wanted, parts, strict=False))
