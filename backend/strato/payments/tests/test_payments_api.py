"""The doors of payments: one's own payments, the success page's question, and the comparison for admins."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from strato.accounts.models import User
from strato.core import queue
from strato.payments import services
from strato.payments.models import Payment
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db


def test_the_page_learns_the_truth_before_the_webhook(alice: User, sandbox: Rig, client_of: Callable[..., Any]) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    answer = client_of(alice).post(f"/api/payments/{payment.pk}/settle/")
    assert answer.status_code == 200
    assert answer.json()["status"] == "succeeded"
    assert answer.json()["received"] == 4200


def test_the_page_hears_when_the_gateway_is_away(alice: User, sandbox: Rig, client_of: Callable[..., Any]) -> None:
    payment = opened(owed(alice))
    sandbox.recorder.trouble = ["down"] * 3
    answer = client_of(alice).post(f"/api/payments/{payment.pk}/settle/")
    assert (answer.status_code, answer.json()["code"]) == (503, "gateway_unavailable")


def test_a_stranger_sees_and_settles_nothing(
    alice: User, mona: User, sandbox: Rig, client_of: Callable[..., Any]
) -> None:
    payment = opened(owed(alice))
    stranger = client_of(mona)
    assert stranger.get("/api/payments/").json()["results"] == []
    assert stranger.get(f"/api/payments/{payment.pk}/").status_code == 404
    assert stranger.post(f"/api/payments/{payment.pk}/settle/").status_code == 404
    assert client_of(None).get("/api/payments/").status_code == 401
    assert not Payment.objects.visible_to(AnonymousUser()).exists()


def test_people_see_their_own_and_admins_all(
    alice: User, mona: User, ada: User, sandbox: Rig, client_of: Callable[..., Any]
) -> None:
    mine, theirs = opened(owed(alice, label="ORD-1")), opened(owed(mona, label="ORD-2"))
    assert [row["id"] for row in client_of(alice).get("/api/payments/").json()["results"]] == [str(mine.pk)]
    everything = client_of(ada).get("/api/payments/", {"status": "open"}).json()["results"]
    assert {row["label"] for row in everything} == {"ORD-1", "ORD-2"}
    one = client_of(ada).get("/api/payments/", {"payable": str(theirs.payable_id)}).json()["results"]
    assert [row["id"] for row in one] == [str(theirs.pk)]
    assert client_of(ada).get(f"/api/payments/{mine.pk}/").json()["url"] == mine.url


def test_a_list_of_payments_costs_the_same_at_any_length(
    alice: User, sandbox: Rig, client_of: Callable[..., Any], django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        opened(owed(alice, label=f"ORD-{number}"))
    with django_assert_max_num_queries(4):
        assert len(client_of(alice).get("/api/payments/").json()["results"]) == 6


def test_admins_read_the_comparisons(alice: User, ada: User, sandbox: Rig, client_of: Callable[..., Any]) -> None:
    services.reconcile()
    shown = client_of(ada).get("/api/payments/reconciliation/").json()["results"]
    assert len(shown) == 1
    assert {"covered_from", "covered_until", "findings", "counts", "is_dry_run"} <= shown[0].keys()
    assert client_of(alice).get("/api/payments/reconciliation/").status_code == 403


def test_admins_compare_the_books_now(alice: User, ada: User, sandbox: Rig, client_of: Callable[..., Any]) -> None:
    sandbox.pay(opened(owed(alice)).url)
    path, admin = "/api/payments/reconciliation/", client_of(ada)
    assert client_of(alice).post(path).status_code == 403
    first, again = admin.post(path), admin.post(path)
    assert (first.status_code, first.data["status"]) == (202, "queued")
    assert again.data["id"] == first.data["id"]
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):  # younger news are on their way still
        queue.run_pending()
    assert admin.get(f"/api/jobs/{first.data['id']}/").data["status"] == "done"
    (report,) = admin.get(path).data["results"]
    assert report["finished_at"]
    assert report["counts"]["transactions"] >= 1
    assert {finding["is_repaired"] for finding in report["findings"]} == {True}
    assert admin.post(path).data["id"] != first.data["id"]


@pytest.mark.parametrize(
    "name", ["payable", "payment", "refund", "dispute", "moneyentry", "gatewayevent", "reconciliation"]
)
def test_the_admin_shows_but_never_changes(name: str, alice: User, ada: User, sandbox: Rig, client: Client) -> None:
    payment = opened(owed(alice))
    sandbox.pay(payment.url)
    sandbox.deliver()
    sandbox.settle()
    services.reconcile()
    client.force_login(ada)
    assert client.get(f"/admin/payments/{name}/").status_code == 200
    assert client.get(f"/admin/payments/{name}/add/").status_code == 403
