"""One job, as far as a test needs it: accepted, on the machine, failed there."""

from typing import Any

import pytest

from strato.printing.models import PrintJob
from strato.printing.services.jobs import accept_print_job
from strato.printing.services.making import fail_print_job
from strato.printing.tests.factories import equipped, pending_job, running_job
from strato.shopfloor.models import Printer


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
