"""The dashboards: their numbers, who sees them, and what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from strato.core import status
from strato.printing.models import PrintJob
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import PrintJobFactory, equipped
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db


def completed(**fields: Any) -> PrintJob:
    job: PrintJob = PrintJobFactory(status=S.COMPLETED, completed_at=timezone.now(), **fields)
    return job


def test_customer_sees_counts_money_and_latest_jobs(client_of: Any, alice: Any, lab_north: Any) -> None:
    completed(customer=alice, lab=lab_north, amount=2500, quantity=3)
    PrintJobFactory(customer=alice, lab=lab_north)
    PrintJobFactory(lab=lab_north)
    answer = client_of(alice).get("/api/dashboard/user/").json()
    assert answer["jobs_by_status"]["completed"] == 1
    assert answer["open_jobs"] == 1
    assert answer["spent"] == [{"amount": 2500, "currency": "EUR"}]
    assert answer["printed_mg"] == 30_000
    assert len(answer["recent_jobs"]) == 2
    assert answer["recent_jobs"][0]["allowed_actions"] == ["cancel"]


def test_maker_sees_the_numbers_of_the_lab(client_of: Any, mona: Any, lab_north: Any, lab_south: Any) -> None:
    equipped(lab_north)
    completed(lab=lab_north, amount=1000, ready_at=timezone.now() + timedelta(days=1))
    completed(lab=lab_north, amount=500, ready_at=timezone.now() - timedelta(days=1))
    completed(lab=lab_south, amount=99_999)
    late = PrintJobFactory(lab=lab_north, ready_at=timezone.now() - timedelta(hours=1))
    answer = client_of(mona).get("/api/dashboard/maker/", {"lab": str(lab_north.pk), "days": 7}).json()
    assert answer["revenue"] == {"amount": 1500, "currency": "EUR"}
    assert [day["money"]["amount"] for day in answer["revenue_by_day"]] == [0, 0, 0, 0, 0, 0, 1500]
    assert answer["on_time_percent"] == 50
    assert answer["late_jobs"] == 1
    assert [job["id"] for job in answer["review_jobs"]] == [str(late.pk)]
    assert answer["printers"][0]["status"] == "idle"


def test_maker_gets_their_own_lab_without_naming_it(client_of: Any, olaf: Any, lab_south: Any, lab_north: Any) -> None:
    assert client_of(olaf).get("/api/dashboard/maker/").json()["lab"]["slug"] == "lab-south"


def test_outsider_gets_404_for_another_lab(client_of: Any, olaf: Any, alice: Any, lab_north: Any) -> None:
    assert client_of(olaf).get("/api/dashboard/maker/", {"lab": str(lab_north.pk)}).status_code == 404
    assert client_of(alice).get("/api/dashboard/maker/").status_code == 404
    assert client_of(olaf).get("/api/dashboard/maker/", {"lab": "north"}).status_code == 400


def test_admin_sees_the_platform(client_of: Any, ada: Any, alice: Any, lab_north: Any) -> None:
    completed(lab=lab_north, amount=700, customer=alice)
    status.change(PrintJobFactory(lab=lab_north, customer=alice), S.ACCEPTED, by=None)
    answer = client_of(ada).get("/api/dashboard/admin/", {"days": 3}).json()
    assert answer["revenue_by_lab"] == [
        {"lab": str(lab_north.pk), "name": "Lab North", "jobs": 1, "revenue": {"amount": 700, "currency": "EUR"}}
    ]
    assert answer["steps_by_day"][-1]["counts"]["accepted"] == 1
    assert answer["new_users_by_day"][-1]["count"] == answer["users"]
    assert {"status": "active", "count": 1} in answer["labs"]


def test_only_admins_see_the_platform(client_of: Any, lena: Any, alice: Any) -> None:
    assert client_of(lena).get("/api/dashboard/admin/").status_code == 403
    assert client_of(alice).get("/api/dashboard/admin/").status_code == 403
    assert client_of(None).get("/api/dashboard/admin/").status_code == 401
    assert client_of(None).get("/api/dashboard/user/").status_code == 401


def test_period_is_checked(client_of: Any, ada: Any) -> None:
    answer = client_of(ada).get("/api/dashboard/admin/", {"days": "1e9"})
    assert answer.status_code == 400
    assert "days" in answer.json()["fields"]


@pytest.mark.parametrize(("url", "who"), [("user", "alice"), ("maker", "mona"), ("admin", "ada")])
def test_cost_does_not_grow_with_the_rows(
    client_of: Any, alice: Any, mona: Any, ada: Any, lab_north: Any, url: str, who: str
) -> None:
    client = client_of({"alice": alice, "mona": mona, "ada": ada}[who])

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(f"/api/dashboard/{url}/").status_code == 200
        return len(captured)

    PrintJobFactory(customer=alice, lab=lab_north)
    completed(customer=alice, lab=lab_north)
    PrinterFactory(lab=lab_north)
    few = queries()
    for _ in range(6):
        PrintJobFactory(customer=alice, lab=lab_north)
        completed(customer=alice, lab=lab_north)
        PrinterFactory(lab=lab_north)
    assert queries() <= few  # roles are read once per person
    assert few <= 30
