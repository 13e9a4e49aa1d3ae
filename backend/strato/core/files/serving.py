"""Sending a stored file: by the proxy, by the object store, or from here, in ranges where asked."""

import mimetypes
import re
from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from strato.core.files.errors import FileGone
from strato.core.files.links import LIFE_SECONDS, Link

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# What a browser may show inside the page; anything else is always a download.
SHOWN = {"image/png", "image/jpeg", "image/webp", "image/gif", "model/stl"}
mimetypes.add_type("model/stl", ".stl")
mimetypes.add_type("model/obj", ".obj")
mimetypes.add_type("model/3mf", ".3mf")
mimetypes.add_type("text/x.gcode", ".gcode")


def serve(request: HttpRequest, link: Link) -> HttpResponseBase:
    """The answer to a link whose signature has been checked."""
    kind = mimetypes.guess_type(link.name)[0] or "application/octet-stream"
    disposition = content_disposition_header(not (link.inline and kind in SHOWN), link.filename) or "attachment"
    storage: Any = default_storage
    if not isinstance(getattr(storage, "_wrapped", storage), FileSystemStorage) and hasattr(storage, "bucket_name"):
        parameters = {"ResponseContentDisposition": disposition, "ResponseContentType": kind}
        return HttpResponseRedirect(storage.url(link.name, parameters=parameters, expire=LIFE_SECONDS))
    response = by_proxy(link) if settings.ACCEL_PREFIX else from_here(request, link)
    if response.status_code < 400:
        response["Content-Type"] = kind
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-site"
    response["Cache-Control"] = f"private, max-age={LIFE_SECONDS}"
    return response


def by_proxy(link: Link) -> HttpResponse:
    """Let the reverse proxy send it (nginx: ``internal`` location, "X-Accel-Redirect")."""
    if not default_storage.exists(link.name):
        raise FileGone
    response = HttpResponse()
    response["X-Accel-Redirect"] = f"{settings.ACCEL_PREFIX.rstrip('/')}/{quote(link.name)}"
    return response


def from_here(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Stream it, whole or the one range that was asked for (RFC 9110, section 14)."""
    try:
        file = default_storage.open(link.name, "rb")
        size, changed = default_storage.size(link.name), int(default_storage.get_modified_time(link.name).timestamp())
    except (FileNotFoundError, IsADirectoryError) as error:
        raise FileGone from error
    tag = f'"{size:x}-{changed:x}"'
    span = asked_range(request, size, tag, changed)
    if request.headers.get("If-None-Match") == tag:
        file.close()
        response: HttpResponseBase = HttpResponse(status=304)
    elif span is None:
        file_response = FileResponse(file)
        file_response.block_size = PIECE  # pieces of Django's 4 KB cost a thread hop each in the embedded server
        response = file_response
        response["Content-Length"] = str(size)
    elif span == (0, 0):
        file.close()
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        start, end = span
        response = StreamingHttpResponse(part(file, start, end), status=206)
        response["Content-Length"] = str(end - start)
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["ETag"], response["Last-Modified"], response["Accept-Ranges"] = tag, http_date(changed), "bytes"
    return response


def asked_range(request: HttpRequest, size: int, tag: str, changed: int) -> tuple[int, int] | None:
    """[start, end) of a single byte range; None: send the whole; (0, 0): the range lies outside."""
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range")
    if found is None or (condition and condition != tag and parse_http_date_safe(condition) != changed):
        return None
    first, last = found.groups()
    if not first and not last:
        return None
    if not first:  # the last n bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < int(first):
            return None
    return (start, end) if start < end else (0, 0)


def part(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    """The bytes [start, end) of a file, in pieces; closes it."""
    with file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
