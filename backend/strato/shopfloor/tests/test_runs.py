from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.errors import DomainError
from strato.core.realtime.models import UserEvent
from strato.inventory.models import Spool
from strato.inventory.tests.factories import MaterialFactory, SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import MembershipFactory
from strato.labs.tests.together import refusals, together
from strato.shopfloor import services, signals
from strato.shopfloor.models import Printer, Run
from strato.shopfloor.states import PrinterStatus, RunStatus
from strato.shopfloor.tests.factories import PrinterFactory, RunFactory

Client = Callable[..., APIClient]
NAMES = (
    "run_planned",
    "run_started",
    "run_paused",
    "run_resumed",
    "run_progressed",
    "run_finished",
    "run_failed",
    "run_cancelled",
)


@pytest.fixture
def printer(lab_north: Lab) -> Printer:
    return PrinterFactory(lab=lab_north)


@pytest.fixture
def spool(lab_north: Lab) -> Spool:
    return SpoolFactory(lab=lab_north)


@pytest.fixture
def heard() -> Iterator[list[str]]:
    names: list[str] = []
    listeners = []
    for name in NAMES:

        def hear(sender: object, run: Run, name: str = name, **_: object) -> None:
            names.append(name)

        getattr(signals, name).connect(hear)
        listeners.append((name, hear))
    yield names
    for name, hear in listeners:
        getattr(signals, name).disconnect(hear)


def running(printer: Printer, **fields: Any) -> Run:
    """A run in the middle of its work."""
    Printer.objects.filter(pk=printer.pk).update(status=PrinterStatus.PRINTING)
    fields.setdefault("started_at", "2026-01-05T08:00:00Z")
    return RunFactory(printer=printer, status=RunStatus.RUNNING, **fields)


def status_of(printer: Printer) -> str:
    printer.refresh_from_db()
    return str(printer.status)


def test_a_run_goes_from_plan_to_finish_and_its_printer_follows(
    printer: Printer, spool: Spool, mona: User, heard: list[str]
) -> None:
    run = services.plan_run(printer, by=mona, spool=spool, planned_mg=20_000, planned_seconds=3600, label="PJ-7")
    services.start_run(run, by=mona)
    assert status_of(printer) == "printing"
    services.pause_run(run, by=mona, reason="color change")
    assert status_of(printer) == "paused"
    services.resume_run(run, by=mona)
    services.report_progress(run, 40, by=None)
    done = services.finish_run(run, by=mona)
    spool.refresh_from_db()
    assert (done.status, done.used_mg, done.progress_percent, spool.remaining_mg) == ("finished", 20_000, 100, 980_000)
    assert (status_of(printer), done.operator) == ("idle", mona)
    assert done.started_at is not None
    assert done.ended_at is not None
    assert spool.moves.get().reason == "Finished: PJ-7"
    steps = [change.to_status for change in done.status_changes.all()]
    assert steps == ["assigned", "running", "paused", "running", "finished"]
    assert heard == ["run_planned", "run_started", "run_paused", "run_resumed", "run_progressed", "run_finished"]


def test_a_signal_that_is_refused_takes_the_act_back(printer: Printer, spool: Spool, mona: User) -> None:
    run = running(printer, spool=spool)

    def refuse(sender: object, **_: object) -> None:
        raise DomainError("no", code="refused_above")

    signals.run_finished.connect(refuse)
    try:
        with pytest.raises(DomainError):
            services.finish_run(run, by=mona)
    finally:
        signals.run_finished.disconnect(refuse)
    run.refresh_from_db()
    spool.refresh_from_db()
    assert (run.status, status_of(printer), spool.remaining_mg) == ("running", "printing", 1_000_000)


@pytest.mark.parametrize("status", ["printing", "paused"])
def test_a_busy_printer_starts_nothing(status: str, printer: Printer, mona: User, client_of: Client) -> None:
    live = RunFactory(printer=printer, status="running" if status == "printing" else "paused")
    Printer.objects.filter(pk=printer.pk).update(status=status)
    run = RunFactory(printer=printer)
    answer = client_of(mona).post(f"/api/runs/{run.pk}/start/")
    assert (answer.status_code, answer.json()["code"]) == (409, "printer_busy")
    assert answer.json()["facts"]["run"] == str(live.pk)
    run.refresh_from_db()
    assert (run.status, run.started_at) == ("assigned", None)


