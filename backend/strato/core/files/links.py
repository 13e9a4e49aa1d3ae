"""Signed, short-lived links: whoever may see the row is given one; the link itself asks nothing more."""

import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from django.core import signing
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from strato.core.files.errors import LinkExpired

SALT = "strato.files"
LIFE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Link:
    """What a token says: which stored file, under which name, and whether a browser may show it in the page."""

    name: str
    filename: str
    inline: bool
    expires_at: int


def download_url(field: FieldFile | None, *, filename: str = "", inline: bool = False) -> str | None:
    """A path below /api/files/ that serves this file for ten to twenty minutes; None without a file.

    The caller has checked that the person may see the row. Within a ten-minute window the link stays the same, so that a
    browser's cache knows the file again.
    """
    return url_of(field.name if field else "", filename=filename, inline=inline)


def url_of(name: str | None, *, filename: str = "", inline: bool = False) -> str | None:
    """The same for a stored file's name, read as a plain value."""
    if not name:
        return None
    expires = (int(time.time()) // LIFE_SECONDS + 2) * LIFE_SECONDS
    return path_of(Link(name, filename or PurePosixPath(name).name, inline, expires))


@lru_cache(maxsize=4096)
def path_of(link: Link) -> str:
    """Lists show the same pictures again and again: each is signed once in its ten minutes."""
    return reverse("file", args=[seal(link)])


def seal(link: Link) -> str:
    payload = [link.name, link.filename, int(link.inline), link.expires_at]
    return signing.Signer(salt=SALT).sign_object(payload, compress=False)


def unseal(token: str) -> Link:
    """The link behind a token, or ``LinkExpired`` for one that is old, cut or forged."""
    try:
        name, filename, inline, expires_at = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise LinkExpired from error
    if expires_at < time.time():
        raise LinkExpired
    return Link(name, filename, bool(inline), expires_at)
