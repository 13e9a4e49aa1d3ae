"""A job that fails: why, tried again, handed on to another lab; and which acts are open when."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from strato.labs.states import LabStatus
from strato.labs.tests.factories import LabFactory
from strato.printing.api.job_shapes import PrintJobListSerializer
from strato.printing.models import PrintJob
from strato.printing.services.jobs import ask_customer
from strato.printing.services.making import retry_print_job
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import PrintJobFactory, equipped, pending_job
from strato.printing.tests.words import act, code, kinds, last_step
from strato.shopfloor.models import Printer
from strato.shopfloor.states import RunStatus
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db


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