@pytest.mark.parametrize("status", ["maintenance", "offline", "retired"])
def test_a_printer_that_is_not_ready_starts_nothing(
    status: str, printer: Printer, mona: User, client_of: Client
) -> None:
    run = RunFactory(printer=printer)
    Printer.objects.filter(pk=printer.pk).update(status=status)
    answer = client_of(mona).post(f"/api/runs/{run.pk}/start/")
    assert (answer.status_code, answer.json()["code"]) == (409, "printer_not_ready")


def test_nothing_is_planned_on_a_retired_printer(printer: Printer, mona: User) -> None:
    Printer.objects.filter(pk=printer.pk).update(status="retired")
    with pytest.raises(DomainError) as refused:
        services.plan_run(printer, by=mona, spool=None, planned_mg=1, planned_seconds=1)
    assert refused.value.code == "printer_not_ready"


def test_nothing_is_planned_with_a_spool_of_another_lab_or_material(
    printer: Printer, lab_south: Lab, mona: User
) -> None:
    petg = MaterialFactory(code="petg", name="PETG")
    for wrong in (SpoolFactory(lab=lab_south), SpoolFactory(lab=printer.lab, material=petg)):
        with pytest.raises(DomainError) as refused:
            services.plan_run(printer, by=mona, spool=wrong, planned_mg=1, planned_seconds=1)
        assert refused.value.code == "wrong_spool"
    assert not Run.objects.exists()


ACTS = {
    "start": {"assigned"},
    "pause": {"running"},
    "resume": {"paused"},
    "progress": {"running"},
    "finish": {"running"},
    "fail": {"running", "paused"},
    "cancel": {"queued", "assigned", "running", "paused"},
}
BODY: dict[str, dict[str, Any]] = {"progress": {"percent": 50}, "fail": {"reason": "clog"}}


@pytest.mark.parametrize(("act", "status"), [(act, status.value) for act in ACTS for status in RunStatus])
def test_each_act_works_from_its_states_only(
    act: str, status: str, printer: Printer, mona: User, client_of: Client
) -> None:
    live = {"running": PrinterStatus.PRINTING, "paused": PrinterStatus.PAUSED}
    Printer.objects.filter(pk=printer.pk).update(status=live.get(status, PrinterStatus.IDLE))
    run = RunFactory(printer=printer, status=status)
    offered = client_of(mona).get(f"/api/runs/{run.pk}/").json()["allowed_actions"]
    answer = client_of(mona).post(f"/api/runs/{run.pk}/{act}/", BODY.get(act, {}))
    if status in ACTS[act]:
        assert (answer.status_code, act in offered) == (200, True), answer.json()
    else:
        assert (answer.status_code, answer.json()["code"], act in offered) == (409, "wrong_state", False)
        run.refresh_from_db()
        assert (run.status, run.status_changes.count(), run.ended_at) == (status, 0, None)


@pytest.mark.parametrize("act", ACTS)
def test_only_operators_of_the_lab_act(
    act: str, printer: Printer, mona: User, olaf: User, alice: User, client_of: Client
) -> None:
    run = RunFactory(printer=printer)
    keeper = MembershipFactory(lab=printer.lab, role="stock_keeper").user
    answers = [
        client_of(person).post(f"/api/runs/{run.pk}/{act}/", BODY.get(act, {}))
        for person in (olaf, alice, keeper, None)
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 403, 401]


def test_a_failure_keeps_reason_note_photo_and_waste(
    printer: Printer, spool: Spool, mona: User, client_of: Client, heard: list[str]
) -> None:
    run = running(printer, spool=spool, progress_percent=25)
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    photo = SimpleUploadedFile("oops.jpg", out.getvalue())
    body = {"reason": "warping", "note": "Corner up", "photo": photo}
    answer = client_of(mona).post(f"/api/runs/{run.pk}/fail/", body, format="multipart")
    assert answer.status_code == 200, answer.json()
    seen = answer.json()
    assert (seen["status"], seen["failure_reason"], seen["failure_note"], seen["used_mg"]) == (
        "failed",
        "warping",
        "Corner up",
        5_000,
    )
    assert client_of(mona).get(seen["photo_url"]).status_code == 200
    spool.refresh_from_db()
    assert (spool.remaining_mg, status_of(printer)) == (995_000, "idle")
    assert heard == ["run_failed"]


