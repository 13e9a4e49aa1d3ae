"""Files with messages: looked at, counted, shown to who takes part, swept up."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.messaging import services
from strato.messaging.models import Attachment
from strato.messaging.tests.factories import direct, group, say

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
GPS = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"


def picture(kind: str = "JPEG", tail: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(out, kind, **({"exif": GPS} if kind == "JPEG" else {}))
    return out.getvalue() + tail


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def stl(triangles: int = 1) -> bytes:
    return bytes(80) + triangles.to_bytes(4, "little") + bytes(50) * triangles


def send_file(browser: APIClient, place: str, name: str, data: bytes) -> Any:
    file = SimpleUploadedFile(name, data, "text/html")  # what the sender claims is not believed
    return browser.post(f"{place}attachments/", {"file": file}, format="multipart")


def test_a_picture_goes_with_a_message_to_who_takes_part(alice: User, mona: User, client_of: Client) -> None:
    row = direct(alice, mona)
    place, writer, reader = f"/api/conversations/{row.pk}/", client_of(alice), client_of(mona)
    made = send_file(writer, place, "part.jpg", picture(tail=b"<script>zz</script>")).json()
    assert (made["kind"], made["width"], made["height"]) == ("image", 900, 600)
    assert reader.get(f"{place}attachments/{made['id']}/").status_code == 404  # not sent yet
    said = {"client_id": str(uuid4()), "attachments": [made["id"]]}
    assert writer.post(f"{place}messages/", said).status_code == 201
    [card] = reader.get(f"{place}messages/").json()["results"][0]["attachments"]
    answer: Any = APIClient().get(card["url"])
    data = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert b"script" not in data
    assert b"Exif" not in data
    small: Any = APIClient().get(card["thumbnail_url"])
    assert Image.open(io.BytesIO(b"".join(small.streaming_content))).width == 480
    assert writer.post(f"{place}messages/", {**said, "client_id": str(uuid4())}).json()["code"] == "attachments_wrong"


def test_a_link_dies_with_the_right_to_read(alice: User, mona: User, client_of: Client) -> None:
    row = group(alice, mona)
    file = services.attach_file(row, file=SimpleUploadedFile("a.txt", b"hello"), by=alice)
    message = say(row, alice, attachments=[file.pk])
    place = f"/api/conversations/{row.pk}/"
    url = client_of(mona).get(f"{place}attachments/{file.pk}/").json()["url"]
    own = client_of(alice).get(f"{place}attachments/{file.pk}/").json()["url"]
    assert APIClient().get(url).status_code == 200
    services.remove_person(row, person_id=mona.pk, by=alice)
    assert APIClient().get(url).json()["code"] == "link_expired"
    assert APIClient().get(own).status_code == 200
    services.delete_message(message, by=alice)
    assert APIClient().get(own).status_code == 404
    assert APIClient().get("/api/attachment-files/forged/").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("page.html", b"<script>alert(1)</script>", 415, "attachment_unsupported"),
        ("pic.svg", b"<svg onload='x'/>", 415, "attachment_unsupported"),
        ("run.exe", b"MZ", 415, "attachment_unsupported"),
        ("noname", b"hello", 415, "attachment_unsupported"),
        ("pic.png", b"\x89PNG\r\n\x1a\n<html>", 415, "not_an_image"),
        ("cut.jpg", picture()[:300], 415, "not_an_image"),
        ("plan.pdf", b"<html>no pdf</html>", 415, "attachment_broken"),
        ("table.xlsx", b"PK\x03\x04broken", 415, "attachment_broken"),
        ("part.stl", stl()[:-7], 415, "attachment_broken"),
        ("part.stl", b"\x7fELF" + bytes(200), 415, "attachment_broken"),
        ("part.3mf", archive(readme=b"x"), 415, "attachment_broken"),
        ("notes.txt", b"\x00\x01\x02", 415, "attachment_broken"),
    ],
)
def test_hostile_files_are_refused_by_name(
    name: str, data: bytes, status: int, code: str, alice: User, mona: User, client_of: Client
) -> None:
    row = direct(alice, mona)
    answer = send_file(client_of(alice), f"/api/conversations/{row.pk}/", name, data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("part.STL", stl(3), "model"),
        ("ascii.stl", b"solid x\nendsolid x\n", "model"),
        ("part.3mf", archive(**{"3D/3dmodel.model": b"<model/>"}), "model"),
        ("../../etc/notes.txt", "Grüße".encode(), "document"),
        ("plan.pdf", b"%PDF-1.7\n...", "document"),
        ("table.xlsx", archive(**{"xl/workbook.xml": b"<x/>"}), "document"),
    ],
)
def test_models_and_documents_are_taken_as_downloads(
    name: str, data: bytes, kind: str, alice: User, mona: User, client_of: Client
) -> None:
    row = direct(alice, mona)
    made = send_file(client_of(alice), f"/api/conversations/{row.pk}/", name, data).json()
    assert (made["kind"], made["filename"], made["size_bytes"]) == (kind, name.rpartition("/")[2], len(data))
    answer = APIClient().get(made["url"])
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert kind == "model" or answer.headers["Content-Disposition"].startswith("attachment")


def test_room_is_counted_and_comes_back(alice: User, mona: User, client_of: Client, settings: Any) -> None:
    settings.ATTACHMENT_QUOTA_BYTES, settings.MAX_DOCUMENT_BYTES = 1000, 700
    row = direct(alice, mona)
    browser, place = client_of(alice), f"/api/conversations/{row.pk}/"
    assert send_file(browser, place, "big.txt", b"x" * 701).json()["code"] == "attachment_too_large"
    first = send_file(browser, place, "a.txt", b"x" * 600).json()
    assert send_file(browser, place, "b.txt", b"x" * 600).json()["code"] == "attachment_quota"
    assert browser.delete(f"{place}attachments/{first['id']}/").status_code == 204
    assert send_file(browser, place, "b.txt", b"x" * 600).status_code == 201


def test_what_nobody_sends_is_swept_up(alice: User, mona: User) -> None:
    row = direct(alice, mona)
    old, young, sent = (
        services.attach_file(row, file=SimpleUploadedFile(f"{n}.txt", b"x"), by=alice) for n in range(3)
    )
    say(row, alice, attachments=[sent.pk])
    Attachment.objects.filter(pk__in=[old.pk, sent.pk]).update(uploaded_at=timezone.now() - timedelta(hours=25))
    assert services.sweep_unsent() == 1
    assert set(Attachment.objects.values_list("pk", flat=True)) == {young.pk, sent.pk}
    assert default_storage.exists(str(old.file.name))  # the orphans' sweep takes it when it is a day old


def test_files_of_others_or_other_conversations_are_not_sent(
    alice: User, mona: User, olaf: User, client_of: Client
) -> None:
    here, there = direct(alice, mona), direct(alice, olaf)
    mine = services.attach_file(there, file=SimpleUploadedFile("a.txt", b"x"), by=alice)
    theirs = services.attach_file(here, file=SimpleUploadedFile("b.txt", b"x"), by=mona)
    for pk in (mine.pk, theirs.pk, uuid4()):
        said = {"client_id": str(uuid4()), "body": "x", "attachments": [str(pk)]}
        answer = client_of(alice).post(f"/api/conversations/{here.pk}/messages/", said)
        assert answer.json()["code"] == "attachments_wrong"


def test_files_are_asked_for_by_a_kind_that_exists(alice: User, mona: User, client_of: Client) -> None:
    place = f"/api/conversations/{direct(alice, mona).pk}/attachments/"
    assert client_of(alice).get(place, {"kind": "image"}).status_code == 200
    answer = client_of(alice).get(place, {"kind": "song"})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["kind"])
