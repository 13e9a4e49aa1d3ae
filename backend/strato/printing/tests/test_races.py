"""Two at once, on a real PostgreSQL: one wins, the other is told, nothing is half done."""

from typing import Any

import pytest

from strato.labs.tests.together import refusals, together
from strato.printing.models import PrintJob
from strato.printing.services.jobs import (
    accept_print_job,
    cancel_print_job,
    reassign_print_job,
    reject_print_job,
    submit_print_job,
)
from strato.printing.services.making import (
    assign_printer,
    complete_print_job,
    fail_print_job,
    retry_print_job,
    start_print_job,
)
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import equipped, pending_job, quote_for, running_job
from strato.shopfloor import services as shopfloor
from strato.shopfloor.models import Run
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def fresh(job: PrintJob) -> PrintJob:
    """The job as another request would read it."""
    return PrintJob.objects.select_related("lab", "customer", "model", "material", "printer").get(pk=job.pk)


def test_two_makers_accept_at_once(alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    equipped(lab_north)
    job = pending_job(alice, lab_north)
    one, two = fresh(job), fresh(job)
    outcomes = together(lambda: accept_print_job(one, by=mona), lambda: accept_print_job(two, by=lena))
    assert refusals(outcomes) == ["wrong_state"]
    assert job.status_changes.filter(to_status=S.ACCEPTED).count() == 1


def test_accept_reject_and_cancel_never_mix(alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    equipped(lab_north)
    job = pending_job(alice, lab_north)
    one, two = fresh(job), fresh(job)
    outcomes = together(lambda: reject_print_job(one, by=mona, reason="No."), lambda: cancel_print_job(two, by=alice))
    assert refusals(outcomes) == ["wrong_state"]
    assert fresh(job).status in {S.REJECTED, S.CANCELLED}


def test_an_offer_is_taken_once(alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    offer = quote_for(alice).offers.get()
    outcomes = together(*[lambda: submit_print_job(offer, by=alice) for _ in range(4)])
    assert refusals(outcomes) == ["offer_taken"] * 3
    assert PrintJob.objects.get().number == "P-000001"


def test_jobs_placed_at_once_have_numbers_without_holes(alice: Any, olaf: Any, lab_north: Any) -> None:
    equipped(lab_north)
    offers = [(quote_for(who).offers.get(lab=lab_north), who) for who in (alice, olaf, alice, olaf)]
    together(*[lambda offer=offer, who=who: submit_print_job(offer, by=who) for offer, who in offers])
    assert sorted(PrintJob.objects.values_list("number", flat=True)) == [f"P-{n:06d}" for n in range(1, 5)]


def test_a_job_starts_once(alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    job = assign_printer(accept_print_job(pending_job(alice, lab_north), by=mona), by=mona, printer=printer)
    one, two = fresh(job), fresh(job)
    outcomes = together(lambda: start_print_job(one, by=mona), lambda: start_print_job(two, by=lena))
    assert refusals(outcomes) == ["wrong_state"]
    assert (Run.objects.count(), job.attempts.count()) == (1, 1)


def test_of_two_jobs_for_one_printer_one_starts(alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    jobs = []
    for _ in range(2):
        job = accept_print_job(pending_job(alice, lab_north), by=mona)
        jobs.append(fresh(assign_printer(job, by=mona, printer=printer)))
    outcomes = together(*[lambda job=job: start_print_job(job, by=mona) for job in jobs])
    assert refusals(outcomes) == ["printer_busy"]
    assert sorted(fresh(job).status for job in jobs) == [S.ACCEPTED, S.PROCESSING]
    assert Run.objects.count() == 1


def test_a_print_ends_once_from_whatever_door(alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    job = running_job(alice, mona, equipped(lab_north))
    one, two, run = fresh(job), fresh(job), Run.objects.get()
    outcomes = together(
        lambda: complete_print_job(one, by=mona),
        lambda: fail_print_job(two, by=lena, reason="clog"),
        lambda: shopfloor.finish_run(run, by=lena),
    )
    assert set(refusals(outcomes)) <= {"wrong_state", "no_run_going_on"}
    assert len(refusals(outcomes)) == 2
    ended = {"finished": S.COMPLETED, "failed": S.FAILED}
    run.refresh_from_db()
    assert fresh(job).status == ended[run.status]


def test_retry_and_reassign_never_mix(alice: Any, mona: Any, lena: Any, lab_north: Any, lab_south: Any) -> None:
    equipped(lab_south)
    job = fail_print_job(running_job(alice, mona, equipped(lab_north)), by=mona, reason="power")
    one, two = fresh(job), fresh(job)
    outcomes = together(lambda: retry_print_job(one, by=mona), lambda: reassign_print_job(two, by=lena, lab=lab_south))
    assert refusals(outcomes) == ["wrong_state"]
    left = fresh(job)
    assert (left.status, left.lab) in {(S.PROCESSING, lab_north), (S.PENDING, lab_south)}


def test_a_retry_moves_to_one_printer(alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    job = fail_print_job(running_job(alice, mona, equipped(lab_north)), by=mona, reason="power")
    printers = [PrinterFactory(lab=lab_north) for _ in range(2)]
    one, two = fresh(job), fresh(job)
    outcomes = together(
        lambda: retry_print_job(one, by=mona, printer=printers[0]),
        lambda: retry_print_job(two, by=lena, printer=printers[1]),
    )
    assert refusals(outcomes) == ["wrong_state"]
    live = Run.objects.get(status="running")
    assert fresh(job).printer == live.printer
