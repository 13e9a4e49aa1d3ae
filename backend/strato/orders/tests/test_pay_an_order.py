"""From an order to its money, through the library, HTTP, the hosted page and the webhook."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core import queue
from strato.core.errors import DomainError
from strato.core.rows import new_id
from strato.inventory import services as inventory
from strato.inventory.errors import StockPromised
from strato.inventory.models import StockMove
from strato.labs.models import Lab
from strato.labs.tests.together import refusals, together
from strato.notifications.models import Notification
from strato.orders.models import CouponUse, Document, Order
from strato.orders.services import carts, ending, paying, placing
from strato.orders.services.carts import Pick
from strato.orders.states import OrderStatus as S
from strato.orders.tests.buying import checked_out, on_hand, ordered, paid, stocked, wish
from strato.orders.tests.factories import CouponFactory
from strato.orders.tests.toys import ToyShop
from strato.payments import services as payments
from strato.payments.models import Payable, Payment
from strato.payments.states import PaymentStatus, RefundStatus
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def refused(act: Callable[[], Any]) -> DomainError:
    with pytest.raises(DomainError) as caught:
        act()
    return caught.value


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(new_id())}


def test_a_purchase_from_the_click_to_the_invoice(
    toys: ToyShop, alice: User, mona: User, lab_north: Lab, sandbox: Rig, client_of: Client
) -> None:
    item = stocked(lab_north, 3)
    order = ordered(alice, (toys.offer("Top", 2100, item=item, lab_id=lab_north.pk), 2))
    client = client_of(alice)
    answer = client.post(f"/api/orders/{order.pk}/checkout/", headers=key())
    assert answer.status_code == 200
    sandbox.pay(answer.data["url"])
    sandbox.deliver()
    sandbox.settle()
    told = client.get(f"/api/orders/{order.pk}/").data
    assert (told["status"], told["paid"], told["payment"]["status"]) == (
        "paid",
        {"amount": 4200, "currency": "EUR"},
        "succeeded",
    )
    assert on_hand(item) == (1, 0)
    assert toys.told() == ["placed", "paid"]
    assert Order.objects.get().stripe_session_id == Payment.objects.get().session_id
    assert set(Notification.objects.values_list("recipient__email", "kind")) == {
        (alice.email, "order.placed"),
        (alice.email, "order.paid"),
        (mona.email, "order.received"),
    }
    assert {message.subject for message in mail.outbox if message.to == [alice.email]} == {
        "Your order O-000001 waits for its payment",
        "Your order O-000001 is paid",
    }
    invoice = client.get(f"/api/orders/{order.pk}/invoice/").data
    pdf = b"".join(client.get(invoice["url"]).streaming_content)  # type: ignore[attr-defined]
    assert (invoice["number"], pdf[:5]) == ("I-000001", b"%PDF-")


def test_the_checkout_is_opened_once_per_key_and_order(
    toys: ToyShop, alice: User, sandbox: Rig, client_of: Client
) -> None:
    order, client = ordered(alice, (toys.offer(), 1)), client_of(alice)
    path, one = f"/api/orders/{order.pk}/checkout/", key()
    assert client.post(path).data["code"] == "idempotency_key_missing"
    answers = [client.post(path, headers=headers) for headers in (one, one, key())]
    assert len({answer.data["payment"] for answer in answers}) == 1
    assert len({answer.data["url"] for answer in answers}) == 1


def test_only_the_customer_pays(
    toys: ToyShop, alice: User, mona: User, olaf: User, ada: User, lab_north: Lab, client_of: Client
) -> None:
    order = ordered(alice, (toys.offer(lab_id=lab_north.pk), 1))
    path = f"/api/orders/{order.pk}/checkout/"
    assert [client_of(who).post(path, headers=key()).status_code for who in (mona, olaf, ada)] == [403, 404, 403]


def test_copied_lines_win_over_new_prices(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    """20: the price and the coupon change while the customer is on the pay page."""
    top, coupon = toys.offer(amount=1000), CouponFactory()
    carts.add_to_cart(Pick("toy", top), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = placing.place_order(wish(alice), by=alice)
    toys.change(top, unit_price=toys.shelf[top].unit_price * 9, title="Other")
    coupon.basis_points = 0
    coupon.save()
    assert paid(order, sandbox).status == S.PAID
    assert (order.total_amount, order.lines.get().title) == (900, "Top")
    assert Payable.objects.get().charged == 900


def test_the_shelf_is_emptied_while_the_customer_pays(toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig) -> None:
    """16: what is promised cannot be counted away; the customer gets it."""
    item = stocked(lab_north, 1)
    order = ordered(alice, (toys.offer(item=item), 1))
    with pytest.raises(StockPromised):
        inventory.count_item(item, 0, by=None)
    assert paid(order, sandbox).status == S.PAID
    inventory.count_item(item, 0, by=None)
    assert on_hand(item) == (0, 0)


def test_the_hold_ends_in_the_second_the_money_arrives(
    toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig
) -> None:
    """17: the promise is over, the piece is still there: it is taken anew."""
    item = stocked(lab_north, 1)
    order = ordered(alice, (toys.offer(item=item), 1))
    payment = checked_out(order)
    sandbox.pay(payment.url)
    inventory.release(order.reference)
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    assert (order.status, on_hand(item)) == (S.PAID, (0, 0))


def test_the_hold_ended_and_somebody_else_has_the_piece(
    toys: ToyShop, alice: User, olaf: User, lab_north: Lab, sandbox: Rig
) -> None:
    """17: the money goes back whole, the customer is told, a person is asked to look."""
    item, coupon = stocked(lab_north, 1), CouponFactory(max_uses=5)
    top = toys.offer(item=item)
    carts.add_to_cart(Pick("toy", top), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = placing.place_order(wish(alice), by=alice)
    sandbox.pay(checked_out(order).url)
    inventory.release(order.reference)
    other = ordered(olaf, (top, 1))
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    assert (order.status, order.review, order.paid_at) == (S.CANCELLED, "paid_late", None)
    payable = Payable.objects.get(pk=order.pk)
    assert (payable.charged, payable.refunded) == (900, 900)
    assert payable.refunds.get().status == RefundStatus.SUCCEEDED
    assert "order.paid_late" in set(Notification.objects.filter(recipient=alice).values_list("kind", flat=True))
    coupon.refresh_from_db()
    assert (coupon.uses, CouponUse.objects.count(), Document.objects.count()) == (0, 0, 0)
    assert (Order.objects.get(pk=other.pk).status, on_hand(item)) == (S.PENDING, (1, 1))


def test_late_money_takes_the_stock_and_the_coupon_again(
    toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig
) -> None:
    item, coupon = stocked(lab_north, 1), CouponFactory(max_uses=1)
    carts.add_to_cart(Pick("toy", toys.offer(item=item)), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = placing.place_order(wish(alice), by=alice)
    sandbox.pay(checked_out(order).url)
    Order.objects.filter(pk=order.pk).update(expires_at=timezone.now() - timedelta(hours=1))
    assert ending.expire_orders() == 1
    coupon.refresh_from_db()
    assert (coupon.uses, on_hand(item)) == (0, (1, 0))
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    coupon.refresh_from_db()
    assert (order.status, coupon.uses, on_hand(item)) == (S.PAID, 1, (0, 0))
    assert toys.told() == ["placed", "ended:expired", "placed", "paid"]


def test_a_second_payment_goes_back_and_the_order_stays_paid(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    """14 and 26: two tabs, two pages, both paid; the refund of the second is no refund of the order."""
    order = ordered(alice, (toys.offer(amount=1500), 1))
    first = checked_out(order)
    payments.abandon_payments(Payable.objects.get())  # the second tab begins anew; the first page is still open
    second = checked_out(order)
    assert first.pk != second.pk
    for page in (first, second):
        sandbox.pay(page.url)
    sandbox.deliver()
    sandbox.settle()
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    payable = Payable.objects.get()
    assert (order.status, payable.charged, payable.refunded) == (S.PAID, 3000, 1500)
    assert payable.refunds.get().is_surplus
    assert toys.told() == ["placed", "paid"]
    assert Document.objects.count() == 1


def test_an_unpaid_order_expires_and_lets_go(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    item, coupon = stocked(lab_north, 1), CouponFactory(max_uses=1)
    carts.add_to_cart(Pick("toy", toys.offer(item=item)), by=alice)
    carts.apply_coupon(coupon.code, by=alice)
    order = placing.place_order(wish(alice), by=alice)
    assert ending.expire_orders() == 0
    with time_machine.travel(order.expires_at + timedelta(minutes=4), tick=False):
        assert ending.expire_orders() == 0
        assert refused(lambda: paying.open_checkout(order, by=alice)).code == "order_not_payable"
    with time_machine.travel(order.expires_at + timedelta(minutes=6), tick=False):
        assert ending.expire_orders() == 1
        assert ending.expire_orders() == 0
    order.refresh_from_db()
    coupon.refresh_from_db()
    assert (order.status, on_hand(item), coupon.uses, toys.told()) == (
        S.EXPIRED,
        (1, 0),
        0,
        ["placed", "ended:expired"],
    )


def test_money_that_takes_days_is_waited_for(toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig) -> None:
    """6: confirmed, unpaid, and days later the money."""
    item = stocked(lab_north, 1)
    order = ordered(alice, (toys.offer(item=item), 1))
    sandbox.pay(checked_out(order).url, "debit")
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    assert order.expires_at > timezone.now() + timedelta(days=6)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        inventory.expire_reservations()
        assert ending.expire_orders() == 0
    assert on_hand(item) == (1, 1)
    sandbox.ring()
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    assert (order.status, on_hand(item)) == (S.PAID, (0, 0))


def test_money_that_does_not_come_lets_the_stock_go_in_time(
    toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig
) -> None:
    """6: the bank says no; the piece is not kept for the week that the transfer might have taken."""
    item = stocked(lab_north, 1)
    order = ordered(alice, (toys.offer(item=item), 1))
    sandbox.pay(checked_out(order).url, "debit_fails")
    sandbox.deliver()
    sandbox.settle()
    sandbox.ring()
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    assert (order.status, on_hand(item)) == (S.PENDING, (1, 1))
    assert checked_out(order).status == PaymentStatus.OPEN
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert ending.expire_orders() == 1
    assert on_hand(item) == (1, 0)


def test_cancel_frees_everything_and_is_for_unpaid_orders_only(
    toys: ToyShop, alice: User, olaf: User, lab_north: Lab, sandbox: Rig, client_of: Client
) -> None:
    """28."""
    item = stocked(lab_north, 2)
    top = toys.offer(item=item)
    order, bought = ordered(alice, (top, 1)), paid(ordered(alice, (top, 1)), sandbox)
    path = "/api/orders/{}/cancel/"
    assert client_of(olaf).post(path.format(order.pk)).status_code == 404
    assert client_of(alice).post(path.format(bought.pk)).data["code"] == "wrong_state"
    answer = client_of(alice).post(path.format(order.pk), {"reason": "Changed my mind."})
    assert (answer.data["status"], on_hand(item)) == ("cancelled", (1, 0))
    assert client_of(alice).post(path.format(order.pk)).data["code"] == "wrong_state"


def test_money_for_a_cancelled_order_goes_back(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    order = ordered(alice, (toys.offer(), 1))
    payment = checked_out(order)
    sandbox.pay(payment.url)
    ending.cancel_order(order, by=alice)
    sandbox.deliver()
    sandbox.settle()
    order.refresh_from_db()
    payable = Payable.objects.get()
    assert (order.status, payable.charged, payable.refunded) == (S.CANCELLED, 1000, 1000)


def test_an_order_below_the_smallest_card_payment_says_so(toys: ToyShop, alice: User, client_of: Client) -> None:
    """22."""
    order = ordered(alice, (toys.offer(amount=10), 1))
    answer = client_of(alice).post(f"/api/orders/{order.pk}/checkout/", headers=key())
    assert answer.data["code"] == "amount_too_small"


def test_the_news_of_one_payment_twice_are_one_payment(
    toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig
) -> None:
    item = stocked(lab_north, 2)
    order = paid(ordered(alice, (toys.offer(item=item), 1)), sandbox)
    for _ in range(2):
        paying.mark_paid(Payment.objects.get())
    assert toys.told() == ["placed", "paid"]
    assert (on_hand(item), StockMove.objects.filter(reference=order.reference).count()) == ((1, 0), 1)
    assert Document.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_cancel_and_payment_at_once(toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig) -> None:
    """28: exactly one wins; when it is the customer's no, the money goes back."""
    item = stocked(lab_north, 8)
    top = toys.offer(item=item)
    for _ in range(4):
        order = ordered(alice, (top, 1))
        payment = checked_out(order)
        sandbox.pay(payment.url)
        outcomes = together(
            lambda order=order: ending.cancel_order(order, by=alice),
            lambda payment=payment: payments.settle(payment, source="page"),
        )
        sandbox.settle()
        order.refresh_from_db()
        payable = Payable.objects.get(pk=order.pk)
        if order.status == S.PAID:
            assert (refusals(outcomes), payable.kept.amount) == (["wrong_state"], 1000)
        else:
            assert (order.status, refusals(outcomes), payable.kept.amount) == (S.CANCELLED, [], 0)
    there, promised = on_hand(item)
    assert (there, promised) == (8 - Order.objects.filter(status=S.PAID).count(), 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_webhook_page_and_sweeper_at_once(toys: ToyShop, alice: User, lab_north: Lab, sandbox: Rig) -> None:
    """2 and 3: ten voices tell of one payment: one order, one mail, one move of stock, one invoice."""
    item = stocked(lab_north, 2)
    order = ordered(alice, (toys.offer(item=item), 1))
    payment = checked_out(order)
    sandbox.pay(payment.url)
    sources = ["webhook", "page", "reconcile"] * 3 + ["page"]
    together(*[lambda source=source: payments.settle(payment, source=source) for source in sources])
    queue.run_pending(early=True)
    order.refresh_from_db()
    payment.refresh_from_db()
    assert (order.status, payment.status, on_hand(item)) == (S.PAID, PaymentStatus.SUCCEEDED, (1, 0))
    assert toys.told() == ["placed", "paid"]
    assert [m.subject for m in mail.outbox].count(f"Your order {order.number} is paid") == 1
    assert Document.objects.count() == StockMove.objects.filter(reference=order.reference).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_on_pay_open_one_page(toys: ToyShop, alice: User, sandbox: Rig, client_of: Client) -> None:
    """13: one key, twenty at once."""
    order, headers = ordered(alice, (toys.offer(), 1)), key()
    answers = together(
        *[lambda: client_of(alice).post(f"/api/orders/{order.pk}/checkout/", headers=headers) for _ in range(20)]
    )
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({answer.data["url"] for answer in answers if answer.status_code == 200}) == 1
    assert Payment.objects.count() == 1


def test_a_refused_debit_is_told_once(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    order = ordered(alice, (toys.offer("Top", 2100), 1))
    payment = checked_out(order)
    sandbox.pay(payment.url, "debit_fails")
    for _ in range(2):
        sandbox.ring()
        sandbox.deliver()
        sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.FAILED
    told = Notification.objects.filter(recipient=alice, kind="order.payment_failed")
    assert [(row.facts["can_pay"], row.facts["goes_back"]) for row in told] == [(True, False)]


def test_a_failed_payment_of_an_expired_order_is_not_told_as_one(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    order = ordered(alice, (toys.offer("Top", 2100), 1))
    payment = checked_out(order)
    sandbox.pay(payment.url, "debit_fails")
    Order.objects.filter(pk=order.pk).update(expires_at=timezone.now() - timedelta(minutes=1), status=S.EXPIRED)
    for _ in range(2):
        sandbox.ring()
        sandbox.deliver()
        sandbox.settle()
    assert not Notification.objects.filter(recipient=alice, kind="order.payment_failed").exists()
