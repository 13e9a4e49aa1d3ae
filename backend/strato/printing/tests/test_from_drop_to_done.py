"""The main story through the doors: a file, a price, a job, a maker who finishes it."""

from typing import Any

import pytest

from strato.core import queue
from strato.inventory.models import Spool
from strato.notifications.models import Notification
from strato.printing.tests.factories import CUBE, equipped

pytestmark = pytest.mark.django_db


def test_a_file_becomes_a_finished_print(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    printer = equipped(lab_north)
    printer.loaded_spool = Spool.objects.get()
    printer.save()
    customer, maker = client_of(alice), client_of(mona)

    with CUBE.open("rb") as file:
        model = customer.post("/api/models/", {"file": file}, format="multipart")
    assert model.status_code == 201, model.json()
    assert model.json()["status"] == "ready"
    assert model.json()["size_mm"] == pytest.approx([20, 20, 20], abs=0.1)

    wish = {"model": model.json()["id"], "material": str(Spool.objects.get().material_id), "quantity": 2}
    quote = customer.post("/api/quotes/", wish)
    assert quote.status_code == 201, quote.json()
    offer = quote.json()["offers"][0]
    assert offer["is_possible"]
    assert offer["is_cheapest"]
    assert sum(line["amount"] for line in offer["lines"]) == offer["price"]["amount"] > 0

    job = customer.post(
        "/api/print-jobs/", {"offer": offer["id"], "note": "Matte side up."}, HTTP_IDEMPOTENCY_KEY="first"
    )
    assert job.status_code == 201, job.json()
    assert job.json()["number"] == "P-000001"
    assert job.json()["status"] == "pending"
    url = f"/api/print-jobs/{job.json()['id']}/"
    assert job.json()["allowed_actions"] == ["cancel"]
    assert set(maker.get(url).json()["allowed_actions"]) == {"accept", "reject", "ask", "assign"}

    steps = [
        ("accept", {}, "accepted"),
        ("assign", {"printer": str(printer.pk)}, "accepted"),
        ("start", {}, "processing"),
        ("progress", {"percent": 40}, "processing"),
        ("pause", {}, "processing"),
        ("resume", {}, "processing"),
        ("complete", {"used_mg": 9_000}, "completed"),
    ]
    for act, body, status in steps:
        answer = maker.post(f"{url}{act}/", body)
        assert answer.status_code == 200, (act, answer.json())
        assert answer.json()["status"] == status
    done = customer.get(url).json()
    assert done["live"]["status"] == "finished"
    assert done["completed_at"]
    assert Spool.objects.get().remaining_mg == 991_000
    told = Notification.objects.filter(recipient=alice).order_by("id").values_list("kind", flat=True)
    assert list(told) == ["print_job.accepted", "print_job.started", "print_job.completed"]
    timeline = customer.get(f"{url}timeline/").json()
    assert [entry["to_status"] for entry in timeline if entry["kind"] == "status"] == [
        "pending",
        "accepted",
        "processing",
        "completed",
    ]
    queue.run_pending()
