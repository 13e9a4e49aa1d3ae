"""What becomes of a paid order: made, sent, delivered, given back, refunded."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.inventory.models import Item, StockMove
from strato.labs.models import Lab
from strato.labs.tests.together import refusals, together
from strato.orders.models import Document, Order, OrderRefundLine, Return
from strato.orders.services import fulfilling, refunding, returning
from strato.orders.services.refunding import Piece
from strato.orders.states import OrderStatus as S
from strato.orders.tests.buying import on_hand, ordered, paid, stocked
from strato.orders.tests.toys import ToyShop
from strato.payments.models import Payable
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(new_id())}


@pytest.fixture
def item(lab_north: Lab) -> Item:
    return stocked(lab_north, 10)


@pytest.fixture
def bought(toys: ToyShop, alice: User, item: Item, lab_north: Lab, sandbox: Rig) -> Order:
    """Three tops at 10.00 of Lab North, paid."""
    return paid(ordered(alice, (toys.offer(item=item, lab_id=lab_north.pk), 3)), sandbox)


def fresh(order: Order) -> Order:
    return Order.objects.get(pk=order.pk)


def arrived(sandbox: Rig) -> None:
    """The refunds have gone through, and the news have come."""
    sandbox.settle()
    sandbox.deliver()
    sandbox.settle()


def test_three_partial_refunds_make_exactly_the_total(
    bought: Order, ada: User, client_of: Client, sandbox: Rig
) -> None:
    """23: the fourth is refused."""
    client, path = client_of(ada), f"/api/orders/{bought.pk}/refund/"
    for amount in (1000, 999, 1001):
        answer = client.post(path, {"amount": amount, "reason": "Scratched"}, headers=key())
        assert answer.status_code == 200
    assert answer.data["refunded"] == {"amount": 3000, "currency": "EUR"}
    fourth = client.post(path, {"amount": 1}, headers=key())
    assert (fourth.status_code, fourth.data["code"]) == (409, "nothing_to_refund")
    arrived(sandbox)
    assert fresh(bought).status == S.REFUNDED
    notes = Document.objects.filter(order=bought).exclude(refund_id=None)
    assert sorted(notes.values_list("number", flat=True)) == ["C-000001", "C-000002", "C-000003"]


def test_too_much_is_refused_with_what_is_left(bought: Order, ada: User, client_of: Client) -> None:
    answer = client_of(ada).post(f"/api/orders/{bought.pk}/refund/", {"amount": 3001}, headers=key())
    assert (answer.status_code, answer.data["code"], answer.data["facts"]["left"]) == (409, "refund_too_large", 3000)


def test_pieces_come_with_their_price_and_go_back_to_the_shelf_once(
    bought: Order, ada: User, item: Item, sandbox: Rig
) -> None:
    line = bought.lines.get()
    assert on_hand(item) == (7, 0)
    refund = refunding.refund_order(bought, by=ada, pieces=[Piece(line.pk, 2)], restock=True)
    assert (refund.amount, on_hand(item)) == (2000, (9, 0))
    whole = refunding.refund_order(bought, by=ada, restock=True)
    assert (whole.amount, on_hand(item)) == (1000, (10, 0))
    assert sum(OrderRefundLine.objects.values_list("restocked", flat=True)) == 3
    arrived(sandbox)
    assert fresh(bought).status == S.REFUNDED


def test_pieces_that_are_not_there_are_refused(bought: Order, ada: User, client_of: Client) -> None:
    line, path = bought.lines.get(), f"/api/orders/{bought.pk}/refund/"
    for pieces in ([{"line": str(line.pk), "quantity": 4}], [{"line": str(new_id()), "quantity": 1}]):
        assert client_of(ada).post(path, {"pieces": pieces}, headers=key()).data["code"] == "pieces_refused"


def test_a_full_refund_before_it_is_made_ends_it(bought: Order, ada: User, toys: ToyShop, sandbox: Rig) -> None:
    refunding.refund_order(bought, by=ada, reason="Out of filament")
    assert fresh(bought).status == S.PAID
    arrived(sandbox)
    assert (fresh(bought).status, toys.told()[-1]) == (S.REFUNDED, "ended:refunded")


def test_an_amount_without_pieces_is_shared_by_what_is_left(bought: Order, ada: User) -> None:
    line = bought.lines.get()
    first = refunding.refund_order(bought, by=ada, amount=500)
    assert [(row.line, row.quantity, row.amount) for row in first.lines.all()] == [(line, 0, 500)]
    piece = refunding.refund_order(bought, by=ada, pieces=[Piece(line.pk, 1)], amount=700)
    assert [(row.quantity, row.amount) for row in piece.lines.all()] == [(1, 700)]
    rest = refunding.refund_order(bought, by=ada)
    assert [(row.quantity, row.amount) for row in rest.lines.all()] == [(2, 1800)]
    assert sum(row.amount for row in line.refunded.all()) == line.total_amount == 3000


def test_who_may_refund(bought: Order, alice: User, mona: User, lena: User, olaf: User, client_of: Client) -> None:
    path = f"/api/orders/{bought.pk}/refund/"
    codes = [client_of(who).post(path, {"amount": 1}, headers=key()).status_code for who in (alice, mona, olaf, lena)]
    assert codes == [403, 403, 404, 200]


def test_a_parcel_for_each_part(bought: Order, mona: User, alice: User, client_of: Client) -> None:
    line, client = bought.lines.get(), client_of(mona)
    path = f"/api/orders/{bought.pk}/ship/"
    first = client.post(path, {"pieces": [{"line": str(line.pk), "quantity": 2}], "carrier": "DHL"}, headers=key())
    assert (first.status_code, first.data["status"]) == (201, "in_production")
    assert first.data["lines"][0]["shipped"] == 2
    too_many = client.post(path, {"pieces": [{"line": str(line.pk), "quantity": 2}]}, headers=key())
    assert too_many.data["code"] == "nothing_left_to_ship"
    second = client.post(path, {"tracking": "X1", "tracking_url": "https://track.example/X1"}, headers=key())
    assert second.data["status"] == "shipped"
    assert client.post(path, {}, headers=key()).data["code"] == "wrong_state"
    parcels = [parcel["id"] for parcel in second.data["shipments"]]
    one = client.post(f"/api/orders/{bought.pk}/deliver/", {"shipment": parcels[0]}).data
    assert one["status"] == "shipped"
    both = client.post(f"/api/orders/{bought.pk}/deliver/", {"shipment": parcels[1]}).data
    assert both["status"] == "delivered"
    said = client_of(alice).get(f"/api/orders/{bought.pk}/history/").data
    assert [entry["what"] for entry in said].count("shipment") == 2
    assert [entry["facts"]["to"] for entry in said if entry["what"] == "status"] == [
        "paid",
        "in_production",
        "shipped",
        "delivered",
    ]


def test_a_packing_slip_for_each_parcel_and_for_what_is_left(
    bought: Order, mona: User, alice: User, olaf: User, client_of: Client
) -> None:
    path, client = f"/api/orders/{bought.pk}/", client_of(mona)
    left = client.get(f"{path}packing-slip/")
    assert (left.status_code, left["Content-Type"], left.content[:5]) == (200, "application/pdf", b"%PDF-")
    parcel = client.post(f"{path}ship/", {"carrier": "DHL"}, headers=key()).data["shipments"][0]["id"]
    assert client.get(f"{path}packing-slip/", {"shipment": parcel}).status_code == 200
    assert client.get(f"{path}packing-slip/").data["code"] == "pieces_refused"
    assert client.get(f"{path}packing-slip/", {"shipment": str(new_id())}).status_code == 404
    assert client.get(f"{path}packing-slip/", {"shipment": "x"}).status_code == 400
    assert [client_of(who).get(f"{path}packing-slip/").status_code for who in (alice, olaf)] == [403, 404]


def test_each_lab_ships_and_sees_its_own_lines(
    toys: ToyShop, alice: User, mona: User, olaf: User, lab_north: Lab, lab_south: Lab, sandbox: Rig, client_of: Client
) -> None:
    north, south = toys.offer("North", 1000, lab_id=lab_north.pk), toys.offer("South", 500, lab_id=lab_south.pk)
    order = paid(ordered(alice, (north, 1), (south, 2)), sandbox)
    path = f"/api/orders/{order.pk}/"
    seen = client_of(olaf).get(path).data
    assert ([line["title"] for line in seen["lines"]], seen["total"]["amount"], seen["is_partial"]) == (
        ["South"],
        1000,
        True,
    )
    assert (seen["email"], seen["billing_address"], seen["payment"], seen["paid"]["amount"]) == ("", {}, None, 1000)
    [row] = client_of(olaf).get("/api/orders/?scope=lab").data["results"]
    assert (row["titles"], row["total"]["amount"], row["pieces"]) == (["South"], 1000, 2)
    foreign = [{"line": str(order.lines.get(title="North").pk), "quantity": 1}]
    assert client_of(olaf).post(f"{path}ship/", {"pieces": foreign}, headers=key()).data["code"] == "pieces_refused"
    assert client_of(olaf).post(f"{path}ship/", {}, headers=key()).data["status"] == "in_production"
    assert "deliver" not in client_of(mona).get(path).data["allowed_actions"]
    assert client_of(mona).post(f"{path}deliver/", {}).status_code == 403
    assert client_of(olaf).post(f"{path}status/", {"status": "delivered"}).data["status"] == "in_production"
    assert client_of(mona).post(f"{path}ship/", {}, headers=key()).data["status"] == "shipped"
    assert client_of(mona).post(f"{path}deliver/", {}).data["status"] == "delivered"
    assert client_of(mona).post(f"{path}refund/", {"amount": 1}, headers=key()).status_code == 403
    refunding.refund_order(order, pieces=[Piece(order.lines.get(title="South").pk, 1)], by=None)
    assert [client_of(who).get(path).data["refunded"]["amount"] for who in (mona, olaf, alice)] == [0, 500, 500]


def test_a_return_from_the_wish_to_the_shelf(
    bought: Order, alice: User, lena: User, olaf: User, item: Item, client_of: Client, sandbox: Rig
) -> None:
    line = bought.lines.get()
    path, body = f"/api/orders/{bought.pk}/returns/", {"pieces": [{"line": str(line.pk), "quantity": 2}], "reason": "?"}
    assert client_of(alice).post(path, body).data["code"] == "not_returnable"
    fulfilling.ship_order(bought, by=lena)
    fulfilling.deliver_order(bought, by=lena)
    assert client_of(olaf).post(path, body).status_code == 404
    assert client_of(lena).post(path, body).status_code == 403
    made = client_of(alice).post(path, body)
    assert made.status_code == 201
    again = client_of(alice).post(path, body)
    assert again.data["code"] == "not_returnable"  # one is left
    row = f"/api/returns/{made.data['returns'][0]['id']}/"
    assert client_of(alice).get(row).data["allowed_actions"] == ["withdraw"]
    assert client_of(alice).post(f"{row}approve/").status_code == 403
    assert client_of(olaf).get(row).status_code == 404
    assert client_of(lena).post(f"{row}receive/").data["code"] == "wrong_state"
    assert client_of(lena).post(f"{row}approve/", {"answer": "To the desk."}).data["status"] == "approved"
    back = client_of(lena).post(f"{row}receive/", {"restock": [{"line": str(line.pk), "quantity": 1}]}).data
    assert (back["status"], back["lines"][0]["restocked"], on_hand(item)) == ("received", 1, (8, 0))
    assert client_of(lena).post(f"{row}receive/").data["code"] == "wrong_state"
    refunding.refund_order(bought, by=lena, pieces=[Piece(line.pk, 3)], restock=True)
    assert on_hand(item) == (10, 0)  # two of three: the third lies there already
    assert StockMove.objects.filter(reference=bought.reference, kind="return").count() == 2


def test_a_return_may_be_declined_or_taken_back_and_has_its_time(
    bought: Order, alice: User, lena: User, client_of: Client
) -> None:
    pieces = [Piece(bought.lines.get().pk, 1)]
    fulfilling.deliver_order(bought, by=lena)
    no = returning.request_return(bought, pieces=pieces, reason="Blue", by=alice)
    assert client_of(lena).post(f"/api/returns/{no.pk}/decline/", {}).status_code == 400
    answer = client_of(lena).post(f"/api/returns/{no.pk}/decline/", {"answer": "It was made for you."})
    assert (answer.data["status"], answer.data["answer"]) == ("declined", "It was made for you.")
    kept = returning.request_return(bought, pieces=pieces, reason="Blue", by=alice)
    assert client_of(alice).post(f"/api/returns/{kept.pk}/withdraw/").data["status"] == "withdrawn"
    with time_machine.travel(fresh(bought).status_changed_at + timedelta(days=31)):
        late = client_of(alice).post(
            f"/api/orders/{bought.pk}/returns/",
            {"pieces": [{"line": str(pieces[0].line), "quantity": 1}], "reason": "x"},
        )
    assert late.data["code"] in {"not_returnable", "token_not_valid"}
    assert Return.objects.count() == 2


def test_the_status_of_many_is_set_each_by_itself(
    bought: Order, toys: ToyShop, alice: User, ada: User, mona: User, client_of: Client
) -> None:
    open_one = ordered(alice, (toys.offer(), 1))
    ids = [str(bought.pk), str(open_one.pk), str(new_id())]
    body = {"orders": ids, "status": "in_production"}
    assert client_of(mona).post("/api/orders/bulk-status/", body).status_code == 403
    answer = client_of(ada).post("/api/orders/bulk-status/", body)
    assert [(row["status"], row["code"]) for row in answer.data] == [
        ("in_production", ""),
        ("pending", "wrong_state"),
        ("", "not_found"),
    ]


def test_a_step_by_hand_does_what_belongs_to_it(bought: Order, mona: User, client_of: Client) -> None:
    path = f"/api/orders/{bought.pk}/status/"
    assert client_of(mona).post(path, {"status": "shipped"}).data["shipments"][0]["lines"][0]["quantity"] == 3
    assert client_of(mona).post(path, {"status": "delivered"}).data["status"] == "delivered"
    assert client_of(mona).post(path, {"status": "refunded"}).status_code == 400
    assert client_of(mona).post(path, {"status": "cancelled"}).status_code == 403


def test_a_note_for_the_staff_is_not_the_customers(bought: Order, alice: User, mona: User, client_of: Client) -> None:
    path = f"/api/orders/{bought.pk}/"
    assert client_of(alice).post(f"{path}note/", {"text": "x"}).status_code == 403
    assert client_of(mona).post(f"{path}note/", {"text": "Calls on Monday."}).data["staff_note"] == "Calls on Monday."
    assert client_of(alice).get(path).data["staff_note"] == ""


def test_nothing_is_no_piece_of_a_return(bought: Order, alice: User, lena: User, mona: User, client_of: Client) -> None:
    fulfilling.deliver_order(bought, by=lena)
    row = returning.request_return(bought, pieces=[Piece(bought.lines.get().pk, 1)], reason="?", by=alice)
    returning.approve_return(row, by=lena)
    answer = client_of(mona).post(f"/api/returns/{row.pk}/receive/", {"restock": [None]})
    assert (answer.status_code, list(answer.data["fields"])) == (400, ["restock.0"])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_refunds_at_once_never_exceed_what_was_paid(bought: Order, ada: User, sandbox: Rig) -> None:
    """23: eight times a third at once: three go through."""
    outcomes = together(*[lambda: refunding.refund_order(bought, by=ada, amount=1000) for _ in range(8)])
    assert len(refusals(outcomes)) == 5
    assert set(refusals(outcomes)) <= {"nothing_to_refund", "refund_too_large"}
    arrived(sandbox)
    payable: Any = Payable.objects.get(pk=bought.pk)
    assert (payable.charged, payable.refunded, fresh(bought).status) == (3000, 3000, S.REFUNDED)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_hands_receive_one_return_once(bought: Order, alice: User, lena: User, mona: User, item: Item) -> None:
    fulfilling.deliver_order(bought, by=lena)
    row = returning.request_return(bought, pieces=[Piece(bought.lines.get().pk, 3)], reason="?", by=alice)
    returning.approve_return(row, by=lena)
    outcomes = together(*[lambda who=who: returning.receive_return(row, by=who) for who in (lena, mona)])
    assert (refusals(outcomes), on_hand(item)) == (["wrong_state"], (10, 0))
