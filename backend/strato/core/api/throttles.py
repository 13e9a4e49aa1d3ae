"""Throttles that count atomically: DRF's own read-then-write lets bursts through (46-60 allowed at a limit of 20)."""

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import BaseThrottle

from strato.core.api.keys import key_of
from strato.core.cache import tally

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many requests in so many seconds; what is left of them, and seconds until it is full again."""

    limit: int
    seconds: int
    left: int
    reset: int


class AtomicThrottle(BaseThrottle):
    """A fixed window per scope and person, counted atomically; an unreachable cache lets people in."""

    scope: ClassVar[str]
    _left: float = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        who = self.who(request)
        if who is None:
            return True
        limit, seconds = parse_rate(str(api_settings.DEFAULT_THROTTLE_RATES[self.scope]))
        now = time.time()
        window = int(now // seconds)
        key = f"throttle:{self.scope}:{who}:{window}"
        self._left = (window + 1) * seconds - now
        used = tally(key, seconds * 2)
        self.tell(request, Allowance(limit, seconds, max(0, limit - used), int(self._left) + 1))
        return used <= limit

    def tell(self, request: Request, allowance: Allowance) -> None:
        """For throttles that let the caller know how much is left."""

    def who(self, request: Request) -> str | None:
        """The key of the one who is counted, or None for nobody."""
        return str(self.get_ident(request))

    def wait(self) -> float:
        return self._left


class AnonymousThrottle(AtomicThrottle):
    scope = "anonymous"

    def who(self, request: Request) -> str | None:
        return None if request.user and request.user.is_authenticated else super().who(request)


class UserThrottle(AtomicThrottle):
    scope = "user"

    def who(self, request: Request) -> str | None:
        is_person = request.user and request.user.is_authenticated and key_of(request) is None
        return str(request.user.pk) if is_person else None


class KeyThrottle(AtomicThrottle):
    """Each API key for itself; every answer says how much is left (draft-ietf-httpapi-ratelimit-headers, its four headers)."""

    scope = "key"

    def who(self, request: Request) -> str | None:
        key = key_of(request)
        return str(key.id) if key else None

    def tell(self, request: Request, allowance: Allowance) -> None:
        request._request.allowance = allowance  # type: ignore[attr-defined]  # read by RateLimitMiddleware


class SignInThrottle(AtomicThrottle):
    scope = "sign-in"


class RefreshThrottle(AtomicThrottle):
    """A signed token is nothing to guess, each page that is opened spends one, and a whole lab may come from one address."""

    scope = "refresh"


class UploadThrottle(AtomicThrottle):
    scope = "upload"

    def who(self, request: Request) -> str | None:
        return str(request.user.pk) if request.user and request.user.is_authenticated else super().who(request)


class CouponThrottle(AtomicThrottle):
    """Codes are not to be guessed."""

    scope = "coupon"

    def who(self, request: Request) -> str | None:
        return str(request.user.pk) if request.user and request.user.is_authenticated else super().who(request)


class ReportThrottle(AtomicThrottle):
    """Complaints are not a flood to drown admins in."""

    scope = "report"

    def who(self, request: Request) -> str | None:
        return str(request.user.pk) if request.user and request.user.is_authenticated else super().who(request)


@lru_cache
def parse_rate(rate: str) -> tuple[int, int]:
    """(limit, window in seconds) of "20/min"."""
    count, period = rate.split("/")
    return int(count), SECONDS[period[0]]
