from collections.abc import Callable
from typing import Any

import pytest

from strato.accounts.models import User
from strato.core.realtime import topics
from strato.labs.models import Lab
from strato.shopfloor import services
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.tests.factories import PrinterFactory, RunFactory


@pytest.fixture
def printer(lab_north: Lab) -> Printer:
    return PrinterFactory(lab=lab_north, status="printing")


@pytest.fixture
def run(printer: Printer) -> Run:
    return RunFactory(printer=printer, status="running", planned_seconds=1000, progress_percent=30)


def test_the_people_of_the_lab_follow_its_machines(
    printer: Printer, run: Run, mona: User, olaf: User, alice: User, ada: User
) -> None:
    for topic in (f"run:{run.pk}", f"printer:{printer.pk}", f"lab:{printer.lab_id}"):
        assert [topics.may_follow(user, topic) for user in (mona, ada, olaf, alice)] == [True, True, False, False]


def test_nobody_follows_nonsense(mona: User, lab_north: Lab) -> None:
    assert not any(
        topics.may_follow(mona, topic)
        for topic in ("run:", "run:x", "printer:01890000-0000-7000-8000-000000000001", "lab:x")
    )


def test_whoever_comes_late_learns_where_the_run_is(printer: Printer, run: Run, mona: User) -> None:
    expected = {"run": str(run.pk), "printer": str(printer.pk), "percent": 30, "seconds_left": 700}
    for topic in (f"run:{run.pk}", f"printer:{printer.pk}"):
        assert [frame.data() for frame in topics.snapshot_of(mona, topic)] == [expected]


def test_progress_reaches_both_topics_after_the_commit(
    run: Run, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr("strato.core.realtime.bus.send", lambda header, body=b"": sent.append(header))
    with django_capture_on_commit_callbacks(execute=True):
        services.report_progress(run, 55, by=None)
        services.report_progress(run, 55, by=None)
        assert sent == []
    assert [header.topic for header in sent] == [f"run:{run.pk}", f"printer:{run.printer_id}"]
    assert {header.type for header in sent} == {"run.progress"}
