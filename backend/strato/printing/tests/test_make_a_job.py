"""A job on the machine: assigned, started, followed, done."""

from typing import Any

import pytest

from strato.core import realtime
from strato.core.realtime.topics import TOPICS, may_follow, snapshot_of
from strato.inventory.models import Spool
from strato.inventory.tests.factories import MaterialFactory, SpoolFactory
from strato.labs.tests.factories import LabFactory
from strato.printing.frames import PrintJobProgress
from strato.printing.models import PrintJob
from strato.printing.services.jobs import accept_print_job
from strato.printing.services.making import report_progress
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import equipped, pending_job
from strato.printing.tests.words import act, code, kinds, last_step
from strato.shopfloor import services as shopfloor
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db


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


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_list_opens_as_its_first_page(client_of: Any, alice: Any, mona: Any, olaf: Any, running: PrintJob) -> None:
    """The opening is read by a question of its own, which must not know better."""
    jobs = [running, *(pending_job(alice, running.lab) for _ in range(2))]
    for reader, seen in ((alice, jobs), (mona, jobs), (olaf, [])):
        for size in (2, 10):
            opened = client_of(reader).get(f"/api/print-jobs/?page_size={size}").json()
            asked = client_of(reader).get(f"/api/print-jobs/?page_size={size}&ordering=-id").json()
            assert opened["results"] == asked["results"]
            assert len(opened["results"]) == min(size, len(seen))
            assert bool(opened["next"]) == bool(asked["next"]) == (size < len(seen))
            if opened["next"]:
                assert [row["id"] for row in client_of(reader).get(opened["next"]).json()["results"]] == [
                    str(jobs[0].pk)
                ]
