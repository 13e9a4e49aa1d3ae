"""Files in an S3-compatible bucket: kept there, given out by signed redirects, deleted when no row names them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from moto.server import ThreadedMotoServer
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.config import databases
from strato.config.databases import Bucket
from strato.core.files import orphans
from strato.printing.models import Model3D

pytestmark = pytest.mark.django_db
NAME = "strato-files"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server that speaks S3, in a thread of this process."""
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host.replace('0.0.0.0', '127.0.0.1')}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The bucket as its owner sees it; the product has it as its storage."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "strato")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-so-secret")
    made = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1").create_bucket(Bucket=NAME)
    storage = databases.media_storage(Bucket(NAME, endpoint=endpoint), Path("/nowhere"))
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    yield made
    made.objects.delete()
    made.delete()


@pytest.fixture
def model(bucket: Any, client_of: Callable[..., APIClient], alice: User, samples: Path) -> Any:
    with (samples / "20mm-xyz-cube.stl").open("rb") as file:
        answer = client_of(alice).post("/api/models/", {"file": file}, format="multipart")
    assert (answer.status_code, answer.json()["status"]) == (201, "ready")
    return answer.json()


def test_an_upload_lies_in_the_bucket_and_nowhere_else(bucket: Any, model: Any, settings: Any, samples: Path) -> None:
    row = Model3D.objects.get()
    assert bucket.Object(row.file.name).get()["Body"].read() == (samples / "20mm-xyz-cube.stl").read_bytes()
    names = {thing.key for thing in bucket.objects.all()}
    assert {str(row.file.name), str(row.overlay.name)} <= names
    assert not (Path(settings.MEDIA_ROOT) / str(row.file.name)).exists()


def test_a_download_is_authorized_here_and_sent_by_the_store(
    endpoint: str, model: Any, client_of: Callable[..., APIClient], samples: Path
) -> None:
    data = (samples / "20mm-xyz-cube.stl").read_bytes()
    answer = client_of().get(model["file_url"])
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{endpoint}/{NAME}/models/")
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in answer["Location"]
    sent = requests.get(answer["Location"], timeout=10)
    assert (sent.status_code, sent.content) == (200, data)
    assert sent.headers["Content-Disposition"] == 'attachment; filename="20mm-xyz-cube.stl"'
    part = requests.get(answer["Location"], headers={"Range": "bytes=80-83"}, timeout=10)
    assert (part.status_code, part.content) == (206, data[80:84])


def test_a_link_that_has_been_changed_is_refused(model: Any, client_of: Callable[..., APIClient]) -> None:
    assert client_of().get(model["file_url"][:-6] + "AAAAA/").status_code == 404


def test_a_large_file_in_pieces_reaches_the_bucket(
    bucket: Any, client_of: Callable[..., APIClient], alice: User, samples: Path
) -> None:
    data, client = (samples / "large_block.STL").read_bytes(), client_of(alice)
    tus: Any = {"HTTP_TUS_RESUMABLE": "1.0.0"}
    where = client.post("/api/uploads/", HTTP_UPLOAD_LENGTH=str(len(data)), **tus)["Location"]
    piece: Any = {"data": data, "content_type": "application/offset+octet-stream", "HTTP_UPLOAD_OFFSET": "0"}
    assert client.generic("PATCH", where, **piece, **tus).status_code == 204
    body = {"upload": where.rstrip("/").rpartition("/")[2], "name": "Block"}
    answer = client.post("/api/models/", body)
    assert answer.status_code == 201, answer.json()
    assert bucket.Object(Model3D.objects.get().file.name).get()["Body"].read() == data


def test_a_name_is_never_written_over(bucket: Any) -> None:
    names = [default_storage.save("avatars/me.png", ContentFile(data)) for data in (b"one", b"two")]
    assert [bucket.Object(name).get()["Body"].read() for name in names] == [b"one", b"two"]


def test_files_that_no_row_names_are_deleted(bucket: Any, model: Any) -> None:
    Model3D.objects.all().delete()
    assert len(list(bucket.objects.all())) >= 2
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        orphans.sweep()
    assert list(bucket.objects.all()) == []


def test_pages_may_show_what_the_store_sends() -> None:
    assert Bucket(NAME, endpoint="https://store.example.org:9000/s3").origin == "https://store.example.org:9000"
    assert Bucket(NAME, region="eu-central-1").origin == f"https://{NAME}.s3.eu-central-1.amazonaws.com"
    assert Bucket("").origin == ""
