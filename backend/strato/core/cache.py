"""A cache that is a help, never a condition: a dead Redis means a miss, not an error."""

from typing import TYPE_CHECKING, Any

import structlog
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from strato.core.later import later

if TYPE_CHECKING:
    import redis
else:
    redis = later("redis")

log = structlog.get_logger(__name__)


class LastingClient(RedisCacheClient):
    """Django's client makes a Redis object for every act; this one keeps it (there is one server, and it is thread-safe)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._made: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if write not in self._made:
            self._made[write] = super().get_client(key, write=write)
        return self._made[write]


class FailOpenRedisCache(RedisCache):
    """Django's Redis cache whose every act survives a dead server."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._class = LastingClient

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try(default, super().get, key, default, version)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> Any:
        return self._try(True, super().add, key, value, timeout, version)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        self._try(None, super().set, key, value, timeout, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> Any:
        return self._try(0, super().incr, key, delta, version)

    def tally(self, key: str, seconds: int) -> int:
        """Counts one more and gives the number: one way to the server, two for the first of a window."""
        return int(self._try(0, self._tally, self.make_and_validate_key(key), seconds))

    def _tally(self, key: str, seconds: int) -> int:
        client = self._cache.get_client(key, write=True)
        number: Any = client.incr(key)
        if number == 1:
            client.expire(key, seconds)
        return int(number)

    def delete(self, key: Any, version: int | None = None) -> Any:
        return self._try(False, super().delete, key, version)

    def touch(self, key: Any, timeout: Any = 300, version: int | None = None) -> Any:
        return self._try(False, super().touch, key, timeout, version)

    def has_key(self, key: Any, version: int | None = None) -> Any:
        return self._try(False, super().has_key, key, version)

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._try(None, super().delete_many, keys, version)

    def clear(self) -> Any:
        return self._try(False, super().clear)

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        return self._try({}, super().get_many, keys, version)

    def set_many(self, data: Any, timeout: Any = 300, version: int | None = None) -> Any:
        return self._try(list(data), super().set_many, data, timeout, version)

    @staticmethod
    def _try(fallback: Any, act: Any, *args: Any) -> Any:
        try:
            return act(*args)
        except redis.RedisError as error:
            log.warning("cache_unavailable", error=str(error))
            return fallback


def tally(key: str, seconds: int) -> int:
    """How often this was counted, this time too; exact among threads and processes, 0 when the cache cannot count."""
    cache = caches[DEFAULT_CACHE_ALIAS]
    if isinstance(cache, FailOpenRedisCache):
        return cache.tally(key, seconds)
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # evicted between add and incr
        return 0
