"""Before anyone is known: where a socket may come from, and how many may wait at the door."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host


@dataclass(frozen=True, slots=True)
class Visitor:
    """What the handshake told."""

    ip: str
    origin: str
    host: str
    bearer: str

    @classmethod
    def of(cls, scope: Mapping[str, Any]) -> "Visitor":
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", [])}
        kind, _, token = headers.get("authorization", "").partition(" ")
        return cls(
            ip=ip_of(scope, headers.get("x-forwarded-for", "")),
            origin=headers.get("origin", ""),
            host=headers.get("host", ""),
            bearer=token.strip() if kind.lower() == "bearer" else "",
        )


def ip_of(scope: Mapping[str, Any], forwarded: str) -> str:
    """The client's address: the peer's, or the one that the outermost of our proxies saw."""
    proxies = settings.REST_FRAMEWORK.get("NUM_PROXIES") or 0
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    if proxies and hops:
        return hops[-min(proxies, len(hops))]
    client = scope.get("client")
    return str(client[0]) if client else "local"


def may_come_in(visitor: Visitor) -> bool:
    """A browser must come from a page of ours; a program without an Origin must bring its token in the header."""
    if not visitor.origin:
        return bool(visitor.bearer)
    if visitor.origin.rstrip("/").lower() in {origin.lower() for origin in settings.WS_ORIGINS}:
        return True
    same = urlsplit(visitor.origin).netloc.lower() == visitor.host.lower()
    return same and validate_host(split_domain_port(visitor.host)[0], settings.ALLOWED_HOSTS)


class Crowd:
    """How many sockets of one key are here."""

    def __init__(self) -> None:
        self._here: Counter[str] = Counter()

    def enter(self, key: str, most: int) -> bool:
        if self._here[key] >= most:
            return False
        self._here[key] += 1
        return True

    def leave(self, key: str) -> None:
        self._here[key] -= 1
        if self._here[key] <= 0:
            del self._here[key]


class Bucket:
    """A token bucket: ``rate`` a second, ``burst`` at once."""

    __slots__ = ("_at", "_burst", "_level", "_rate")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst, self._level, self._at = rate, burst, burst, now

    def take(self, now: float) -> bool:
        self._level = min(self._burst, self._level + (now - self._at) * self._rate)
        self._at = now
        if self._level < 1:
            return False
        self._level -= 1
        return True
