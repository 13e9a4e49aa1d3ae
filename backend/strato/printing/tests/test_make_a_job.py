"""A job on the machine: assigned, started, followed, failed, tried again, handed on, done."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from strato.core import realtime
from strato.core.realtime.topics import TOPICS, may_follow, snapshot_of
from strato.inventory.models import Spool
from strato.inventory.tests.factories import MaterialFactory, SpoolFactory
from strato.labs.states import LabStatus
from strato.labs.tests.factories import LabFactory
from strato.notifications.models import Notification
from strato.printing.api.job_shapes import PrintJobListSerializer
from strato.printing.frames import PrintJobProgress
from strato.printing.models import PrintJob, PrintJobStatusChange
from strato.printing.services.jobs import accept_print_job, ask_customer
from strato.printing.services.making import fail_print_job, report_progress, retry_print_job
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import PrintJobFactory, equipped, pending_job, running_job
from strato.shopfloor import services as shopfloor
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import RunStatus
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def printer(lab_north: Any) -> Printer:
    return equipped(lab_north)


@pytest.fixture
def accepted(alice: Any, mona: Any, printer: Printer) -> PrintJob:
    return accept_print_job(pending_job(alice, printer.lab), by=mona)


@pytest.fixture
def running(alice: Any, mona: Any, printer: Printer) -> PrintJob:
    return running_job(alice, mona, printer)


@pytest.fixture
def failed(running: PrintJob, mona: Any) -> PrintJob:
    return fail_print_job(running, by=mona, reason="warping")


def test_the_list_says_of_each_job_what_the_job_itself_says(
    client_of: Any, alice: Any, mona: Any, lena: Any, ada: Any, failed: PrintJob, printer: Printer
) -> None:
    asked = pending_job(alice, printer.lab)
    ask_customer(asked, by=mona, text="Which side faces up?")
    PrintJobFactory(lab=printer.lab, customer=alice, status=S.ACCEPTED, printer=printer)
    retry_print_job(failed, by=mona)
    for person in (alice, mona, lena, ada):
        browser = client_of(person)
        rows = browser.get("/api/print-jobs/").json()["results"]
        assert len(rows) == 3
        for row in rows:
            job = browser.get(f"/api/print-jobs/{row['id']}/").json()
            assert row == {name: job[name] for name in row}
            assert [*row] == [*PrintJobListSerializer.Meta.fields]
    board = browser.get("/api/print-jobs/board/", {"lab": str(printer.lab.pk)}).json()
    assert sorted((job for column in board["columns"] for job in column["jobs"]), key=by_number) == sorted(
        rows, key=by_number
    )


def by_number(row: Any) -> str:
    return str(row["number"])


def act(client: Any, job: PrintJob, name: str, body: Any = None, **extra: Any) -> Any:
    return client.post(f"/api/print-jobs/{job.pk}/{name}/", body or {}, **extra)


def kinds(user: Any) -> list[str]:
    return list(Notification.objects.filter(recipient=user).order_by("id").values_list("kind", flat=True))


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def last_step(job: PrintJob) -> PrintJobStatusChange:
    return job.status_changes.latest("id")


# --- assigning ------------------------------------------------------------------------------------------------------


def test_maker_assigns_a_printer_and_a_spool(client_of: Any, mona: Any, accepted: PrintJob, printer: Printer) -> None:
    spool = Spool.objects.get()
    answer = act(client_of(mona), accepted, "assign", {"printer": str(printer.pk), "spool": str(spool.pk)})
    assert answer.status_code == 200, answer.json()
    assert answer.json()["printer"]["id"] == str(printer.pk)
    assert answer.json()["spool"]["id"] == str(spool.pk)


def test_unsuitable_printers_are_named(client_of: Any, mona: Any, accepted: PrintJob, lab_north: Any) -> None:
    petg = MaterialFactory(code="petg", name="PETG")
    unsuitable = {
        "too_large": PrinterFactory(lab=lab_north, build_x_mm=10, build_y_mm=10, build_z_mm=10),
        "material_not_offered": PrinterFactory(lab=lab_north, materials=[petg]),
        "technology_not_offered": PrinterFactory(lab=lab_north, technology="sla", materials=[]),
        "layer_height_unsupported": PrinterFactory(lab=lab_north, min_layer_mm=0.25),
    }
    for reason, printer in unsuitable.items():
        answer = act(client_of(mona), accepted, "assign", {"printer": str(printer.pk)})
        assert code(answer) == (409, "printer_unsuitable")
        assert [found["code"] for found in answer.json()["facts"]["reasons"]] == [reason]


def test_printer_and_spool_must_be_the_labs_own_and_right(
    client_of: Any, mona: Any, accepted: PrintJob, printer: Printer, lab_south: Any, lab_north: Any
) -> None:
    maker = client_of(mona)
    foreign = PrinterFactory(lab=lab_south)
    assert code(act(maker, accepted, "assign", {"printer": str(foreign.pk)})) == (400, "printer_missing")

    def with_spool(**spool: Any) -> tuple[int, str]:
        made = SpoolFactory(lab=lab_north, **spool)
        return code(act(maker, accepted, "assign", {"printer": str(printer.pk), "spool": str(made.pk)}))

    assert with_spool(material=MaterialFactory(code="petg", name="PETG")) == (409, "spool_unsuitable")
    assert with_spool(initial_mg=10) == (409, "spool_too_light")
    assert with_spool(is_archived=True) == (400, "spool_missing")
    hidden = SpoolFactory(lab=lab_south)
    answer = act(maker, accepted, "assign", {"printer": str(printer.pk), "spool": str(hidden.pk)})
    assert (answer.status_code, set(answer.json()["fields"])) == (400, {"spool"})


def test_maker_sees_what_the_job_can_be_made_with(
    client_of: Any, alice: Any, mona: Any, lab_north: Any, running: PrintJob, printer: Printer
) -> None:
    free = PrinterFactory(lab=lab_north, name="Free")
    small = PrinterFactory(lab=lab_north, name="Small", build_x_mm=10, build_y_mm=10, build_z_mm=10)
    PrinterFactory(lab=lab_north, status="retired")
    light = SpoolFactory(lab=lab_north, initial_mg=10)
    SpoolFactory(lab=lab_north, material=MaterialFactory(code="petg", name="PETG"))
    url = f"/api/print-jobs/{running.pk}/machines/"
    body = client_of(mona).get(url).json()
    assert [choice["printer"]["id"] for choice in body["printers"]] == [str(free.pk), str(printer.pk), str(small.pk)]
    assert [choice["is_suitable"] for choice in body["printers"]] == [True, True, False]
    assert [reason["code"] for reason in body["printers"][2]["reasons"]] == ["too_large"]
    assert body["printers"][1]["queue_minutes"] > 0
    assert [choice["is_enough"] for choice in body["spools"]] == [True, False]
    assert body["spools"][1]["spool"]["id"] == str(light.pk)
    assert client_of(alice).get(url).status_code == 403


def test_manager_sees_which_labs_could_take_over(
    client_of: Any, mona: Any, lena: Any, failed: PrintJob, lab_south: Any, django_assert_max_num_queries: Any
) -> None:
    equipped(lab_south)
    for _ in range(3):
        LabFactory()
    url = f"/api/print-jobs/{failed.pk}/labs/"
    with django_assert_max_num_queries(16):
        body = client_of(lena).get(url).json()
    assert body[0]["lab"]["slug"] == "lab-south"
    assert [choice["is_possible"] for choice in body] == [True, False, False, False]
    assert body[0]["ready_at"]
    assert body[1]["reasons"]
    assert client_of(mona).get(url).status_code == 403


def test_running_job_is_not_assigned_elsewhere(client_of: Any, mona: Any, running: PrintJob, printer: Printer) -> None:
    assert code(act(client_of(mona), running, "assign", {"printer": str(printer.pk)})) == (409, "wrong_state")


# --- starting -------------------------------------------------------------------------------------------------------


def test_job_without_a_printer_does_not_start(client_of: Any, mona: Any, accepted: PrintJob) -> None:
    assert code(act(client_of(mona), accepted, "start")) == (409, "printer_not_assigned")
    accepted.refresh_from_db()
    assert accepted.status == S.ACCEPTED


def test_start_makes_an_attempt_on_an_idle_printer(
    client_of: Any, alice: Any, mona: Any, accepted: PrintJob, printer: Printer
) -> None:
    act(client_of(mona), accepted, "assign", {"printer": str(printer.pk)})
    body = act(client_of(mona), accepted, "start").json()
    assert body["status"] == "processing"
    assert body["live"]["status"] == "running"
    run = Run.objects.get()
    assert (run.planned_mg, run.planned_seconds) == (accepted.total_mg, accepted.total_seconds)
    assert accepted.number in run.label
    printer.refresh_from_db()
    assert printer.status == "printing"
    assert kinds(alice)[-1] == "print_job.started"


def test_busy_printer_starts_nothing_else(
    client_of: Any, alice: Any, mona: Any, running: PrintJob, printer: Printer
) -> None:
    second = accept_print_job(pending_job(alice, printer.lab), by=mona)
    act(client_of(mona), second, "assign", {"printer": str(printer.pk)})
    assert code(act(client_of(mona), second, "start")) == (409, "printer_busy")
    second.refresh_from_db()
    assert second.status == S.ACCEPTED
    assert second.attempts.count() == 0


def test_pending_job_does_not_start(client_of: Any, mona: Any, alice: Any, printer: Printer) -> None:
    job = pending_job(alice, printer.lab)
    assert code(act(client_of(mona), job, "start")) == (409, "wrong_state")


def test_spool_of_another_material_is_not_used_by_itself(
    client_of: Any, mona: Any, accepted: PrintJob, printer: Printer, lab_north: Any
) -> None:
    printer.loaded_spool = SpoolFactory(lab=lab_north, material=MaterialFactory(code="petg", name="PETG"))
    printer.save()
    act(client_of(mona), accepted, "assign", {"printer": str(printer.pk)})
    assert act(client_of(mona), accepted, "start").status_code == 200
    assert Run.objects.get().spool is None


# --- following ------------------------------------------------------------------------------------------------------


def test_progress_reaches_those_who_look(
    monkeypatch: pytest.MonkeyPatch, client_of: Any, mona: Any, running: PrintJob
) -> None:
    sent: list[tuple[str, Any]] = []
    monkeypatch.setattr(realtime, "publish", lambda topic, frame: sent.append((topic, frame)))
    body = act(client_of(mona), running, "progress", {"percent": 40}).json()
    assert body["live"]["progress_percent"] == 40
    topic, frame = sent[-1]
    assert topic == f"print-job:{running.pk}"
    assert isinstance(frame, PrintJobProgress)
    assert (frame.percent, frame.run_status) == (40, "running")
    assert frame.seconds_left == round(running.total_seconds * 0.6)


def test_topic_is_for_those_who_may_see_the_job(alice: Any, mona: Any, olaf: Any, running: PrintJob) -> None:
    report_progress(running, by=mona, percent=10)
    topic = f"print-job:{running.pk}"
    assert "print-job" in TOPICS
    assert may_follow(alice, topic)
    assert may_follow(mona, topic)
    assert not may_follow(olaf, topic)
    assert not may_follow(alice, "print-job:nonsense")
    assert [frame.data()["percent"] for frame in snapshot_of(alice, topic)] == [10]
    assert may_follow(alice, f"model:{running.model_id}")
    assert not may_follow(olaf, f"model:{running.model_id}")


def test_pause_and_resume_are_the_runs(client_of: Any, mona: Any, running: PrintJob) -> None:
    maker = client_of(mona)
    paused = act(maker, running, "pause", {"reason": "Change of color"}).json()
    assert (paused["status"], paused["live"]["status"]) == ("processing", "paused")
    assert {"resume", "fail"} <= set(paused["allowed_actions"])
    assert not {"pause", "complete", "progress"} & set(paused["allowed_actions"])
    resumed = act(maker, running, "resume").json()
    assert resumed["live"]["status"] == "running"
    assert code(act(maker, running, "resume")) == (409, "wrong_state")


def test_job_completes_and_its_material_is_off_the_spool(
    client_of: Any, alice: Any, mona: Any, accepted: PrintJob, printer: Printer
) -> None:
    spool, maker = Spool.objects.get(), client_of(mona)
    act(maker, accepted, "assign", {"printer": str(printer.pk), "spool": str(spool.pk)})
    act(maker, accepted, "start")
    body = act(maker, accepted, "complete", {"used_mg": 1234}).json()
    assert body["status"] == "completed"
    assert body["completed_at"]
    assert body["allowed_actions"] == []
    spool.refresh_from_db()
    assert spool.remaining_mg == spool.initial_mg - 1234
    printer.refresh_from_db()
    assert printer.status == "idle"
    assert kinds(alice)[-1] == "print_job.completed"
    assert code(act(maker, accepted, "complete")) == (409, "no_run_going_on")


@pytest.mark.parametrize("name", ["progress", "pause", "resume", "complete", "fail"])
def test_nothing_is_done_to_a_run_that_is_not(client_of: Any, mona: Any, accepted: PrintJob, name: str) -> None:
    body = {"percent": 5, "reason": "other"}
    assert code(act(client_of(mona), accepted, name, body)) == (409, "no_run_going_on")


def test_run_ended_on_the_shop_floor_ends_the_job(alice: Any, mona: Any, running: PrintJob) -> None:
    shopfloor.finish_run(Run.objects.get(), by=mona)
    running.refresh_from_db()
    assert (running.status, last_step(running).by) == (S.COMPLETED, mona)


@pytest.mark.parametrize(("end", "reason"), [("fail_run", "clog"), ("cancel_run", "cancelled")])
def test_run_lost_on_the_shop_floor_fails_the_job(mona: Any, running: PrintJob, end: str, reason: str) -> None:
    extra = {"reason": "clog"} if end == "fail_run" else {}
    getattr(shopfloor, end)(Run.objects.get(), by=mona, **extra)
    running.refresh_from_db()
    assert running.status == S.FAILED
    assert last_step(running).reason == reason


# --- failing --------------------------------------------------------------------------------------------------------


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return SimpleUploadedFile("spaghetti.png", out.getvalue())


def test_maker_fails_the_print_with_reason_and_photo(
    client_of: Any, alice: Any, mona: Any, lena: Any, running: PrintJob
) -> None:
    form = {"reason": "adhesion", "note": "Came loose at 12 mm.", "photo": picture(), "used_mg": 700}
    answer = act(client_of(mona), running, "fail", form, format="multipart")
    assert answer.status_code == 200, answer.json()
    body = answer.json()
    assert (body["status"], body["live"]["failure_reason"]) == ("failed", "adhesion")
    run = body["attempts"][0]["run"]
    assert (run["failure_note"], run["used_mg"]) == ("Came loose at 12 mm.", 700)
    assert run["photo_url"]
    assert kinds(alice)[-1] == kinds(lena)[-1] == "print_job.failed"
    assert "print_job.failed" not in kinds(mona)
    timeline = client_of(alice).get(f"/api/print-jobs/{running.pk}/timeline/").json()
    lost = next(entry for entry in timeline if entry["kind"] == "run" and entry["to_status"] == "failed")
    assert (lost["reason"], lost["text"], lost["attempt"]) == ("adhesion", "Came loose at 12 mm.", 1)
    assert lost["photo_url"]


def test_failure_needs_a_reason_of_ours_and_a_real_picture(client_of: Any, mona: Any, running: PrintJob) -> None:
    maker = client_of(mona)
    assert set(act(maker, running, "fail", {"reason": "gremlins"}).json()["fields"]) == {"reason"}
    form = {"reason": "other", "photo": SimpleUploadedFile("x.png", b"<script>")}
    assert code(act(maker, running, "fail", form, format="multipart")) == (415, "not_an_image")
    running.refresh_from_db()
    assert running.status == S.PROCESSING


def test_retry_is_another_attempt_on_the_same_printer(client_of: Any, mona: Any, failed: PrintJob) -> None:
    body = act(client_of(mona), failed, "retry").json()
    assert body["status"] == "processing"
    assert [attempt["number"] for attempt in body["attempts"]] == [1, 2]
    assert [attempt["run"]["status"] for attempt in body["attempts"]] == ["failed", "running"]


def test_retry_may_move_to_another_printer(
    client_of: Any, mona: Any, failed: PrintJob, lab_north: Any, printer: Printer
) -> None:
    other = PrinterFactory(lab=lab_north)
    body = act(client_of(mona), failed, "retry", {"printer": str(other.pk)}).json()
    assert body["printer"]["id"] == str(other.pk)
    other.refresh_from_db()
    printer.refresh_from_db()
    assert (other.status, printer.status) == ("printing", "idle")


def test_only_a_failed_job_is_retried(client_of: Any, mona: Any, running: PrintJob) -> None:
    assert code(act(client_of(mona), running, "retry")) == (409, "wrong_state")


def test_failed_retry_leaves_the_job_failed(client_of: Any, mona: Any, failed: PrintJob, lab_north: Any) -> None:
    broken = PrinterFactory(lab=lab_north, status="maintenance")
    assert code(act(client_of(mona), failed, "retry", {"printer": str(broken.pk)})) == (409, "printer_not_ready")
    failed.refresh_from_db()
    assert failed.status == S.FAILED
    assert failed.attempts.count() == 1


# --- handing on -----------------------------------------------------------------------------------------------------


def test_failed_job_goes_to_another_lab_at_the_same_price(
    client_of: Any, alice: Any, mona: Any, lena: Any, olaf: Any, failed: PrintJob, lab_south: Any
) -> None:
    equipped(lab_south, amount_per_hour=100_000)
    price = failed.amount
    answer = act(client_of(lena), failed, "reassign", {"lab": str(lab_south.pk)})
    assert answer.status_code == 200, answer.json()
    body = client_of(alice).get(f"/api/print-jobs/{failed.pk}/").json()
    assert (body["status"], body["lab"]["slug"], body["price"]["amount"]) == ("pending", "lab-south", price)
    assert body["printer"] is None
    assert "Lab South" in last_step(failed).reason
    assert kinds(alice)[-1] == kinds(olaf)[-1] == "print_job.reassigned"
    assert kinds(mona)[-1] == "print_job.withdrawn"
    assert client_of(mona).get(f"/api/print-jobs/{failed.pk}/").status_code == 404
    assert act(client_of(olaf), failed, "accept").json()["status"] == "accepted"


def test_lab_that_cannot_make_it_does_not_get_it(
    client_of: Any, lena: Any, failed: PrintJob, lab_north: Any, lab_south: Any
) -> None:
    manager = client_of(lena)
    refused = act(manager, failed, "reassign", {"lab": str(lab_south.pk)})
    assert code(refused) == (409, "lab_cannot_make")
    assert refused.json()["facts"]["reasons"]
    assert code(act(manager, failed, "reassign", {"lab": str(lab_north.pk)})) == (400, "same_lab")
    hidden = LabFactory(status=LabStatus.PENDING)
    assert act(manager, failed, "reassign", {"lab": str(hidden.pk)}).status_code == 400
    wrong = {"lab": str(lab_south.pk), "printer": str(PrinterFactory(lab=lab_north).pk)}
    assert code(act(manager, failed, "reassign", wrong)) == (400, "printer_missing")
    failed.refresh_from_db()
    assert (failed.status, failed.lab) == (S.FAILED, lab_north)


def test_job_that_did_not_fail_stays_where_it_is(client_of: Any, lena: Any, running: PrintJob, lab_south: Any) -> None:
    equipped(lab_south)
    assert code(act(client_of(lena), running, "reassign", {"lab": str(lab_south.pk)})) == (409, "wrong_state")


# --- the whole table ------------------------------------------------------------------------------------------------

OPEN_TO_MONA = {
    S.PENDING: {"accept", "reject", "ask", "assign"},
    S.ACCEPTED: {"reject", "ask", "assign"},  # no printer yet: nothing to start
    S.FAILED: {"ask", "assign", "retry", "cancel"},
    S.COMPLETED: set(),
    S.REJECTED: set(),
    S.CANCELLED: set(),
}


@pytest.mark.parametrize(("status", "acts"), OPEN_TO_MONA.items())
def test_acts_open_to_a_maker(
    client_of: Any, alice: Any, mona: Any, lab_north: Any, status: str, acts: set[str]
) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north, status=status)
    assert set(client_of(mona).get(f"/api/print-jobs/{job.pk}/").json()["allowed_actions"]) == acts


@pytest.mark.parametrize(("status", "is_offered"), [("idle", True), ("printing", False), ("maintenance", False)])
def test_a_start_is_offered_on_a_free_printer(
    client_of: Any, alice: Any, mona: Any, lab_north: Any, status: str, is_offered: bool
) -> None:
    printer = PrinterFactory(lab=lab_north, status=status)
    job = PrintJobFactory(customer=alice, lab=lab_north, status=S.ACCEPTED, printer=printer)
    offered = client_of(mona).get(f"/api/print-jobs/{job.pk}/").json()["allowed_actions"]
    assert ("start" in offered) == is_offered


def test_acts_open_while_it_prints(client_of: Any, alice: Any, mona: Any, running: PrintJob) -> None:
    url = f"/api/print-jobs/{running.pk}/"
    maker = {"ask", "progress", "pause", "complete", "fail"}
    assert set(client_of(mona).get(url).json()["allowed_actions"]) == maker
    assert client_of(alice).get(url).json()["allowed_actions"] == []


def test_detail_costs_the_same_after_many_attempts(
    client_of: Any, alice: Any, mona: Any, failed: PrintJob, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        act(client_of(mona), failed, "retry")
        act(client_of(mona), failed, "fail", {"reason": "clog"})
    assert failed.attempts.filter(run__status=RunStatus.FAILED).count() == 5
    with django_assert_max_num_queries(6):
        assert len(client_of(alice).get(f"/api/print-jobs/{failed.pk}/").json()["attempts"]) == 5
    with django_assert_max_num_queries(8):
        client_of(alice).get(f"/api/print-jobs/{failed.pk}/timeline/")