def test_a_failure_needs_a_known_reason(printer: Printer, mona: User, client_of: Client) -> None:
    run = running(printer)
    for body in ({}, {"reason": "bad luck"}):
        answer = client_of(mona).post(f"/api/runs/{run.pk}/fail/", body)
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["reason"])


def test_what_is_said_to_be_used_counts(printer: Printer, spool: Spool, mona: User, client_of: Client) -> None:
    run = running(printer, spool=spool, planned_mg=20_000)
    assert client_of(mona).post(f"/api/runs/{run.pk}/finish/", {"used_mg": 21_500}).json()["used_mg"] == 21_500
    spool.refresh_from_db()
    assert spool.remaining_mg == 978_500


def test_a_finished_print_never_waits_for_a_wrong_book(printer: Printer, mona: User, client_of: Client) -> None:
    spool = SpoolFactory(lab=printer.lab, remaining_mg=5_000)
    run = running(printer, spool=spool, planned_mg=20_000)
    answer = client_of(mona).post(f"/api/runs/{run.pk}/finish/")
    assert (answer.status_code, answer.json()["used_mg"]) == (200, 20_000)
    spool.refresh_from_db()
    assert spool.remaining_mg == 0


def test_a_cancelled_plan_uses_nothing_and_leaves_the_printer_alone(
    printer: Printer, spool: Spool, mona: User, client_of: Client
) -> None:
    running(printer)
    plan = RunFactory(printer=printer, spool=spool)
    assert client_of(mona).post(f"/api/runs/{plan.pk}/cancel/", {"reason": "no longer wanted"}).json()["used_mg"] == 0
    spool.refresh_from_db()
    assert (spool.remaining_mg, status_of(printer)) == (1_000_000, "printing")


def test_a_printer_that_is_offline_stays_so_when_its_run_ends(printer: Printer, mona: User) -> None:
    run = running(printer)
    Printer.objects.filter(pk=printer.pk).update(status="offline")
    services.finish_run(run, by=mona)
    assert status_of(printer) == "offline"


def test_progress_never_goes_backwards(printer: Printer, heard: list[str]) -> None:
    run = running(printer)
    percents = [services.report_progress(run, percent, by=None).progress_percent for percent in (10, 40, 30, 40, 100)]
    assert percents == [10, 40, 40, 40, 100]
    assert heard == ["run_progressed"] * 3


@pytest.mark.parametrize("percent", [-1, 101])
def test_progress_is_a_percent(percent: int, printer: Printer, mona: User, client_of: Client) -> None:
    run = running(printer)
    with pytest.raises(DomainError) as refused:
        services.report_progress(run, percent, by=None)
    assert refused.value.code == "invalid_progress"
    assert client_of(mona).post(f"/api/runs/{run.pk}/progress/", {"percent": percent}).status_code == 400


def test_the_people_of_the_lab_hear_every_step(printer: Printer, mona: User, lena: User, olaf: User) -> None:
    run = services.plan_run(printer, by=mona, spool=None, planned_mg=1, planned_seconds=1)
    services.start_run(run, by=mona)
    told = [(event.data["kind"], event.data["to_status"]) for event in UserEvent.objects.filter(user=lena)]
    assert told == [("run", "assigned"), ("run", "running"), ("printer", "printing")]
    assert not UserEvent.objects.filter(user=olaf).exists()


def test_a_picture_is_put_to_a_run(printer: Printer, mona: User, client_of: Client) -> None:
    run = running(printer)
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "PNG")
    url = f"/api/runs/{run.pk}/photo/"
    answer = client_of(mona).post(url, {"photo": SimpleUploadedFile("ok.png", out.getvalue())}, format="multipart")
    assert client_of(mona).get(answer.json()["photo_url"]).status_code == 200
    wrong = client_of(mona).post(url, {"photo": SimpleUploadedFile("ok.png", b"#!/bin/sh")}, format="multipart")
    assert (wrong.status_code, wrong.json()["code"]) == (415, "not_an_image")


