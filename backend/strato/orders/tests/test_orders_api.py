"""Lists of orders: who sees what, how they are narrowed, how they leave as tables."""

import csv
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.orders.models import Coupon, CouponUse, Order
from strato.orders.states import OrderStatus as S
from strato.orders.tests.buying import ordered
from strato.orders.tests.factories import CouponFactory, ShippingMethodFactory
from strato.orders.tests.toys import ToyShop

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
FORMULA = '=HYPERLINK("http://evil.example","x")'


def numbers(client: APIClient, query: str = "") -> list[str]:
    return sorted(row["number"] for row in client.get(f"/api/orders/?{query}").data["results"])


@pytest.fixture
def three(toys: ToyShop, alice: User, ada: User, lab_north: Lab) -> list[Order]:
    """Two of alice's (10.00 of Lab North, 20.00 of nobody), one of ada's (30.00), a week old."""
    found = [
        ordered(alice, (toys.offer("Top", 1000, lab_id=lab_north.pk), 1)),
        ordered(alice, (toys.offer(FORMULA, 2000), 1)),
        ordered(ada, (toys.offer("Kite", 3000), 1)),
    ]
    Order.objects.filter(pk=found[2].pk).update(created_at=timezone.now() - timedelta(days=7))
    return found


def test_everybody_sees_their_own(
    three: list[Order], alice: User, mona: User, olaf: User, ada: User, client_of: Client
) -> None:
    one, two, old = (order.number for order in three)
    assert numbers(client_of(alice)) == [one, two]
    assert numbers(client_of(mona)) == [one]
    assert numbers(client_of(olaf)) == []
    assert numbers(client_of(ada)) == [one, two, old]
    assert client_of(olaf).get(f"/api/orders/{three[0].pk}/").status_code == 404
    assert client_of().get("/api/orders/").status_code == 401


def test_lists_are_narrowed(three: list[Order], alice: User, ada: User, lab_north: Lab, client_of: Client) -> None:
    one, two, old = (order.number for order in three)
    client, today = client_of(ada), timezone.now().date()
    Order.objects.filter(pk=three[1].pk).update(review="paid_late")
    assert numbers(client, f"customer={alice.pk}") == [one, two]
    assert numbers(client, "status=pending&status=paid") == [one, two, old]
    assert numbers(client, "status=paid") == []
    assert numbers(client, f"after={today}") == [one, two]
    assert numbers(client, f"before={today - timedelta(days=1)}") == [old]
    assert numbers(client, "min_amount=2000&max_amount=2500") == [two]
    assert numbers(client, f"lab={lab_north.pk}") == [one]
    assert numbers(client, "review=true") == [two]
    assert numbers(client, "scope=mine") == [old]
    assert numbers(client, f"search={one}") == [one]
    assert numbers(client, "search=alice") == [one, two]


def test_a_list_costs_the_same_queries_at_any_length(
    toys: ToyShop, ada: User, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        ordered(ada, (toys.offer(), 1), (toys.offer(), 1))
    with django_assert_max_num_queries(4):
        assert len(client_of(ada).get("/api/orders/?page_size=50").data["results"]) == 12


def test_a_table_for_a_sheet_holds_no_formula(three: list[Order], ada: User, client_of: Client) -> None:
    answer: Any = client_of(ada).get("/api/orders/export/?min_amount=2000")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["title"] for row in rows] == [f"'{FORMULA}", "Kite"] or [row["title"] for row in rows] == [
        "Kite",
        f"'{FORMULA}",
    ]
    assert {row["order_total"] for row in rows} == {"20.0", "30.0"}


def test_a_workbook_holds_texts_and_numbers(three: list[Order], ada: User, client_of: Client) -> None:
    answer: Any = client_of(ada).get("/api/orders/export/?as=xlsx")
    book = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert sheet.findall(f".//{space}f") == []
    texts = [node.text for node in sheet.iter(f"{space}t")]
    assert FORMULA in texts
    assert {"10", "20", "30"} <= {node.text for node in sheet.iter(f"{space}v")}


def test_a_lab_exports_its_own_lines(three: list[Order], mona: User, client_of: Client) -> None:
    answer: Any = client_of(mona).get("/api/orders/export/")
    rows = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["title"], row["email"], row["order_total"]) for row in rows] == [("Top", "", "")]


def test_coupons_are_kept_by_admins_and_by_managers_for_their_lab(
    ada: User, lena: User, mona: User, lab_north: Lab, lab_south: Lab, client_of: Client
) -> None:
    body = {"code": "spring", "kind": "percent", "basis_points": 1000}
    assert client_of(mona).post("/api/coupons/", body).status_code == 403
    assert client_of(lena).post("/api/coupons/", body).status_code == 403
    assert client_of(lena).post("/api/coupons/", {**body, "lab": str(lab_south.pk)}).status_code in (400, 403)
    made = client_of(lena).post("/api/coupons/", {**body, "lab": str(lab_north.pk)})
    assert (made.status_code, made.data["code"]) == (201, "SPRING")
    assert client_of(ada).post("/api/coupons/", {**body, "code": "Spring "}).status_code == 400
    empty = client_of(ada).post("/api/coupons/", {"code": "ZERO", "kind": "fixed", "basis_points": 5})
    assert empty.data["code"] == "coupon_without_effect"
    path = f"/api/coupons/{made.data['id']}/"
    assert client_of(lena).patch(path, {"is_active": False}).data["is_active"] is False
    assert client_of(lena).delete(path).status_code == 204


def test_a_used_coupon_stays_in_the_books(toys: ToyShop, alice: User, ada: User, client_of: Client) -> None:
    coupon: Coupon = CouponFactory()
    CouponUse.objects.create(coupon=coupon, order=ordered(alice, (toys.offer(), 1)), user=alice)
    assert client_of(ada).delete(f"/api/coupons/{coupon.pk}/").data["code"] == "coupon_in_use"


def test_ways_of_sending_are_seen_by_all_and_kept_by_admins(alice: User, ada: User, client_of: Client) -> None:
    ShippingMethodFactory()
    ShippingMethodFactory(name="Old", is_active=False)
    assert [row["name"] for row in client_of().get("/api/shipping-methods/").data] == ["Parcel"]
    assert len(client_of(ada).get("/api/shipping-methods/").data) == 2
    body = {"name": "Bike", "kind": "flat", "amount": 300, "countries": ["DE"]}
    assert client_of(alice).post("/api/shipping-methods/", body).status_code == 403
    assert client_of(ada).post("/api/shipping-methods/", body).status_code == 201


def test_tax_rates_are_the_admins(alice: User, ada: User, client_of: Client) -> None:
    body = {"country": "DE", "tax_class": "standard", "basis_points": 1900, "valid_from": "2021-01-01"}
    assert client_of(alice).get("/api/tax-rates/").status_code == 403
    made = client_of(ada).post("/api/tax-rates/", body)
    assert made.status_code == 201
    assert client_of(ada).post("/api/tax-rates/", body).status_code == 400
    assert client_of(ada).delete(f"/api/tax-rates/{made.data['id']}/").status_code == 204


def test_no_order_has_a_status_that_nobody_gave_it(three: list[Order], alice: User, client_of: Client) -> None:
    answer = client_of(alice).patch(f"/api/orders/{three[0].pk}/", {"status": S.PAID})
    assert answer.status_code == 405
