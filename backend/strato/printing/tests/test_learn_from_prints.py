"""Finished prints teach the next estimate for their printer."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from strato.printing.models import LabPace, Offer, PrinterCorrection, PrintJob
from strato.printing.quoting import UNKNOWN_BUFFER_MINUTES
from strato.printing.services.learning import learn_from
from strato.printing.services.making import begin_attempt, complete_print_job, start_print_job
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import PrintJobFactory, equipped, quote_for
from strato.shopfloor.models import Printer, Run

pytestmark = pytest.mark.django_db


def made(printer: Printer, *, times: float, mona: Any) -> None:
    """A completed job that took so many times its estimated hour, and so much material."""
    job = PrintJobFactory(lab=printer.lab, printer=printer, status=S.ACCEPTED)
    start_print_job(job, by=mona)
    began = timezone.now() - timedelta(seconds=3600 * times)
    Run.objects.filter(attempt__job=job).update(started_at=began)
    complete_print_job(job, by=mona, used_mg=round(10_000 * times))


def test_slow_printer_promises_later_and_costs_more(alice: Any, mona: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    lab_north.rates = {"minimum_amount": 0}
    lab_north.save()
    before = quote_for(alice).offers.get()
    for _ in range(6):
        made(printer, times=1.5, mona=mona)
    learned = PrinterCorrection.objects.get()
    assert learned.jobs == 6
    assert 1.1 < learned.time_factor < 1.5
    assert 1.1 < learned.mass_factor < 1.5
    after = quote_for(alice).offers.get()
    assert before.seconds
    assert before.grams_mg
    assert before.amount
    assert after.amount
    assert after.seconds == pytest.approx(before.seconds * learned.time_factor, rel=0.01)
    assert after.grams_mg == pytest.approx(before.grams_mg * learned.mass_factor, rel=0.01)
    assert after.amount > before.amount


@pytest.mark.parametrize("times", [0.001, 50])
def test_what_was_clicked_through_or_forgotten_teaches_nothing(mona: Any, lab_north: Any, times: float) -> None:
    made(equipped(lab_north), times=times, mona=mona)
    learned = PrinterCorrection.objects.get()
    assert (learned.time_factor, learned.mass_factor, learned.jobs) == (1.0, 1.0, 0)


def test_failed_prints_teach_nothing(mona: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    job = PrintJobFactory(lab=lab_north, printer=printer, status=S.ACCEPTED)
    begin_attempt(job, by=mona)
    assert learn_from(printer).jobs == 0


def test_slicer_plans_the_run_when_it_has_looked(mona: Any, lab_north: Any) -> None:
    job = PrintJobFactory(
        lab=lab_north, printer=equipped(lab_north), status=S.ACCEPTED, sliced_mg=12_000, sliced_seconds=4000, quantity=2
    )
    start_print_job(PrintJob.objects.get(pk=job.pk), by=mona)
    run = Run.objects.get()
    assert (run.planned_mg, run.planned_seconds) == (24_000, 8000)


def test_a_lab_that_takes_longer_promises_later(alice: Any, mona: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    before = quote_for(alice).offers.get()
    assert before.buffer_minutes == UNKNOWN_BUFFER_MINUTES
    for hours in (1, 9, 10, 11, 12):
        finish_late(printer, before, by=mona, hours=hours)
    after = quote_for(alice).offers.get()
    assert after.buffer_minutes == pytest.approx(UNKNOWN_BUFFER_MINUTES + 11 * 60, abs=2)
    assert LabPace.objects.get().jobs == 5
    assert before.ready_at
    assert after.ready_at
    assert after.ready_at > before.ready_at


def finish_late(printer: Printer, offer: Offer, *, by: Any, hours: int) -> None:
    """A job of this promise that ends these hours after the date."""
    promised = timezone.now() - timedelta(hours=hours)
    job = PrintJobFactory(lab=printer.lab, printer=printer, status=S.ACCEPTED, ready_at=promised)
    start_print_job(job, by=by)
    mine = quote_for(job.customer).offers.get(lab=printer.lab)
    Offer.objects.filter(pk=mine.pk).update(buffer_minutes=offer.buffer_minutes)
    PrintJob.objects.filter(pk=job.pk).update(offer=mine)
    complete_print_job(PrintJob.objects.get(pk=job.pk), by=by, used_mg=10_000)


def test_a_job_that_came_from_another_lab_teaches_nothing(
    alice: Any, mona: Any, lab_north: Any, lab_south: Any
) -> None:
    equipped(lab_south)
    offer = quote_for(alice).offers.get(lab=lab_south)
    job = PrintJobFactory(lab=lab_north, printer=equipped(lab_north), status=S.ACCEPTED, ready_at=timezone.now())
    PrintJob.objects.filter(pk=job.pk).update(offer=offer)
    start_print_job(PrintJob.objects.get(pk=job.pk), by=mona)
    complete_print_job(PrintJob.objects.get(pk=job.pk), by=mona, used_mg=10_000)
    assert LabPace.objects.get(lab=lab_north).jobs == 0
