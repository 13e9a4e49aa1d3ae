"""Resumable uploads: what has arrived stays, whoever it belongs to takes it, nobody else sees it."""

import base64
import hashlib
import io
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.guests import Guest, new_key
from strato.accounts.models import User
from strato.accounts.signals import guest_identified
from strato.core import files
from strato.core.errors import Missing
from strato.core.files import uploads
from strato.core.files.errors import UploadIncomplete
from strato.core.files.models import Upload
from strato.core.tests.rig.bench import until

pytestmark = pytest.mark.django_db
TUS: dict[str, Any] = {"HTTP_TUS_RESUMABLE": "1.0.0"}


@pytest.fixture(autouse=True)
def _folders(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS_DIR = tmp_path / "uploads"


def begin(client: APIClient, size: int, name: str = "benchy.stl") -> Any:
    metadata = f"filename {base64.b64encode(name.encode()).decode()}"
    return client.post("/api/uploads/", **TUS, HTTP_UPLOAD_LENGTH=str(size), HTTP_UPLOAD_METADATA=metadata)


def send(client: APIClient, where: str, body: bytes, offset: int, **headers: Any) -> Any:
    caller: Any = client
    return caller.generic(
        "PATCH", where, body, "application/offset+octet-stream", **TUS, HTTP_UPLOAD_OFFSET=str(offset), **headers
    )


def head(client: APIClient, where: str) -> Any:
    return client.head(where, **TUS)


def test_a_file_comes_in_pieces_and_is_taken(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    started = begin(client, 11)
    assert (started.status_code, started["Upload-Offset"]) == (201, "0")
    where = started["Location"]
    assert send(client, where, b"hello ", 0)["Upload-Offset"] == "6"
    assert (head(client, where)["Upload-Offset"], head(client, where)["Upload-Length"]) == ("6", "11")
    assert send(client, where, b"world", 6).status_code == 204
    upload = Upload.objects.get()
    with transaction.atomic():
        taken = files.take(upload.pk, alice)
        assert (taken.name, taken.size, taken.read()) == ("benchy.stl", 11, b"hello world")
        name = default_storage.save("models/benchy.stl", taken)
    assert default_storage.open(name).read() == b"hello world"
    assert not Upload.objects.exists()


def test_the_wrong_offset_is_refused_and_named(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    where = begin(client, 10)["Location"]
    send(client, where, b"abc", 0)
    answer = send(client, where, b"abc", 0)
    assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (
        409,
        "upload_wrong_offset",
        {"offset": 3},
    )
    assert answer["Tus-Resumable"] == "1.0.0"


def test_more_bytes_than_announced_are_refused(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    where = begin(client, 4)["Location"]
    assert send(client, where, b"12345", 0).json()["code"] == "upload_too_large"
    assert head(client, where)["Upload-Offset"] == "0"


def test_a_file_larger_than_allowed_is_refused(client_of: Callable[..., APIClient], alice: User, settings: Any) -> None:
    settings.MAX_MODEL_BYTES = 100
    answer = begin(client_of(alice), 101)
    assert (answer.status_code, answer.json()["code"]) == (413, "upload_too_large")


def test_an_outsider_gets_404(client_of: Callable[..., APIClient], alice: User, olaf: User) -> None:
    where = begin(client_of(alice), 4)["Location"]
    assert head(client_of(olaf), where).status_code == 404
    assert send(client_of(olaf), where, b"1234", 0).status_code == 404
    assert client_of(olaf).delete(where, **TUS).status_code == 404
    with pytest.raises(Missing):
        files.take(Upload.objects.get().pk, olaf)


def test_nobody_without_a_key_may_upload(client_of: Callable[..., APIClient]) -> None:
    answer = begin(client_of(), 4)
    assert (answer.status_code, answer.json()["code"]) == (403, "guest_key_missing")


def test_an_upload_is_dropped(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    where = begin(client, 4)["Location"]
    assert client.delete(where, **TUS).status_code == 204
    assert head(client, where).status_code == 404


def test_bytes_that_were_never_noted_are_written_again(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    where = begin(client, 6)["Location"]
    send(client, where, b"abc", 0)
    with uploads.path_of(Upload.objects.get().pk).open("ab") as file:
        file.write(b"torn")
    send(client, where, b"def", 3)
    assert files.take(Upload.objects.get().pk, alice).read() == b"abcdef"


class CutLine(io.RawIOBase):
    """Three bytes, then the line is cut."""

    def __init__(self) -> None:
        self.left = [b"abc"]

    def read(self, size: int = -1) -> bytes:
        if not self.left:
            raise OSError("connection reset")
        return self.left.pop()


def test_a_cut_line_keeps_what_has_arrived(client_of: Callable[..., APIClient], alice: User) -> None:
    begin(client_of(alice), 10)
    uploads.append(Upload.objects.get(), CutLine(), offset=0)  # type: ignore[arg-type]
    assert Upload.objects.get().offset_bytes == 3


def test_an_unfinished_upload_cannot_be_taken(client_of: Callable[..., APIClient], alice: User) -> None:
    begin(client_of(alice), 10)
    with pytest.raises(UploadIncomplete):
        files.take(Upload.objects.get().pk, alice)


def test_a_rollback_leaves_the_upload(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    where = begin(client, 3)["Location"]
    send(client, where, b"abc", 0)
    pk = Upload.objects.get().pk

    def take_and_stumble() -> None:
        with transaction.atomic():
            default_storage.save("models/x.stl", files.take(pk, alice))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        take_and_stumble()
    assert files.take(pk, alice).read() == b"abc"


def test_a_wrong_checksum_drops_the_piece(client_of: Callable[..., APIClient], alice: User) -> None:
    client = client_of(alice)
    where = begin(client, 3)["Location"]
    right = base64.b64encode(hashlib.sha256(b"abc").digest()).decode()
    answer = send(client, where, b"abd", 0, HTTP_UPLOAD_CHECKSUM=f"sha256 {right}")
    assert (answer.status_code, answer.json()["code"]) == (460, "checksum_mismatch")
    assert head(client, where)["Upload-Offset"] == "0"
    assert send(client, where, b"abc", 0, HTTP_UPLOAD_CHECKSUM=f"sha256 {right}").status_code == 204


def test_another_protocol_version_is_refused(client_of: Callable[..., APIClient], alice: User) -> None:
    answer = client_of(alice).post("/api/uploads/", HTTP_UPLOAD_LENGTH="3", HTTP_TUS_RESUMABLE="0.2.2")
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_options_tells_what_is_spoken(client_of: Callable[..., APIClient]) -> None:
    answer = client_of().options("/api/uploads/")
    assert (answer.status_code, answer["Tus-Version"]) == (204, "1.0.0")
    assert "creation" in answer["Tus-Extension"]


def test_a_guest_goes_on_after_signing_in(client_of: Callable[..., APIClient], alice: User) -> None:
    guest, key = client_of(), new_key()
    guest.credentials(HTTP_X_GUEST=key)
    where = begin(guest, 6)["Location"]
    assert send(guest, where, b"abc", 0).status_code == 204
    assert head(client_of(alice), where).status_code == 404
    guest_identified.send(User, user=alice, guest_key=key)
    assert send(client_of(alice), where, b"def", 3).status_code == 204
    assert head(guest, where).status_code == 404
    assert files.take(Upload.objects.get().pk, alice).read() == b"abcdef"


def test_a_guest_has_a_small_quota(client_of: Callable[..., APIClient], settings: Any) -> None:
    guest = client_of()
    guest.credentials(HTTP_X_GUEST=new_key())
    settings.MAX_MODEL_BYTES = 100
    assert begin(guest, 100).status_code == 201
    assert begin(guest, 1).json()["code"] == "too_many_uploads"


@pytest.mark.django_db(transaction=True)
def test_over_a_real_line_that_is_cut_nothing_is_sent_twice(live_server: Any, alice: User) -> None:
    key = new_key()
    upload = uploads.begin(by=Guest(key), size_bytes=3_000_000)
    place = urlsplit(live_server.url)
    words = (
        f"PATCH /api/uploads/{upload.pk}/ HTTP/1.1",
        f"Host: {place.netloc}",
        "Tus-Resumable: 1.0.0",
        "Upload-Offset: 0",
        f"X-Guest: {key}",
        "Content-Type: application/offset+octet-stream",
        "Content-Length: 3000000",
    )
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall("\r\n".join(words).encode() + b"\r\n\r\n" + b"a" * 1_000_000)
    until(lambda: Upload.objects.get().offset_bytes > 0, patience=20)
    arrived = Upload.objects.get().offset_bytes
    assert 0 < arrived <= 1_000_000
    uploads.append(Upload.objects.get(), io.BytesIO(b"a" * (3_000_000 - arrived)), offset=arrived)
    assert files.take(upload.pk, Guest(key)).read() == b"a" * 3_000_000


def test_the_sweeper_forgets_what_nobody_finished(client_of: Callable[..., APIClient], alice: User) -> None:
    begin(client_of(alice), 3)
    path = uploads.path_of(Upload.objects.get().pk)
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert path.exists()
    assert uploads.sweep() == 1
    assert not Upload.objects.exists()


def test_too_many_open_uploads_are_refused(client_of: Callable[..., APIClient], alice: User) -> None:
    for _ in range(uploads.MAX_OPEN["person"]):
        assert begin(client_of(alice), 3).status_code == 201
    assert begin(client_of(alice), 3).json()["code"] == "too_many_uploads"


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\boot.ini", "/a/b\x00c.stl", ""])
def test_a_name_is_never_a_path(name: str) -> None:
    assert "/" not in uploads.safe_name(name)
    assert "\\" not in uploads.safe_name(name)
    assert "\x00" not in uploads.safe_name(name)
    assert uploads.safe_name(name)
