"""What printing does in the background: previews, repairs, slices; and what happens when it cannot."""

from io import BytesIO
from os import utime
from pathlib import Path
from time import time
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from strato.core import queue
from strato.notifications.models import Notification
from strato.printing import tasks
from strato.printing.mesh.reading import read_model
from strato.printing.models import Model3D
from strato.printing.services.jobs import accept_print_job
from strato.printing.services.making import assign_printer
from strato.printing.slicer import slicer_available
from strato.printing.states import ModelStatus
from strato.printing.tests.factories import SAMPLES, Model3DFactory, equipped, pending_job, uploaded

pytestmark = pytest.mark.django_db
MENDABLE = SAMPLES / "multibody.stl"


def test_ready_model_gets_a_preview_and_a_picture(client_of: Any, alice: Any) -> None:
    model = uploaded(alice, SAMPLES / "cube_gears.3mf")
    queue.run_pending()
    model.refresh_from_db()
    with Image.open(BytesIO(model.thumbnail.read())) as picture:
        assert picture.format == "PNG"
        assert min(picture.size) >= 128
    shown = read_model(Path(model.preview.path))
    assert len(shown) == model.triangles
    body = client_of(alice).get(f"/api/models/{model.pk}/").json()
    assert body["thumbnail_url"]
    assert client_of(None).get(body["preview_url"]).status_code == 200


def test_twin_shares_preview_and_picture(alice: Any, olaf: Any) -> None:
    first = uploaded(alice)
    queue.run_pending()
    first.refresh_from_db()
    second = uploaded(olaf)
    assert (second.preview.name, second.thumbnail.name) == (first.preview.name, first.thumbnail.name)


def test_repair_makes_a_new_model_beside_the_old_one(client_of: Any, alice: Any) -> None:
    client, broken = client_of(alice), uploaded(alice, MENDABLE)
    url = f"/api/models/{broken.pk}/"
    assert "repair" in client.get(url).json()["allowed_actions"]
    answer = client.post(f"{url}repair/")
    assert answer.status_code == 202, answer.json()
    assert (answer.json()["status"], answer.json()["repaired_from"]["id"]) == ("analyzing", str(broken.pk))
    assert client.post(f"{url}repair/").json()["id"] == answer.json()["id"]
    queue.run_pending()
    after = client.get(f"/api/models/{answer.json()['id']}/").json()
    assert after["status"] == "ready"
    assert after["report"]["topology"]["watertight"]
    assert after["report"]["topology"]["consistent_normals"]
    before = after["repaired_from"]
    assert not before["report"]["topology"]["consistent_normals"]
    assert after["filename"] == "multibody-repaired.stl"
    assert after["file_url"]
    assert Notification.objects.get(recipient=alice).kind == "model.repaired"


def test_sound_model_is_not_repaired(client_of: Any, alice: Any) -> None:
    model = uploaded(alice)
    answer = client_of(alice).post(f"/api/models/{model.pk}/repair/")
    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_repair")


def test_twin_of_a_repaired_file_is_not_the_broken_one(alice: Any) -> None:
    broken = uploaded(alice, MENDABLE)
    again = uploaded(alice, MENDABLE)
    assert again.report == broken.report
    assert again.repaired_from is None


def test_analysis_that_dies_each_time_is_a_refusal(alice: Any) -> None:
    model = Model3DFactory(owner=alice, status=ModelStatus.ANALYZING, triangles=None)
    tasks.give_up_model(model_id=str(model.pk), error_code="worker_died", error="")
    model.refresh_from_db()
    assert (model.status, model.refusal_code) == (ModelStatus.REFUSED, "analysis_failed")
    assert Notification.objects.get(recipient=alice).kind == "model.refused"


def test_work_done_twice_changes_nothing(alice: Any) -> None:
    model = uploaded(alice)
    queue.run_pending()
    before = Model3D.objects.values().get(pk=model.pk)
    tasks.analyze_model(str(model.pk))
    tasks.draw_model(str(model.pk))
    tasks.repair_model(str(model.pk))
    assert Model3D.objects.values().get(pk=model.pk) == before


@pytest.mark.skipif(not slicer_available(), reason="PrusaSlicer is not installed")
def test_accepted_job_is_verified_by_a_real_slice(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    job = accept_print_job(assign_printer(pending_job(alice, lab_north), by=mona, printer=printer), by=mona)
    queue.run_pending()
    body = client_of(mona).get(f"/api/print-jobs/{job.pk}/").json()
    assert abs(body["slicing"]["mass_deviation_percent"]) < 25
    assert body["slicing"]["grams_mg"] > 1000
    gcode = b"".join(client_of(None).get(body["gcode_url"]).streaming_content)
    assert b"G1 " in gcode
    assert client_of(alice).get(f"/api/print-jobs/{job.pk}/").json()["gcode_url"] is None
    job.refresh_from_db()
    sliced = job.updated_at
    tasks.verify_by_slicing(str(job.pk))
    job.refresh_from_db()
    assert job.updated_at == sliced


@pytest.mark.skipif(not slicer_available(), reason="PrusaSlicer is not installed")
def test_refusal_of_the_slicer_is_kept(alice: Any, mona: Any, lab_north: Any) -> None:
    equipped(lab_north)
    job = accept_print_job(pending_job(alice, lab_north), by=mona)
    job.scale_percent = 3000
    job.save()
    queue.run_pending()
    job.refresh_from_db()
    assert (job.sliced_mg, job.slicing_error) == (None, "part_does_not_fit")


def test_files_that_no_row_names_are_forgotten_after_a_day(alice: Any, lab_north: Any) -> None:
    model = uploaded(alice)
    queue.run_pending()
    model.refresh_from_db()
    lost = Path(default_storage.path(default_storage.save("models/lost.stl", ContentFile(b"solid"))))
    young = Path(default_storage.path(default_storage.save("models/young.stl", ContentFile(b"solid"))))
    two_days_ago = time() - 2 * 86_400
    for path in (lost, Path(model.file.path), Path(model.preview.path), Path(model.thumbnail.path)):
        utime(path, (two_days_ago, two_days_ago))
    tasks.forget_files()
    assert not lost.exists()
    assert young.exists()
    assert all(Path(kept.path).exists() for kept in (model.file, model.preview, model.thumbnail))
