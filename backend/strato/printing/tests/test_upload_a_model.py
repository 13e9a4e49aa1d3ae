"""Bringing a model in: what is kept, what is refused, what is never done twice."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from strato.accounts.guests import new_key
from strato.accounts.signals import guest_identified
from strato.core import queue
from strato.notifications.models import Notification
from strato.printing import examination
from strato.printing.mesh.reading import read_model
from strato.printing.mesh.triangles import LIMIT_MM, Triangles
from strato.printing.mesh.writing import write_stl
from strato.printing.models import Model3D, Quote
from strato.printing.services.jobs import submit_print_job
from strato.printing.states import ModelStatus
from strato.printing.tests.factories import CUBE, SAMPLES, equipped, quote_for, uploaded

pytestmark = pytest.mark.django_db


def post(client: Any, path: Path = CUBE, **extra: Any) -> Any:
    with path.open("rb") as file:
        return client.post("/api/models/", {"file": file, **extra}, format="multipart")


def files_on_disk() -> set[str]:
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_small_file_is_ready_in_the_answer(client_of: Any, alice: Any) -> None:
    answer = post(client_of(alice), name="Calibration cube")
    assert answer.status_code == 201
    body = answer.json()
    assert body["name"] == "Calibration cube"
    assert body["filename"] == "20mm-xyz-cube.stl"
    assert body["status"] == "ready"
    assert body["format"] == "stl-binary"
    assert body["report"]["topology"]["bodies"] >= 1
    assert {"partial_update", "archive", "rescale"} <= set(body["allowed_actions"])
    model = Model3D.objects.get()
    assert model.owner == alice
    assert model.volume_mm3 == pytest.approx(7000, rel=0.2)
    assert [step.to_status for step in model.status_changes.all()] == ["ready"]


@pytest.mark.parametrize(
    ("name", "unit"), [("heartgears.3mf", "mm"), ("wallhole.obj", "mm"), ("two_objects_mixed_case_names.stl", "mm")]
)
def test_every_format_is_read(client_of: Any, alice: Any, name: str, unit: str) -> None:
    body = post(client_of(alice), SAMPLES / name).json()
    assert (body["status"], body["unit"]) == ("ready", unit)
    assert body["triangles"] > 0


def test_large_file_is_looked_at_in_the_background(client_of: Any, alice: Any, settings: Any) -> None:
    settings.INLINE_ANALYSIS_BYTES = 10
    body = post(client_of(alice)).json()
    assert body["status"] == "analyzing"
    queue.run_pending()
    model = Model3D.objects.get()
    assert model.status == ModelStatus.READY
    assert Notification.objects.get().kind == "model.analyzed"


@pytest.mark.parametrize("inline", [True, False])
@pytest.mark.parametrize("name", ["empty.stl", "MUSTFAIL_DTD_in_xml.3mf", "letter"])
def test_refused_file_says_why_and_leaves_nothing_on_disk(
    client_of: Any, alice: Any, tmp_path: Path, settings: Any, name: str, inline: bool
) -> None:
    settings.INLINE_ANALYSIS_BYTES = 10**9 if inline else 0
    path = SAMPLES / name
    if name == "letter":
        path = tmp_path / "letter.stl"
        path.write_bytes(b"%PDF-1.7 this is no model at all")
    answer = post(client_of(alice), path)
    if path.stat().st_size == 0:
        assert (answer.status_code, answer.json()["code"]) == (400, "empty_upload")
        return
    queue.run_pending()
    model = Model3D.objects.get()
    assert model.status == ModelStatus.REFUSED
    assert model.refusal_code.startswith("model_")
    assert model.refusal_detail
    assert not model.file


def test_refusal_leaves_nothing_on_disk_after_the_commit(
    client_of: Any, alice: Any, tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.INLINE_ANALYSIS_BYTES = 0
    path = tmp_path / "letter.stl"
    path.write_bytes(b"%PDF-1.7 this is no model at all")
    before = files_on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        post(client_of(alice), path)
        assert files_on_disk() > before
        queue.run_pending()
    assert files_on_disk() == before


def test_same_file_is_never_analyzed_twice(
    client_of: Any, alice: Any, olaf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = post(client_of(alice)).json()
    looked: list[Path] = []
    monkeypatch.setattr(examination, "examine_file", lambda path, **_: looked.append(path))
    second = post(client_of(olaf), name="Mine").json()
    assert not looked
    assert second["status"] == "ready"
    assert second["id"] != first["id"]
    assert second["report"] == first["report"]
    assert client_of(alice).get(f"/api/models/{second['id']}/").status_code == 404


def test_too_large_file_is_refused(client_of: Any, alice: Any, settings: Any) -> None:
    settings.MAX_MODEL_BYTES = 100
    answer = post(client_of(alice))
    assert (answer.status_code, answer.json()["code"]) == (413, "model_too_large")
    assert not Model3D.objects.exists()


def test_body_that_says_it_is_too_large_is_not_read(client_of: Any, alice: Any, settings: Any) -> None:
    answer = client_of(alice).post("/api/models/", {}, CONTENT_LENGTH=str(settings.MAX_MODEL_BYTES * 2))
    assert (answer.status_code, answer.json()["code"]) == (413, "model_too_large")


def test_file_or_upload_is_needed(client_of: Any, alice: Any) -> None:
    answer = client_of(alice).post("/api/models/", {})
    assert answer.status_code == 400
    assert answer.json()["fields"]["non_field_errors"][0]["code"] == "file_or_upload"


def test_unknown_upload_is_not_found(client_of: Any, alice: Any) -> None:
    answer = client_of(alice).post("/api/models/", {"upload": "01992d6e-5f3a-7c21-9b7e-3c5a1f0e8d42"})
    assert answer.status_code == 404


def test_resumable_upload_becomes_a_model(client_of: Any, alice: Any) -> None:
    client, data = client_of(alice), CUBE.read_bytes()
    made = client.post(
        "/api/uploads/",
        HTTP_TUS_RESUMABLE="1.0.0",
        HTTP_UPLOAD_LENGTH=str(len(data)),
        HTTP_UPLOAD_METADATA="filename Y3ViZS5zdGw=",
    )
    assert made.status_code == 201, made.content
    url = made["Location"]
    sent = client.generic(
        "PATCH", url, data, "application/offset+octet-stream", HTTP_TUS_RESUMABLE="1.0.0", HTTP_UPLOAD_OFFSET="0"
    )
    assert sent.status_code == 204, sent.content
    answer = client.post("/api/models/", {"upload": url.rstrip("/").rpartition("/")[2]})
    assert answer.status_code == 201, answer.json()
    assert (answer.json()["name"], answer.json()["status"]) == ("cube", "ready")


def test_nameless_guest_is_asked_for_a_key(client_of: Any) -> None:
    answer = post(client_of(None))
    assert (answer.status_code, answer.json()["code"]) == (403, "guest_key_missing")


def test_guest_keeps_models_and_quotes_by_key_and_takes_them_along(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    client = client_of(None)
    client.credentials(HTTP_X_GUEST=new_key())
    model = post(client).json()
    renamed = client.patch(f"/api/models/{model['id']}/", {"name": "Gear"})
    assert (renamed.status_code, renamed.json()["name"]) == (200, "Gear")
    material = str(lab_north.material_prices.get().material_id)
    quote = client.post("/api/quotes/", {"model": model["id"], "material": material})
    assert quote.status_code == 201, quote.json()
    other = client_of(None)
    other.credentials(HTTP_X_GUEST=new_key())
    assert other.get(f"/api/models/{model['id']}/").status_code == 404
    assert client_of(None).get(f"/api/models/{model['id']}/").status_code == 404
    key = client._credentials["HTTP_X_GUEST"]
    guest_identified.send(type(alice), user=alice, guest_key=key)
    assert Model3D.objects.get().owner == alice
    assert Quote.objects.get().owner == alice
    assert client.get(f"/api/models/{model['id']}/").status_code == 404
    assert client_of(alice).get(f"/api/quotes/{quote.json()['id']}/").status_code == 200


def test_signing_up_takes_the_guests_work_along(client_of: Any) -> None:
    client = client_of(None)
    client.credentials(HTTP_X_GUEST=new_key())
    model = post(client).json()
    answer = client.post("/api/register/", {"email": "new@example.org", "password": "layers-of-teal-9"})
    assert answer.status_code == 201
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")
    assert client.get(f"/api/models/{model['id']}/").json()["allowed_actions"]
    assert client.get("/api/models/").json()["count"] == 1


def test_archived_model_leaves_the_list_and_comes_back(client_of: Any, alice: Any) -> None:
    client, model = client_of(alice), uploaded(alice)
    url = f"/api/models/{model.pk}/"
    assert client.post(f"{url}archive/").json()["is_archived"]
    assert client.get("/api/models/").json()["results"] == []
    assert [row["id"] for row in client.get("/api/models/", {"archived": "true"}).json()["results"]] == [str(model.pk)]
    assert not client.post(f"{url}restore/").json()["is_archived"]
    assert client.get("/api/models/").json()["count"] == 1


def test_outsider_gets_404(client_of: Any, alice: Any, olaf: Any) -> None:
    url = f"/api/models/{uploaded(alice).pk}/"
    client = client_of(olaf)
    assert client.get(url).status_code == 404
    assert client.patch(url, {"name": "x"}).status_code == 404
    for act in ("archive", "restore", "rescale", "repair"):
        assert client.post(f"{url}{act}/", {"unit": "inch"}).status_code == 404
    assert client.get(f"{url}overlay/").status_code == 404


def test_maker_sees_the_model_of_a_job_but_does_not_change_it(
    client_of: Any, alice: Any, mona: Any, lab_north: Any
) -> None:
    from_customer = job_model(alice, lab_north)
    client = client_of(mona)
    answer = client.get(f"/api/models/{from_customer.pk}/")
    assert answer.status_code == 200
    assert answer.json()["allowed_actions"] == ["overlay"]
    assert answer.json()["file_url"]
    assert client.patch(f"/api/models/{from_customer.pk}/", {"name": "x"}).status_code == 403
    assert client.get("/api/models/").json()["results"] == []


def job_model(alice: Any, lab: Any) -> Model3D:
    equipped(lab)
    model = uploaded(alice)
    offer = quote_for(alice, model=model).offers.get()
    submit_print_job(offer, by=alice)
    return model


def test_file_is_downloaded_by_a_signed_link(client_of: Any, alice: Any) -> None:
    body = client_of(alice).get(f"/api/models/{uploaded(alice).pk}/").json()
    answer = client_of(None).get(body["file_url"])
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == CUBE.read_bytes()


def test_another_unit_is_another_size_and_ends_open_quotes(client_of: Any, alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    client, model = client_of(alice), uploaded(alice)
    quote = quote_for(alice, model=model)
    answer = client.post(f"/api/models/{model.pk}/rescale/", {"unit": "inch"})
    assert answer.status_code == 200, answer.json()
    assert answer.json()["size_mm"][0] == pytest.approx(20 * 25.4, rel=0.01)
    assert answer.json()["unit"] == "inch"
    assert client.get(f"/api/quotes/{quote.pk}/").json()["is_expired"]
    again = client.post(f"/api/models/{model.pk}/rescale/", {"unit": "inch"})
    assert (again.status_code, again.json()["code"]) == (409, "same_unit")


@pytest.mark.parametrize("inline", [True, False])
def test_impossible_unit_leaves_the_model_as_it_was(
    client_of: Any, alice: Any, settings: Any, tmp_path: Path, inline: bool
) -> None:
    path = tmp_path / "planet.stl"
    write_stl(Triangles(read_model(CUBE).corners * np.float32(LIMIT_MM / 1000)), path)
    client, model = client_of(alice), uploaded(alice, path)
    queue.run_pending()
    before = client.get(f"/api/models/{model.pk}/").json()
    settings.INLINE_ANALYSIS_BYTES = 10**9 if inline else 0
    answer = client.post(f"/api/models/{model.pk}/rescale/", {"unit": "m"})
    if inline:
        assert (answer.status_code, answer.json()["code"]) == (422, "unit_impossible")
    else:
        assert answer.json()["status"] == "analyzing"
        queue.run_pending()
    after = client.get(f"/api/models/{model.pk}/").json()
    same = ("status", "unit", "size_mm", "report", "triangles")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert after["file_url"]
    assert client_of(None).get(after["preview_url"]).status_code == 200


def test_size_of_an_ordered_model_stays(client_of: Any, alice: Any, lab_north: Any) -> None:
    model = job_model(alice, lab_north)
    answer = client_of(alice).post(f"/api/models/{model.pk}/rescale/", {"unit": "inch"})
    assert (answer.status_code, answer.json()["code"]) == (409, "model_in_use")
    assert "rescale" not in client_of(alice).get(f"/api/models/{model.pk}/").json()["allowed_actions"]
    assert "rescale" not in client_of(alice).get("/api/models/").json()["results"][0]["allowed_actions"]


def test_overlay_gives_the_corners_of_the_findings(client_of: Any, alice: Any) -> None:
    model = uploaded(alice, SAMPLES / "round.stl")
    found = client_of(alice).get(f"/api/models/{model.pk}/overlay/").json()["findings"]
    named = [finding["code"] for finding in model.report["findings"] if finding["faces"]]
    assert [finding["code"] for finding in found] == named
    assert all(len(finding["positions"]) % 9 == 0 for finding in found)


def test_list_costs_the_same_at_any_length(client_of: Any, alice: Any, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        uploaded(alice)
    with django_assert_max_num_queries(4):
        assert client_of(alice).get("/api/models/").json()["count"] == 5


def test_name_from_outside_is_never_a_path(client_of: Any, alice: Any) -> None:
    file = SimpleUploadedFile("../../etc/passwd.stl", CUBE.read_bytes())
    body = client_of(alice).post("/api/models/", {"file": file}, format="multipart").json()
    assert body["filename"] == "passwd.stl"
    assert str(Model3D.objects.get().file.name).startswith("models/")