def test_runs_are_searched_and_narrowed_down(
    printer: Printer, spool: Spool, mona: User, olaf: User, client_of: Client
) -> None:
    first = RunFactory(printer=printer, label="PJ-1 Benchy", status="failed", failure_reason="clog", spool=spool)
    second = RunFactory(printer=PrinterFactory(lab=printer.lab, name="Other"), label="PJ-2", status="finished")
    RunFactory()

    def found(query: str) -> list[str]:
        return [row["id"] for row in client_of(mona).get(f"/api/runs/?{query}").json()["results"]]

    one, two = str(first.pk), str(second.pk)
    assert found("") == [two, one]
    assert found("search=benchy") == [one]
    assert found(f"printer={second.printer_id}") == [two]
    assert found(f"lab={printer.lab_id}&ordering=x") == [two, one]
    assert found("status=failed&status=running") == [one]
    assert found("failure_reason=clog") == [one]
    assert found(f"material={spool.material_id}") == [one]
    assert found("since=2020-01-01T00:00:00Z&until=2021-01-01T00:00:00Z") == []
    assert client_of(olaf).get("/api/runs/").json()["results"] == []
    assert client_of(olaf).get(f"/api/runs/{one}/").status_code == 404
    assert client_of().get("/api/runs/").status_code == 401


def test_the_history_tells_who_and_why(printer: Printer, mona: User, client_of: Client) -> None:
    run = running(printer)
    services.pause_run(run, by=mona, reason="Nozzle")
    steps = client_of(mona).get(f"/api/runs/{run.pk}/history/").json()
    assert [(step["to_status"], step["by"]["name"], step["reason"]) for step in steps] == [("paused", "Mona", "Nozzle")]


def test_the_list_costs_the_same_at_any_length(
    mona: User, lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(15):
        RunFactory(printer=PrinterFactory(lab=lab_north), spool=SpoolFactory(lab=lab_north), operator=mona)
    with django_assert_max_num_queries(4):
        assert len(client_of(mona).get("/api/runs/").json()["results"]) == 15


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_starts_on_one_printer_one_wins(printer: Printer) -> None:
    runs = RunFactory.create_batch(4, printer=printer)
    outcomes = together(*[lambda run=run: services.start_run(run, by=None) for run in runs])
    assert refusals(outcomes) == ["printer_busy"] * 3
    assert Run.objects.filter(status="running").count() == 1
    assert status_of(printer) == "printing"
    assert printer.status_changes.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_run_ends_once_whoever_ends_it(printer: Printer, spool: Spool) -> None:
    run = running(printer, spool=spool, planned_mg=10_000, progress_percent=50)
    outcomes = together(
        lambda: services.finish_run(run, by=None),
        lambda: services.fail_run(run, by=None, reason="clog"),
        lambda: services.cancel_run(run, by=None),
        lambda: services.finish_run(run, by=None),
    )
    assert refusals(outcomes) == ["wrong_state"] * 3
    spool.refresh_from_db()
    run.refresh_from_db()
    assert (run.status_changes.count(), spool.moves.count()) == (1, 1)
    assert spool.remaining_mg == 1_000_000 - run.used_mg
    assert status_of(printer) == "idle"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_start_and_a_maintenance_never_both_win(printer: Printer) -> None:
    run = RunFactory(printer=printer)
    outcomes = together(lambda: services.start_run(run, by=None), lambda: services.maintain(printer, by=None))
    assert len(refusals(outcomes)) == 1
    run.refresh_from_db()
    assert (run.status, status_of(printer)) in {("running", "printing"), ("assigned", "maintenance")}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_reports_at_once_leave_the_highest_percent(printer: Printer) -> None:
    run = running(printer)
    together(*[lambda percent=percent: services.report_progress(run, percent, by=None) for percent in (70, 20, 90, 50)])
    run.refresh_from_db()
    assert run.progress_percent == 90
