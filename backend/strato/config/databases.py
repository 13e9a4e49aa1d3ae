"""Where rows, cached values and files live: each chosen by one variable."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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


@dataclass(frozen=True, slots=True)
class Bucket:
    """An S3-compatible bucket; credentials come by the usual AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."""

    name: str
    endpoint: str = ""
    """Empty: Amazon's own."""
    region: str = ""

    @property
    def origin(self) -> str:
        """Where a browser is sent for a file: the pages' content security policy must allow it."""
        if self.endpoint:
            return "{0.scheme}://{0.netloc}".format(urlsplit(self.endpoint))
        return f"https://{self.name}.s3.{self.region or 'us-east-1'}.amazonaws.com" if self.name else ""


def media_storage(bucket: Bucket, root: Path) -> dict[str, Any]:
    """Private files: on disk, or in one bucket, where a name once taken is never written over."""
    if not bucket.name:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(root)}}
    options = {
        "bucket_name": bucket.name,
        "endpoint_url": bucket.endpoint or None,
        "region_name": bucket.region or "us-east-1",
        "addressing_style": "path" if bucket.endpoint else "virtual",
        "signature_version": "s3v4",
        "file_overwrite": False,
        "querystring_expire": 60,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
