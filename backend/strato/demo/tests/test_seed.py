"""`manage.py seed`: something for every page, and books that agree with the payment service's."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Sum

from strato.accounts.models import User
from strato.core.queue.models import Job
from strato.demo.till import Till
from strato.demo.world import PASSWORD
from strato.inventory.models import Balance
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.notifications.models import Bell, Notification
from strato.orders.models import Coupon, Document, Order, OrderRefundLine, Return
from strato.orders.states import OrderStatus, ReturnStatus
from strato.payments.models import Payment, Refund
from strato.payments.states import PaymentStatus
from strato.printing.models import PrintJob
from strato.printing.states import PrintJobStatus
from strato.shopfloor.models import Run
from strato.shopfloor.states import RunStatus
from strato.store.models import Product, Review, Wish

pytestmark = pytest.mark.django_db


def test_the_demo_world_has_something_for_every_page_and_adds_up(
    client_of: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("seed")
    people_and_jobs_are_there()
    orders_stand_in_every_status()
    reviews_are_those_of_buyers()
    bells_ring_for_what_is_new()
    goods_are_named_in_three_languages(client_of())
    for days in (29, 90):
        with Till.opened():
            call_command("reconcile", "--now", "--days", str(days))
        assert "No differences." in capsys.readouterr().out
    dashboards_are_alive(client_of(User.objects.get(email="ada@strato.example")))
    with pytest.raises(CommandError):
        call_command("seed")


def people_and_jobs_are_there() -> None:
    assert User.objects.get(email="alice@strato.example").check_password(PASSWORD)
    assert set(Lab.objects.values_list("status", flat=True)) >= {LabStatus.ACTIVE, LabStatus.PENDING}
    shown = set(PrintJob.objects.values_list("status", flat=True))
    assert shown == set(PrintJobStatus) - {PrintJobStatus.DRAFT, PrintJobStatus.QUOTED}
    of_alice = set(PrintJob.objects.filter(customer__email="alice@strato.example").values_list("status", flat=True))
    assert of_alice >= {
        PrintJobStatus.PENDING,
        PrintJobStatus.PROCESSING,
        PrintJobStatus.COMPLETED,
        PrintJobStatus.FAILED,
        PrintJobStatus.REJECTED,
    }


def goods_are_named_in_three_languages(guest: Any) -> None:
    for language, name, shelf in (("de", "Schichtbecher", "Küche"), ("es", "Taza de capas", "Cocina")):
        shown = guest.get("/api/products/layer-mug/", headers={"Accept-Language": language}).json()
        assert (shown["name"], shown["category"]["name"]) == (name, shelf)
    assert Product.objects.filter(translations__es__name__isnull=True).exists()  # something is left to translate


def orders_stand_in_every_status() -> None:
    assert 30 <= Order.objects.count() <= 70
    assert set(Order.objects.values_list("status", flat=True)) == set(OrderStatus)
    assert set(Return.objects.values_list("status", flat=True)) == set(ReturnStatus)
    assert Payment.objects.filter(status=PaymentStatus.OPEN, is_awaited=True).exists()
    parts = Order.objects.filter(pk__in=Refund.objects.values("payable"), status=OrderStatus.DELIVERED)
    assert parts.exists()
    assert Coupon.objects.aggregate(uses=Sum("uses"))["uses"] >= 3
    assert Document.objects.filter(refund_id=None).count() == Order.objects.exclude(paid_at=None).count()
    assert not Balance.objects.filter(reserved__gt=F("on_hand")).exists()
    assert not Job.objects.filter(status="queued").exists()
    called_off = PrintJob.objects.filter(status__in=("rejected", "cancelled")).exclude(order_line_id=None)
    assert called_off.exists()
    for job in called_off:
        assert OrderRefundLine.objects.filter(line=job.order_line_id).exists()
    assert not Run.objects.filter(status=RunStatus.FAILED, used_mg__lt=500).exists()


def reviews_are_those_of_buyers() -> None:
    assert set(Review.objects.values_list("rating", flat=True)) >= {2, 3, 4, 5}
    assert not Product.objects.filter(rating_count=0).exists()
    assert not Review.objects.filter(text="").exists()
    assert Wish.objects.count() > 5


def bells_ring_for_what_is_new() -> None:
    for bell in Bell.objects.all():
        unread = Notification.objects.in_app().unread().filter(recipient_id=bell.user_id)
        assert (bell.unread, bell.unseen) == (unread.count(), unread.filter(seen_at=None).count())
        assert bell.unread < 20
    assert Bell.objects.get(user__email="alice@strato.example").unread


def dashboards_are_alive(ada: Any) -> None:
    money = ada.get("/api/dashboard/money/?days=90&currency=EUR").data
    assert money["orders"] > 40
    assert len([day for day in money["revenue_by_day"] if day["money"]["amount"]]) > 30
    assert {source["kind"] for source in money["revenue_by_source"]} == {"variant", "print_job", "shipping"}
