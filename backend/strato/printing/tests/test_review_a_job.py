"""The lab and the customer about a job: placed, accepted, rejected, asked, answered, called off."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from strato.accounts.tests.factories import UserFactory
from strato.core.realtime.models import UserEvent
from strato.labs.states import LabRole, LabStatus, PaymentPolicy
from strato.labs.tests.factories import MembershipFactory
from strato.notifications.models import Notification
from strato.printing.models import Offer, PrintJob
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import (
    OfferFactory,
    PrintJobFactory,
    equipped,
    pending_job,
    quote_for,
)
from strato.printing.tests.words import kinds
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db


def offer_for(alice: Any, lab: Any) -> Offer:
    equipped(lab)
    offer: Offer = quote_for(alice).offers.get(lab=lab)
    return offer


def place(client: Any, offer: Offer, *, key: str = "", **extra: Any) -> Any:
    body = {"offer": str(offer.pk)} | extra
    return client.post("/api/print-jobs/", body, HTTP_IDEMPOTENCY_KEY=key or str(uuid4()))


# --- placing --------------------------------------------------------------------------------------------------------


def test_customer_places_a_job_on_an_offer(client_of: Any, alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    offer = offer_for(alice, lab_north)
    answer = place(client_of(alice), offer, note="Matte side up.")
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert (body["status"], body["note"]) == ("pending", "Matte side up.")
    assert body["price"] == {"amount": offer.amount, "currency": "EUR"}
    assert body["lines"] == offer.lines
    assert body["quote"] == str(offer.quote_id)
    assert kinds(mona) == kinds(lena) == ["print_job.submitted"]
    assert kinds(alice) == []
    seen = UserEvent.objects.filter(user=mona, type="status.changed").get().data
    assert (seen["kind"], seen["id"], seen["to_status"]) == ("print_job", body["id"], "pending")


def test_nervous_finger_places_one_job(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    offer = offer_for(alice, lab_north)
    first = place(client_of(alice), offer, key="k1")
    second = place(client_of(alice), offer, key="k1")
    assert (second.status_code, second.json()["id"]) == (201, first.json()["id"])
    assert PrintJob.objects.count() == 1
    assert kinds(mona) == ["print_job.submitted"]
    answer = client_of(alice).post("/api/print-jobs/", {"offer": str(offer.pk)})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_missing")


def test_numbers_have_no_holes(alice: Any, lab_north: Any) -> None:
    equipped(lab_north)
    jobs = [pending_job(alice, lab_north) for _ in range(3)]
    assert [job.number for job in jobs] == ["P-000001", "P-000002", "P-000003"]


def test_auto_accepting_lab_skips_the_review(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    lab_north.auto_accept = True
    lab_north.save()
    offer = offer_for(alice, lab_north)
    assert place(client_of(alice), offer).json()["status"] == "accepted"
    assert kinds(mona) == ["print_job.submitted"]


def test_a_lab_that_is_paid_in_advance_takes_jobs_from_the_cart_only(
    client_of: Any, alice: Any, lab_north: Any
) -> None:
    lab_north.payment_policy = PaymentPolicy.PREPAY
    lab_north.save()
    answer = place(client_of(alice), offer_for(alice, lab_north))
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_first")
    assert not PrintJob.objects.exists()


def test_expired_quote_is_refused(client_of: Any, alice: Any, lab_north: Any) -> None:
    offer = offer_for(alice, lab_north)
    offer.quote.expires_at = timezone.now() - timedelta(seconds=1)
    offer.quote.save()
    answer = place(client_of(alice), offer)
    assert (answer.status_code, answer.json()["code"]) == (409, "quote_expired")
    assert not PrintJob.objects.exists()


def test_impossible_offer_is_refused(client_of: Any, alice: Any, lab_north: Any) -> None:
    offer = OfferFactory(quote__owner=alice, lab=lab_north, amount=None, reasons=[{"code": "too_large", "facts": {}}])
    answer = place(client_of(alice), offer)
    assert (answer.status_code, answer.json()["code"]) == (409, "offer_impossible")
    assert answer.json()["facts"]["reasons"][0]["code"] == "too_large"


def test_offer_is_taken_once_and_free_again_after_a_cancel(client_of: Any, alice: Any, lab_north: Any) -> None:
    client, offer = client_of(alice), offer_for(alice, lab_north)
    first = place(client, offer).json()
    second = place(client, offer)
    assert (second.status_code, second.json()["code"]) == (409, "offer_taken")
    client.post(f"/api/print-jobs/{first['id']}/cancel/")
    assert place(client, offer).status_code == 201


def test_lab_that_was_suspended_meanwhile_takes_no_jobs(client_of: Any, alice: Any, lab_north: Any) -> None:
    offer = offer_for(alice, lab_north)
    lab_north.__class__.objects.update(status=LabStatus.SUSPENDED)
    answer = place(client_of(alice), offer)
    assert (answer.status_code, answer.json()["code"]) == (400, "lab_unavailable")


def test_customer_may_ask_for_a_printer(client_of: Any, alice: Any, lab_north: Any, lab_south: Any) -> None:
    offer = offer_for(alice, lab_north)
    mine = PrinterFactory(lab=lab_north)
    hidden = PrinterFactory(lab=lab_north, is_choosable=False)
    small = PrinterFactory(lab=lab_north, build_x_mm=10, build_y_mm=10, build_z_mm=10)
    foreign = PrinterFactory(lab=lab_south)
    client = client_of(alice)

    def on(printer: Any) -> Any:
        return place(client, offer, printer=str(printer.pk)).json()

    assert (on(hidden)["code"], on(foreign)["code"]) == ("printer_not_choosable", "printer_missing")
    refused = on(small)
    assert (refused["code"], refused["facts"]["reasons"][0]["code"]) == ("printer_unsuitable", "too_large")
    assert on(mine)["printer"]["id"] == str(mine.pk)


def test_somebody_elses_offer_is_unknown(client_of: Any, alice: Any, olaf: Any, lab_north: Any) -> None:
    offer = offer_for(alice, lab_north)
    answer = place(client_of(olaf), offer)
    assert answer.status_code == 400
    assert "offer" in answer.json()["fields"]
    assert place(client_of(None), offer).status_code == 401


# --- the lab's answer -----------------------------------------------------------------------------------------------


def test_maker_accepts(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    equipped(lab_north)
    job = pending_job(alice, lab_north)
    answer = client_of(mona).post(f"/api/print-jobs/{job.pk}/accept/")
    assert (answer.status_code, answer.json()["status"]) == (200, "accepted")
    step = job.status_changes.latest("id")
    assert (step.from_status, step.to_status, step.by) == ("pending", "accepted", mona)
    assert kinds(alice) == ["print_job.accepted"]
    again = client_of(mona).post(f"/api/print-jobs/{job.pk}/accept/")
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")


def test_maker_rejects_with_a_reason(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north)
    url = f"/api/print-jobs/{job.pk}/reject/"
    assert client_of(mona).post(url, {}).status_code == 400
    answer = client_of(mona).post(url, {"reason": "Out of black."})
    assert answer.json()["status"] == "rejected"
    told = Notification.objects.get(recipient=alice)
    assert (told.kind, told.facts["reason"]) == ("print_job.rejected", "Out of black.")
    assert answer.json()["allowed_actions"] == []


def test_question_stays_open_until_it_is_answered(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north)
    url, maker, customer = f"/api/print-jobs/{job.pk}/", client_of(mona), client_of(alice)
    early = customer.post(f"{url}answer/", {"text": "Hello?"})
    assert (early.status_code, early.json()["code"]) == (409, "nothing_to_answer")
    asked = maker.post(f"{url}ask/", {"text": "Which side faces up?"})
    assert asked.status_code == 201
    assert asked.json()["has_open_question"]
    assert "answer" in customer.get(url).json()["allowed_actions"]
    assert "answer" not in maker.get(url).json()["allowed_actions"]
    answered = customer.post(f"{url}answer/", {"text": "The flat one."}).json()
    assert not answered["has_open_question"]
    assert [note["text"] for note in answered["notes"]] == ["Which side faces up?", "The flat one."]
    assert kinds(alice) == ["print_job.question"]
    assert kinds(mona) == ["print_job.answered"]
    assert maker.post(f"{url}answer/", {"text": "Me too."}).status_code == 403


def test_nothing_is_asked_about_a_job_that_is_over(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north, status=S.COMPLETED)
    answer = client_of(mona).post(f"/api/print-jobs/{job.pk}/ask/", {"text": "How is it?"})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


# --- calling off ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [S.QUOTED, S.AWAITING_PAYMENT, S.PENDING, S.ACCEPTED, S.FAILED])
def test_customer_calls_off(client_of: Any, alice: Any, mona: Any, lab_north: Any, status: str) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north, status=status)
    answer = client_of(alice).post(f"/api/print-jobs/{job.pk}/cancel/", {"reason": "Changed my mind."})
    assert (answer.status_code, answer.json()["status"]) == (200, "cancelled")
    assert kinds(mona) == ["print_job.cancelled"]


@pytest.mark.parametrize("status", [S.PROCESSING, S.COMPLETED, S.REJECTED, S.CANCELLED])
def test_what_is_made_or_over_is_not_called_off(client_of: Any, alice: Any, lab_north: Any, status: str) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north, status=status)
    client = client_of(alice)
    assert "cancel" not in client.get(f"/api/print-jobs/{job.pk}/").json()["allowed_actions"]
    answer = client.post(f"/api/print-jobs/{job.pk}/cancel/")
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_lab_gives_up_only_after_a_failure(client_of: Any, alice: Any, mona: Any, lab_north: Any) -> None:
    pending = PrintJobFactory(customer=alice, lab=lab_north)
    failed = PrintJobFactory(customer=alice, lab=lab_north, status=S.FAILED)
    assert client_of(mona).post(f"/api/print-jobs/{pending.pk}/cancel/").status_code == 403
    assert client_of(mona).post(f"/api/print-jobs/{failed.pk}/cancel/").status_code == 200
    assert kinds(alice) == ["print_job.cancelled"]


# --- who sees and may -----------------------------------------------------------------------------------------------

ACTS = (
    "accept", "reject", "ask", "assign", "start", "progress", "pause", "resume", "complete", "fail", "retry", "reassign",
    "answer", "cancel",
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_outsider_gets_404_for_every_act(client_of: Any, alice: Any, olaf: Any, lab_north: Any, act: str) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north)
    assert client_of(olaf).post(f"/api/print-jobs/{job.pk}/{act}/", {}).status_code == 404
    assert client_of(None).post(f"/api/print-jobs/{job.pk}/{act}/", {}).status_code == 401


@pytest.mark.parametrize("act", [act for act in ACTS if act not in ("answer", "cancel")])
def test_customer_may_not_do_the_makers_acts(client_of: Any, alice: Any, lab_north: Any, act: str) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north)
    assert client_of(alice).post(f"/api/print-jobs/{job.pk}/{act}/", {}).status_code == 403


def test_outsider_sees_nothing(client_of: Any, alice: Any, olaf: Any, lab_north: Any) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north)
    client = client_of(olaf)
    assert client.get(f"/api/print-jobs/{job.pk}/").status_code == 404
    for part in ("timeline", "machines", "labs"):
        assert client.get(f"/api/print-jobs/{job.pk}/{part}/").status_code == 404
    assert client.get("/api/print-jobs/").json()["results"] == []
    assert client.get("/api/print-jobs/board/", {"lab": str(lab_north.pk)}).status_code == 404
    assert client.get("/api/print-jobs/board/").status_code == 400


def test_stock_keeper_sees_but_does_not_make(client_of: Any, alice: Any, lab_north: Any) -> None:
    keeper = MembershipFactory(lab=lab_north, role=LabRole.STOCK_KEEPER, user=UserFactory()).user
    url = f"/api/print-jobs/{PrintJobFactory(customer=alice, lab=lab_north).pk}/"
    assert client_of(keeper).get(url).json()["allowed_actions"] == []
    assert client_of(keeper).post(f"{url}accept/").status_code == 403


def test_only_managers_hand_a_job_on(client_of: Any, alice: Any, mona: Any, lena: Any, lab_north: Any) -> None:
    job = PrintJobFactory(customer=alice, lab=lab_north, status=S.FAILED)
    url = f"/api/print-jobs/{job.pk}/"
    assert "reassign" not in client_of(mona).get(url).json()["allowed_actions"]
    assert "reassign" in client_of(lena).get(url).json()["allowed_actions"]
    assert client_of(mona).post(f"{url}reassign/", {}).status_code == 403


# --- lists ----------------------------------------------------------------------------------------------------------


def numbers(answer: Any) -> list[str]:
    return [row["number"] for row in answer.json()["results"]]


def test_list_is_narrowed_and_searched(client_of: Any, alice: Any, mona: Any, lab_north: Any, lab_south: Any) -> None:
    soon = timezone.localdate() + timedelta(days=2)
    first = PrintJobFactory(customer=alice, lab=lab_north, needed_by=soon, model__name="Gear wheel")
    second = PrintJobFactory(customer=alice, lab=lab_south, status=S.COMPLETED)
    third = PrintJobFactory(customer=mona, lab=lab_south)
    customer, maker = client_of(alice), client_of(mona)
    assert numbers(customer.get("/api/print-jobs/")) == [second.number, first.number]
    assert numbers(maker.get("/api/print-jobs/")) == [third.number, first.number]
    assert numbers(maker.get("/api/print-jobs/?scope=mine")) == [third.number]
    assert numbers(maker.get("/api/print-jobs/?scope=lab")) == [first.number]
    assert numbers(customer.get("/api/print-jobs/?status=completed")) == [second.number]
    assert numbers(customer.get("/api/print-jobs/?status=completed&status=pending")) == [second.number, first.number]
    assert numbers(customer.get("/api/print-jobs/?open=true")) == [first.number]
    assert numbers(customer.get("/api/print-jobs/?search=gear")) == [first.number]
    assert numbers(customer.get(f"/api/print-jobs/?search={second.number}")) == [second.number]
    assert numbers(customer.get(f"/api/print-jobs/?needed_before={soon}")) == [first.number]
    assert numbers(customer.get("/api/print-jobs/?ordering=due")) == [first.number, second.number]
    assert numbers(customer.get(f"/api/print-jobs/?lab={lab_south.pk}")) == [second.number]


def test_pages_follow_each_other_without_gaps(client_of: Any, alice: Any, lab_north: Any) -> None:
    made = {PrintJobFactory(customer=alice, lab=lab_north).number for _ in range(7)}
    client, found, url = client_of(alice), [], "/api/print-jobs/?page_size=3&ordering=due"
    while url:
        page = client.get(url).json()
        found += [row["number"] for row in page["results"]]
        url = page["next"]
    assert len(found) == 7
    assert set(found) == made


def test_list_and_board_cost_the_same_at_any_length(
    client_of: Any, alice: Any, mona: Any, lab_north: Any, django_assert_max_num_queries: Any
) -> None:
    for status in (S.PENDING, S.ACCEPTED, S.FAILED, S.COMPLETED):
        for _ in range(4):
            PrintJobFactory(lab=lab_north, customer=alice, status=status, printer=PrinterFactory(lab=lab_north))
    maker = client_of(mona)
    with django_assert_max_num_queries(6):
        assert len(maker.get("/api/print-jobs/").json()["results"]) == 16
    with django_assert_max_num_queries(18):
        board = maker.get("/api/print-jobs/board/", {"lab": str(lab_north.pk)}).json()
    assert [(column["status"], column["count"]) for column in board["columns"]] == [
        ("pending", 4), ("accepted", 4), ("processing", 0), ("failed", 4), ("completed", 4),
    ]  # fmt: skip
    assert board["columns"][0]["jobs"][0]["allowed_actions"] == ["accept", "reject", "ask", "assign"]
