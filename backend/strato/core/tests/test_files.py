"""Downloads by signed link, and images from people."""

import io
import os
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.files import clean_image, download_url, links, orphans
from strato.core.files.errors import ImageTooLarge, ImageTooManyPixels, LinkExpired, NotAnImage

BODY = bytes(range(256)) * 4


@pytest.fixture
def url(alice: User) -> str:
    alice.avatar.save("me.png", ContentFile(BODY))
    made = download_url(alice.avatar, filename="Alice größe.png", inline=True)
    assert made is not None
    return made


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_link_serves_the_file_and_lets_it_do_nothing(client_of: Callable[..., APIClient], url: str) -> None:
    answer = client_of().get(url, HTTP_ACCEPT="image/png")
    assert (answer.status_code, body(answer), answer["Content-Length"]) == (200, BODY, "1024")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''Alice%20gr%C3%B6%C3%9Fe.png"


@pytest.mark.parametrize(
    ("asked", "status", "expected", "said"),
    [
        ("bytes=0-9", 206, BODY[:10], "bytes 0-9/1024"),
        ("bytes=1000-", 206, BODY[1000:], "bytes 1000-1023/1024"),
        ("bytes=-24", 206, BODY[-24:], "bytes 1000-1023/1024"),
        ("bytes=1000-5000", 206, BODY[1000:], "bytes 1000-1023/1024"),
        ("bytes=1024-", 416, b"", "bytes */1024"),
        ("bytes=5-1", 200, BODY, None),
        ("bytes=0-1,4-5", 200, BODY, None),
        ("lines=1-2", 200, BODY, None),
    ],
)
def test_ranges(
    client_of: Callable[..., APIClient], url: str, asked: str, status: int, expected: bytes, said: str | None
) -> None:
    answer = client_of().get(url, HTTP_RANGE=asked)
    assert (answer.status_code, body(answer), answer.get("Content-Range")) == (status, expected, said)


def test_a_changed_file_is_sent_whole(client_of: Callable[..., APIClient], url: str) -> None:
    assert client_of().get(url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE='"other"').status_code == 200
    tag = client_of().get(url)["ETag"]
    assert client_of().get(url, HTTP_RANGE="bytes=0-9", HTTP_IF_RANGE=tag).status_code == 206
    assert client_of().get(url, HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_the_proxy_is_told_where_the_file_is(client_of: Callable[..., APIClient], url: str, settings: Any) -> None:
    settings.ACCEL_PREFIX = "/internal"
    answer = client_of().get(url)
    assert answer["X-Accel-Redirect"].startswith("/internal/avatars/me")
    assert answer.content == b""


def test_a_forged_or_old_link_is_refused(client_of: Callable[..., APIClient], url: str) -> None:
    forged = url.replace("/api/files/W", "/api/files/V", 1)
    assert forged != url
    answer = client_of().get(forged)
    assert (answer.status_code, answer.json()["code"]) == (404, "link_expired")
    with pytest.raises(LinkExpired):
        links.unseal(links.seal(links.Link("a", "a", False, 1)))


def test_a_deleted_file_is_gone_by_name(client_of: Callable[..., APIClient], alice: User, url: str) -> None:
    default_storage.delete(str(alice.avatar.name))
    assert client_of().get(url).json()["code"] == "file_gone"


def test_a_script_is_never_shown_in_the_page(client_of: Callable[..., APIClient], alice: User) -> None:
    alice.avatar.save("x.html", ContentFile(b"<script>alert(1)</script>"))
    made = download_url(alice.avatar, inline=True)
    assert made is not None
    assert client_of().get(made)["Content-Disposition"].startswith("attachment")


def test_no_file_no_link(alice: User) -> None:
    assert download_url(alice.avatar) is None


def picture(
    mode: str = "RGB", size: tuple[int, int] = (40, 20), kind: str = "PNG", **options: Any
) -> ContentFile[bytes]:
    out = io.BytesIO()
    Image.new(mode, size, 200 if mode == "L" else (200, 30, 30, 120)[: len(mode)]).save(out, kind, **options)
    return ContentFile(out.getvalue(), name="holiday.png")


def test_a_photo_loses_its_exif_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Spy Camera"
    cleaned = clean_image(picture(kind="JPEG", exif=exif))
    result = Image.open(cleaned)
    assert (result.size, result.format, dict(result.getexif())) == ((20, 40), "JPEG", {})
    assert b"Spy" not in cleaned.read()
    assert cleaned.name == "holiday.jpg"


def test_transparency_stays() -> None:
    assert Image.open(clean_image(picture("RGBA"))).format == "PNG"


def test_a_large_photo_is_made_smaller() -> None:
    assert Image.open(clean_image(picture(size=(3000, 1500)), max_px=512)).size == (512, 256)


@pytest.mark.parametrize("data", [b"", b"hello", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n broken", b"GIF89a"])
def test_what_is_no_image_is_refused(data: bytes) -> None:
    with pytest.raises(NotAnImage):
        clean_image(ContentFile(data, name="x.png"))


def test_a_cut_off_image_is_refused() -> None:
    whole = picture(size=(400, 400), kind="JPEG").read()
    with pytest.raises(NotAnImage):
        clean_image(ContentFile(whole[: len(whole) // 2], name="x.jpg"))


def test_a_decompression_bomb_is_refused_before_it_unfolds() -> None:
    bomb = picture("L", (20_000, 20_000))
    assert bomb.size < 2_000_000
    with pytest.raises(ImageTooManyPixels):
        clean_image(bomb)


def test_too_many_bytes_are_refused(settings: Any) -> None:
    settings.MAX_IMAGE_BYTES = 50
    with pytest.raises(ImageTooLarge):
        clean_image(picture())


def age(name: str) -> None:
    """As if it had been stored two days ago."""
    then = time.time() - 2 * 86_400
    os.utime(default_storage.path(name), (then, then))


def test_files_that_no_row_names_go_after_a_day(alice: User, olaf: User) -> None:
    alice.avatar.save("alice.png", ContentFile(b"x"))
    shared = str(alice.avatar.name)
    olaf.avatar = shared
    olaf.save(update_fields=["avatar"])
    old, young = (default_storage.save(f"avatars/{name}.png", ContentFile(b"x")) for name in ("old", "young"))
    age(old)
    age(shared)
    alice.avatar = ""
    alice.save(update_fields=["avatar"])
    assert orphans.sweep() == 1
    assert [default_storage.exists(name) for name in (old, young, shared)] == [False, True, True]
    olaf.avatar = ""
    olaf.save(update_fields=["avatar"])
    assert orphans.sweep() == 1
    assert not default_storage.exists(shared)
