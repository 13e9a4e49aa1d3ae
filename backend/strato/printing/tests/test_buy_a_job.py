"""Prints bought in the cart: placed with the order, released by its payment, paid back when nobody makes them."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from strato.accounts.guests import Guest
from strato.core import queue
from strato.core.money import Money
from strato.core.rows import new_id
from strato.orders.models import Order, OrderLine
from strato.orders.states import OrderStatus
from strato.payments.models import Payable, Payment, Refund
from strato.payments.states import PaymentStatus
from strato.printing.models import PrintJob
from strato.printing.sellable import PrintSellable
from strato.printing.services.jobs import cancel_print_job, reject_print_job
from strato.printing.states import PrintJobStatus as S
from strato.printing.tests.factories import OfferFactory, equipped, quote_for
from strato.shopfloor.tests.factories import PrinterFactory

pytestmark = pytest.mark.django_db
SELLABLE = PrintSellable()


def line_for(offer: Any, customer: Any, status: str = OrderStatus.PENDING) -> OrderLine:
    """The order line of one offer at its price, with what the order owes."""
    order = Order.objects.create(
        number=f"O-{new_id().hex[-8:]}",
        customer=customer,
        status=status,
        email=customer.email,
        currency="EUR",
        goods_amount=offer.amount,
        total_amount=offer.amount,
        expires_at=timezone.now(),
    )
    Payable.objects.create(pk=order.pk, payer=customer, label=order.number, amount=offer.amount, currency="EUR")
    return OrderLine.objects.create(
        order=order,
        position=0,
        kind=SELLABLE.kind,
        ref=offer.pk,
        lab=offer.lab,
        title="Cube",
        quantity=1,
        unit_amount=offer.amount,
        goods_amount=offer.amount,
        total_amount=offer.amount,
    )


def paid(line: OrderLine) -> None:
    """The money of the line's order has arrived."""
    amount = line.total_amount
    Payment.objects.create(
        payable_id=line.order_id,
        status=PaymentStatus.SUCCEEDED,
        amount=amount,
        received=amount,
        currency="EUR",
        session_id="cs_1",
        intent_id="pi_1",
        expires_at=timezone.now(),
    )
    Payable.objects.filter(pk=line.order_id).update(charged=amount)
    Order.objects.filter(pk=line.order_id).update(status=OrderStatus.PAID)
    line.order.refresh_from_db()


def test_an_offer_is_a_thing_to_buy_as_a_whole(alice: Any, lab_north: Any) -> None:
    offer = OfferFactory(quote__owner=alice, lab=lab_north)
    ware = SELLABLE.wares([offer.pk, new_id()], user=alice, currency="EUR")
    assert set(ware) == {offer.pk}
    assert (ware[offer.pk].unit_price, ware[offer.pk].fixed_quantity) == (Money(1234, "EUR"), True)
    assert (ware[offer.pk].problem, ware[offer.pk].lab_id) == ("", lab_north.pk)
    assert ware[offer.pk].facts["returnable"] is False


def test_only_who_asked_for_the_quote_may_buy_it(alice: Any, olaf: Any) -> None:
    offer = OfferFactory(quote__owner=alice)
    for stranger in (olaf, AnonymousUser(), Guest("guest-key-of-somebody-0123456789")):
        assert SELLABLE.wares([offer.pk], user=stranger, currency="EUR") == {}
    own = OfferFactory(quote__owner=None, quote__guest_key="guest-key-of-somebody-0123456789")
    assert set(SELLABLE.wares([own.pk], user=Guest("guest-key-of-somebody-0123456789"), currency="EUR")) == {own.pk}


def test_what_cannot_be_bought_says_why(alice: Any, lab_north: Any) -> None:
    old = OfferFactory(quote__owner=alice, quote__expires_at=timezone.now(), lab=lab_north)
    taken = OfferFactory(quote__owner=alice, lab=lab_north)
    SELLABLE.placed([line_for(taken, alice)], by=alice)
    wares = SELLABLE.wares([old.pk, taken.pk], user=alice, currency="EUR")
    assert (wares[old.pk].problem, wares[taken.pk].problem) == ("quote_expired", "offer_taken")


def test_the_job_waits_for_the_money_and_then_reaches_the_lab(alice: Any, lab_north: Any) -> None:
    line = line_for(OfferFactory(quote__owner=alice, lab=lab_north), alice)
    SELLABLE.placed([line], by=alice)
    job = PrintJob.objects.get(order_line_id=line.pk)
    assert (job.status, job.price) == (S.AWAITING_PAYMENT, Money(1234, "EUR"))
    for _ in range(2):  # told twice, done once
        SELLABLE.paid([line], by=alice)
    job.refresh_from_db()
    assert job.status == S.PENDING
    assert job.status_changes.filter(to_status=S.PENDING).count() == 1


def test_what_the_customer_said_and_chose_reaches_the_lab(alice: Any, lab_north: Any, lab_south: Any) -> None:
    mine, shy, other = equipped(lab_north), PrinterFactory(lab=lab_north, is_choosable=False), equipped(lab_south)
    offer = quote_for(alice).offers.get(lab=lab_north)
    assert [SELLABLE.may_choose(offer.pk, one.pk, user=alice) for one in (mine, shy, other)] == [True, False, False]
    line = line_for(offer, alice)
    line.note, line.choice = "Standing, please.", mine.pk
    SELLABLE.placed([line], by=alice)
    job = PrintJob.objects.get(order_line_id=line.pk)
    assert (job.note, job.printer) == ("Standing, please.", mine)


def test_an_order_that_ends_calls_its_jobs_off_and_frees_the_offer(alice: Any, lab_north: Any) -> None:
    offer = OfferFactory(quote__owner=alice, lab=lab_north)
    line = line_for(offer, alice)
    SELLABLE.placed([line], by=alice)
    SELLABLE.ended([line], reason="expired")
    assert PrintJob.objects.get(order_line_id=line.pk).status == S.CANCELLED
    assert SELLABLE.wares([offer.pk], user=alice, currency="EUR")[offer.pk].problem == ""
    queue.run_pending()
    assert not Refund.objects.exists()  # it was never paid


@pytest.mark.parametrize("end", ["reject", "cancel"])
def test_the_money_of_a_job_that_nobody_makes_goes_back_once(
    end: str, alice: Any, mona: Any, lab_north: Any, settings: Any
) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"  # nobody listens: the refund's row is what counts here
    line = line_for(OfferFactory(quote__owner=alice, lab=lab_north), alice)
    SELLABLE.placed([line], by=alice)
    paid(line)
    SELLABLE.paid([line], by=alice)
    job = PrintJob.objects.get(order_line_id=line.pk)
    if end == "reject":
        reject_print_job(job, by=mona, reason="Out of black.")
    else:
        cancel_print_job(job, by=alice)
    for _ in range(2):
        queue.run_pending()
    assert [refund.amount for refund in Refund.objects.all()] == [1234]


def test_the_order_leads_to_its_jobs(client_of: Any, alice: Any, lab_north: Any) -> None:
    line, other = (line_for(OfferFactory(quote__owner=alice, lab=lab_north), alice) for _ in range(2))
    SELLABLE.placed([line, other], by=alice)
    found = client_of(alice).get(f"/api/print-jobs/?order={line.order_id}").json()["results"]
    assert [row["order_line_id"] for row in found] == [str(line.pk)]
