"""A visitor puts a product and a quoted print into one cart, becomes somebody, pays once; the lab makes, sends and gives back."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.inventory import services as inventory
from strato.inventory.models import WHOLE
from strato.labs.models import Lab
from strato.orders.tests.buying import on_hand
from strato.orders.tests.factories import CouponFactory, ShippingMethodFactory, TaxRateFactory
from strato.payments.tests.rig import Rig
from strato.printing.models import PrintJob
from strato.printing.states import PrintJobStatus
from strato.printing.tests.factories import equipped, quote_for
from strato.store.tests.factories import variant

pytestmark = pytest.mark.django_db
BERLIN = {"name": "Nora", "street": "Lindenstr. 12", "postal_code": "10969", "city": "Berlin", "country": "DE"}
NEW = {"email": "nora@example.org", "password": "a long enough passphrase", "name": "Nora"}


def once() -> dict[str, Any]:
    return {"headers": {"Idempotency-Key": str(new_id())}}


def test_one_checkout_for_everything(lena: User, ada: User, lab_north: Lab, sandbox: Rig, client_of: Any) -> None:
    TaxRateFactory()
    parcel, coupon = ShippingMethodFactory(), CouponFactory(code="TEN")
    printer = equipped(lab_north)
    mug = variant(lab=lab_north, amounts=(1850,))
    assert mug.item is not None
    inventory.receive(mug.item, 3 * WHOLE, by=lena)

    visitor = APIClient()
    key = visitor.post("/api/guest/").data["key"]
    visitor.credentials(HTTP_X_GUEST=key)
    pick = {"kind": "variant", "ref": str(mug.pk), "quantity": 1}
    assert visitor.post("/api/cart/items/", pick).data["is_orderable"] is True
    registered = visitor.post("/api/register/", NEW)
    assert registered.status_code == 201, registered.data
    nora = User.objects.get(email=NEW["email"])

    browser = client_of(nora)
    offer = quote_for(nora).offers.get(lab=lab_north)
    asked = {"note": "Standing, please.", "choice": str(printer.pk)}
    assert browser.post("/api/cart/items/", {"kind": "print_job", "ref": str(offer.pk), **asked}).status_code == 201
    browser.post("/api/cart/coupon/", {"code": "ten"})
    cart = browser.get(f"/api/cart/?country=DE&shipping_method={parcel.pk}").data
    assert [line["kind"] for line in cart["lines"]] == ["variant", "print_job"]
    assert cart["total"]["amount"] == cart["goods"]["amount"] - cart["discount"]["amount"] + 490

    wish = {"expected_total": cart["total"], "shipping_method": str(parcel.pk), "shipping_address": BERLIN}
    order = browser.post("/api/orders/", wish, **once())
    assert order.status_code == 201, order.data
    path = f"/api/orders/{order.data['id']}/"
    page = browser.post(f"{path}checkout/", **once()).data["url"]
    sandbox.pay(page)
    sandbox.deliver()
    sandbox.settle()

    paid = browser.get(path).data
    assert (paid["status"], paid["paid"]) == ("paid", cart["total"])
    job = PrintJob.objects.get(customer=nora)
    assert (job.status, job.note, job.printer) == (PrintJobStatus.PENDING, "Standing, please.", printer)
    assert on_hand(mug.item) == (2, 0)
    sums = client_of(ada).get("/api/dashboard/money/?currency=EUR").data
    assert (sums["orders"], sums["revenue"]) == (1, cart["total"])

    mug_line = next(line for line in paid["lines"] if line["kind"] == "variant")
    piece = {"pieces": [{"line": mug_line["id"], "quantity": 1}], "restock": True, "reason": "Chipped"}
    assert client_of(lena).post(f"{path}refund/", piece, **once()).status_code == 200
    assert browser.get(path).data["refunded"] == mug_line["total"]
    sandbox.settle()
    sandbox.deliver()
    sandbox.settle()
    assert on_hand(mug.item) == (3, 0)
    assert client_of(lena).post(f"{path}ship/", {"carrier": "DHL"}, **once()).data["status"] == "shipped"
    assert client_of(lena).post(f"{path}deliver/", {}).data["status"] == "delivered"
    last = browser.get(path).data
    assert {paper["kind"] for paper in last["documents"]} == {"invoice", "credit_note"}
    coupon.refresh_from_db()
    assert coupon.uses == 1
    sums = client_of(ada).get("/api/dashboard/money/?currency=EUR").data
    assert sums["refunded"] == mug_line["total"]
