"""What happened becomes messages, for those who may see it and say no more than they see."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from strato.accounts.models import User
from strato.labs.models import Lab, Membership
from strato.orders.models import Order
from strato.orders.services import ending, fulfilling, refunding
from strato.orders.tests.buying import ordered, paid, stocked
from strato.orders.tests.conftest import toys
from strato.orders.tests.toys import ToyShop
from strato.payments.tests.rig import Rig
from strato.printing.models import PrintJob
from strato.printing.services import making
from strato.printing.tests.factories import PrintJobFactory, equipped, running_job
from strato.webhooks import services
from strato.webhooks.models import Delivery, Endpoint
from strato.webhooks.states import MessageType

pytestmark = pytest.mark.django_db
Listen = Callable[..., Endpoint]
__all__ = ["toys"]  # a fixture of the orders


def told(endpoint: Endpoint) -> list[dict[str, Any]]:
    """What waits for this endpoint, the oldest first."""
    return [json.loads(body) for body in endpoint.deliveries.order_by("pk").values_list("body", flat=True)]


def types(endpoint: Endpoint) -> list[str]:
    return [body["type"] for body in told(endpoint)]


@pytest.fixture
def order(toys: ToyShop, alice: User, lab_north: Lab, lab_south: Lab) -> Order:
    """Two tops at 10.00 of Lab North and a yo-yo at 5.00 of Lab South, not paid."""
    top = toys.offer(item=stocked(lab_north, 10), lab_id=lab_north.pk)
    yoyo = toys.offer("Yo-yo", 500, item=stocked(lab_south, 10, "YOYO"), lab_id=lab_south.pk)
    return ordered(alice, (top, 2), (yoyo, 1))


def test_a_purchase_from_end_to_end(order: Order, alice: User, ada: User, listen: Listen, sandbox: Rig) -> None:
    endpoint = listen(alice)
    paid(order, sandbox)
    parcel = fulfilling.Parcel("DHL", "JD014", "https://dhl.example/JD014")
    fulfilling.ship_order(order, by=ada, parcel=parcel)
    fulfilling.deliver_order(order, by=ada)
    refunding.refund_order(order, by=ada, amount=300)
    sandbox.settle()
    sandbox.deliver()
    sandbox.settle()
    assert types(endpoint) == ["order.paid", "order.shipped", "order.delivered", "order.refunded"]
    first, shipped, _, refunded = told(endpoint)
    order.refresh_from_db()
    assert first["version"] == 1
    assert first["data"]["order"] == {
        "id": str(order.pk),
        "number": order.number,
        "status": "paid",
        "pieces": 3,
        "total": {"amount": order.total_amount, "currency": "EUR"},
        "is_partial": False,
        "url": f"http://localhost:8000/api/orders/{order.pk}/",
    }
    assert shipped["data"]["shipment"]["tracking"] == "JD014"
    assert shipped["data"]["order"]["status"] == "shipped"
    assert refunded["data"]["refund"]["amount"] == {"amount": 300, "currency": "EUR"}


def test_an_order_that_is_called_off(order: Order, alice: User, listen: Listen) -> None:
    endpoint = listen(alice)
    ending.cancel_order(order, by=alice)
    assert types(endpoint) == ["order.cancelled"]


def test_placing_is_told_too(toys: ToyShop, alice: User, lab_north: Lab, listen: Listen) -> None:
    endpoint = listen(alice)
    ordered(alice, (toys.offer(item=stocked(lab_north, 1), lab_id=lab_north.pk), 1))
    assert types(endpoint) == ["order.placed"]


def test_each_hears_what_they_may_see(
    order: Order, alice: User, mona: User, lena: User, olaf: User, ada: User, lab_north: Lab, listen: Listen
) -> None:
    """The customer and the admin all of it; a lab, and its people, their own lines; a stranger nothing."""
    stranger = User.objects.create_user("stranger@example.org")
    ears = {
        "alice": listen(alice), "ada": listen(ada), "mona": listen(mona), "olaf": listen(olaf),
        "north": listen(lena, lab=lab_north), "stranger": listen(stranger),
    }  # fmt: skip
    services.announce_order(MessageType.ORDER_PAID, order)
    seen = {
        name: (facts["pieces"], facts["total"]["amount"], facts["is_partial"])
        for name, endpoint in ears.items()
        for facts in [body["data"]["order"] for body in told(endpoint)]
    }
    whole = (3, order.total_amount, False)
    assert seen == {
        "alice": whole, "ada": whole, "mona": (2, 2000, True), "north": (2, 2000, True), "olaf": (1, 500, True),
    }  # fmt: skip


def test_a_lab_is_not_told_how_much_went_back(
    order: Order, lena: User, ada: User, lab_north: Lab, listen: Listen, sandbox: Rig
) -> None:
    endpoint = listen(lena, lab=lab_north, types=["order.refunded"])
    paid(order, sandbox)
    refunding.refund_order(order, by=ada, amount=300)
    sandbox.settle()
    sandbox.deliver()
    sandbox.settle()
    (body,) = told(endpoint)
    assert body["data"]["refund"] is None


def test_only_what_was_chosen_and_only_while_it_is_on(order: Order, alice: User, listen: Listen) -> None:
    chosen, off = listen(alice, types=["order.shipped"]), listen(alice)
    services.change_endpoint(off, changes={"is_on": False}, by=alice)
    services.announce_order(MessageType.ORDER_PAID, order)
    assert not Delivery.objects.exists()
    services.announce_order(MessageType.ORDER_SHIPPED, order)
    assert [row.endpoint for row in Delivery.objects.all()] == [chosen]


def test_who_leaves_the_lab_before_it_is_sent_hears_nothing(
    order: Order, mona: User, listen: Listen, receiver: Any
) -> None:
    listen(mona)
    services.announce_order(MessageType.ORDER_PAID, order)
    Membership.objects.filter(user=mona).delete()
    delivery = Delivery.objects.get()
    services.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.error_code, receiver.got) == ("no_longer_visible", [])


def test_a_print_that_came_out_well(alice: User, mona: User, lab_north: Lab, listen: Listen) -> None:
    printer = equipped(lab_north)
    job = running_job(alice, mona, printer)
    endpoint = listen(alice)
    making.complete_print_job(job, by=mona)
    (body,) = told(endpoint)
    assert body["type"] == "print_job.completed"
    assert (body["data"]["print_job"]["number"], body["data"]["print_job"]["status"]) == (job.number, "completed")


def test_a_print_that_failed(alice: User, olaf: User, lena: User, lab_north: Lab, listen: Listen) -> None:
    job: PrintJob = PrintJobFactory(customer=alice, lab=lab_north)
    mine, theirs, lab = listen(alice), listen(olaf), listen(lena, lab=lab_north)
    services.announce_job(MessageType.PRINT_JOB_FAILED, job, reason="warping")
    assert [body["data"]["print_job"]["reason"] for body in told(mine) + told(lab)] == ["warping"] * 2
    assert told(theirs) == []


def test_a_house_without_webhooks_asks_once(order: Order, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        services.announce_order(MessageType.ORDER_PAID, order)
