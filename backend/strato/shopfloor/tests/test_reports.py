from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory.tests.factories import MaterialFactory, SpoolFactory
from strato.labs.models import Lab
from strato.shopfloor import reports
from strato.shopfloor.models import Printer
from strato.shopfloor.tests.factories import PrinterFactory, RunFactory

Client = Callable[..., APIClient]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def ended(printer: Printer, status: str, *, hours: float = 1, at: datetime = NOON, **fields: Any) -> None:
    RunFactory(printer=printer, status=status, started_at=at - timedelta(hours=hours), ended_at=at, **fields)


@pytest.fixture
def printer(lab_north: Lab) -> Printer:
    return PrinterFactory(lab=lab_north, name="Left")


def test_printer_statistics_count_what_ended(printer: Printer, django_assert_num_queries: Any) -> None:
    ended(printer, "finished", hours=2, used_mg=10_000)
    ended(printer, "accepted", hours=1, used_mg=5_000)
    ended(printer, "failed", hours=0.5, used_mg=700)
    ended(printer, "cancelled", hours=0)
    RunFactory(printer=printer, status="running", started_at=NOON)
    idle = PrinterFactory(lab=printer.lab)
    with django_assert_num_queries(1):
        found = reports.printer_statistics([printer, idle])
    assert found[printer.pk] == reports.PrinterStatistics(finished=2, failed=1, cancelled=1, hours=3.5, used_mg=15_700)
    assert found[printer.pk].success_percent == 67
    assert found[idle.pk].success_percent is None


def test_failure_statistics_name_the_worst_first(printer: Printer, lab_north: Lab) -> None:
    right = PrinterFactory(lab=lab_north, name="Right")
    pla, petg = (
        SpoolFactory(lab=lab_north),
        SpoolFactory(lab=lab_north, material=MaterialFactory(code="petg", name="PETG")),
    )
    for _ in range(3):
        ended(printer, "finished", spool=pla)
    ended(printer, "failed", failure_reason="clog", used_mg=1_000, spool=pla, hours=2)
    ended(right, "failed", failure_reason="adhesion", used_mg=500, spool=petg, hours=1)
    ended(right, "failed", failure_reason="adhesion", used_mg=500, spool=petg, hours=0.5)
    ended(right, "cancelled", spool=petg)
    ended(right, "failed", failure_reason="power", at=NOON - timedelta(days=40))
    ended(PrinterFactory(), "failed", failure_reason="power")
    found = reports.failure_statistics(lab_north, since=NOON - timedelta(days=30), until=NOON + timedelta(seconds=1))
    assert (found.finished, found.failed, found.cancelled, found.success_percent) == (3, 3, 1, 50)
    assert (found.wasted_mg, found.lost_hours) == (2_000, 3.5)
    assert [(share.key, share.failed, share.tried) for share in found.by_reason] == [("adhesion", 2, 3), ("clog", 1, 3)]
    assert [(share.name, share.failed, share.tried, share.failed_percent) for share in found.by_printer] == [
        ("Right", 2, 2, 100),
        ("Left", 1, 4, 25),
    ]
    assert [(share.name, share.failed, share.tried) for share in found.by_material] == [("PETG", 2, 2), ("PLA", 1, 4)]


def test_failure_statistics_by_the_door(
    printer: Printer, lab_north: Lab, mona: User, olaf: User, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    ended(printer, "failed", failure_reason="clog", at=datetime.now(UTC) - timedelta(days=3))
    url = f"/api/labs/{lab_north.pk}/failure-statistics/"
    with django_assert_max_num_queries(10):
        body = client_of(mona).get(url).json()
    assert (body["failed"], body["success_percent"], body["by_reason"][0]["key"]) == (1, 0, "clog")
    assert client_of(mona).get(f"{url}?until=2020-01-01T00:00:00Z").json()["failed"] == 0
    assert client_of(mona).get(f"{url}?since=yesterday").status_code == 400
    backwards = client_of(mona).get(f"{url}?since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z")
    assert (backwards.status_code, list(backwards.json()["fields"])) == (400, ["until"])
    assert client_of(olaf).get(url).status_code == 403
    assert client_of().get(url).status_code == 401
    Lab.objects.filter(pk=lab_north.pk).update(status="suspended")
    assert client_of(olaf).get(url).status_code == 404


def test_queue_minutes_count_what_is_left(printer: Printer, lab_north: Lab, django_assert_num_queries: Any) -> None:
    RunFactory(printer=printer, status="running", planned_seconds=3600, progress_percent=75)
    RunFactory(printer=printer, status="assigned", planned_seconds=601)
    RunFactory(printer=printer, status="failed", planned_seconds=9999)
    free = PrinterFactory(lab=lab_north)
    with django_assert_num_queries(1):
        assert reports.queue_minutes([printer, free]) == {printer.pk: 26, free.pk: 0}


def test_the_printers_of_a_lab_side_by_side(
    printer: Printer, lab_north: Lab, mona: User, olaf: User, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    ended(printer, "finished", used_mg=9)
    PrinterFactory(lab=lab_north, name="Right")
    url = f"/api/labs/{lab_north.pk}/printer-statistics/"
    with django_assert_max_num_queries(4):
        left, right = client_of(mona).get(url).json()
    assert (left["printer"]["name"], left["statistics"]["finished"], left["statistics"]["success_percent"]) == (
        "Left",
        1,
        100,
    )
    assert (right["printer"]["name"], right["statistics"]["success_percent"]) == ("Right", None)
    assert client_of(olaf).get(url).status_code == 403
