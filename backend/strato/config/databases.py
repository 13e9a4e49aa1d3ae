"""Where rows, cached values and files live: each chosen by one variable."""

from pathlib import Path
from typing import Any

import environ

SQLITE_OPTIONS = {
    # Immediate transactions and WAL: many writers, no "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
}


def from_url(url: str) -> dict[str, Any]:
    """Django's database settings for a URL; psycopg's pool on PostgreSQL (CONN_MAX_AGE leaks under ASGI)."""
    settings: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if "sqlite" in settings["ENGINE"]:
        if settings["NAME"] != ":memory:":
            Path(settings["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        settings["OPTIONS"] = SQLITE_OPTIONS
    else:
        settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 10, "timeout": 10}}
        settings["DISABLE_SERVER_SIDE_CURSORS"] = True
    return settings


def cache(redis_url: str) -> dict[str, Any]:
    """The cache: Redis that fails open, or this process's memory."""
    if not redis_url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    return {
        "BACKEND": "strato.core.cache.FailOpenRedisCache",
        "LOCATION": redis_url,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 1},
    }


def media_storage(bucket: str, root: Path) -> dict[str, Any]:
    """Private files: on disk, or in one S3-compatible bucket (credentials by the usual AWS_* variables)."""
    if bucket:
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": bucket, "querystring_expire": 60},
        }
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(root)}}
