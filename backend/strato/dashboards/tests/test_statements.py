"""A lab's statement: its own lines and what went back for them, by month and currency, and the same as a table."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.money import Money
from strato.dashboards.tests.test_earnings import KITE, TOP, sold
from strato.labs.models import Lab
from strato.orders.models import Order, OrderRefund, OrderRefundLine
from strato.orders.statement_drawing import Row, cells
from strato.orders.words import PAPER

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
PATH = "/api/dashboard/statement/"
SPRING = {"since": "2026-03-01", "until": "2026-05-31"}


def paid(order: Order, at: datetime, currency: str = "EUR") -> Order:
    Order.objects.filter(pk=order.pk).update(paid_at=at, currency=currency)
    return order


def given_back(order: Order, lab: Lab, amount: int, at: datetime) -> None:
    refund = OrderRefund.objects.create(order=order, amount=amount, created_at=at)
    OrderRefundLine.objects.create(refund=refund, line=order.lines.get(lab=lab), quantity=1, amount=amount)


@pytest.fixture
def spring(alice: User, lab_north: Lab, lab_south: Lab) -> None:
    march, may = datetime(2026, 3, 31, 23, 59, tzinfo=UTC), datetime(2026, 5, 31, 23, 59, tzinfo=UTC)
    first = paid(sold(alice, (TOP, 2, 1000, lab_north), (KITE, 1, 700, lab_south)), march)
    paid(sold(alice, (KITE, 3, 700, lab_north)), may)
    paid(sold(alice, (KITE, 1, 900, lab_north)), may, "USD")
    paid(sold(alice, (KITE, 5, 900, lab_north)), datetime(2026, 6, 1, tzinfo=UTC))
    given_back(first, lab_north, 1000, datetime(2026, 4, 2, tzinfo=UTC))
    given_back(first, lab_south, 700, datetime(2026, 4, 2, tzinfo=UTC))


def test_months_and_currencies_stand_apart(spring: None, mona: User, lab_north: Lab, client_of: Client) -> None:
    found = client_of(mona).get(PATH, SPRING).json()
    euros, dollars = found["currencies"]
    rows = [(row["month"], row["orders"], row["pieces"], row["net"]["amount"]) for row in euros["months"]]
    assert rows == [("2026-05-01", 1, 3, 2100), ("2026-04-01", 0, 0, -1000), ("2026-03-01", 1, 2, 2000)]
    sums = [euros[name]["amount"] for name in ("sold", "refunded", "net")]
    assert (euros["currency"], euros["orders"], sums) == ("EUR", 2, [4100, 1000, 3100])
    assert (dollars["currency"], dollars["net"]["amount"]) == ("USD", 900)
    assert client_of(mona).get(PATH, {"until": "2025-01-01"}).json()["currencies"] == []


def test_the_table_sums_to_the_statement(spring: None, mona: User, client_of: Client) -> None:
    answer: Any = client_of(mona).get(f"{PATH}table/", SPRING)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["day"], row["kind"], row["amount"], row["currency"]) for row in rows] == [
        ("2026-03-31", "sale", "20.0", "EUR"),
        ("2026-04-02", "refund", "-10.0", "EUR"),
        ("2026-05-31", "sale", "21.0", "EUR"),
        ("2026-05-31", "sale", "9.0", "USD"),
    ]
    workbook: Any = client_of(mona).get(f"{PATH}table/", {**SPRING, "as": "xlsx"})
    assert b"".join(workbook.streaming_content).startswith(b"PK")


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_the_statement_is_a_paper_too(
    spring: None, mona: User, lab_north: Lab, client_of: Client, language: str
) -> None:
    User.objects.filter(pk=mona.pk).update(language=language)
    Lab.objects.filter(pk=lab_north.pk).update(name="Nörd 工房")
    answer = client_of(mona).get(f"{PATH}table/", {**SPRING, "as": "pdf"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    empty = client_of(mona).get(f"{PATH}table/", {"until": "2025-01-01", "as": "pdf"})
    assert empty.content.startswith(b"%PDF-")
    assert client_of(mona).get(f"{PATH}table/", {**SPRING, "as": "doc"}).status_code == 400


def test_the_rows_of_the_paper_say_months_and_their_sum() -> None:
    words = PAPER["de"]
    money = [Money(amount, "EUR") for amount in (123_456, 1_000, 122_456)]
    assert cells(Row(date(2026, 3, 1), 2, 5, *money), words) == [
        "03/2026", "2", "5", "1.234,56 EUR", "10,00 EUR", "1.224,56 EUR",
    ]  # fmt: skip
    assert cells(Row(None, 2, 5, *money), words)[0] == "Gesamtbetrag"


def test_only_the_lab_and_admins_read_it(
    spring: None, alice: User, mona: User, ada: User, lab_south: Lab, client_of: Client
) -> None:
    for path in (PATH, f"{PATH}table/"):
        assert client_of().get(path).status_code == 401
        assert client_of(alice).get(path).status_code == 404
        assert client_of(mona).get(path, {"lab": str(lab_south.pk)}).status_code == 404
        assert client_of(ada).get(path, {"lab": str(lab_south.pk)}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"since": "soon"}, {"since": "2026-05-02", "until": "2026-05-01"}, {"since": "2000-01-01"}, {"lab": "x"},
        {"until": "0001-01-01"}, {"until": "9999-12-31"}, {"since": "0001-01-01"},
    ],
)  # fmt: skip
def test_an_odd_period_is_refused(query: dict[str, str], mona: User, client_of: Client) -> None:
    for path in (PATH, f"{PATH}table/"):
        assert client_of(mona).get(path, query).status_code == 400
    assert client_of(mona).get(f"{PATH}table/", {"as": "doc"}).status_code == 400


def test_a_busier_lab_asks_no_more_questions(alice: User, mona: User, lab_north: Lab, client_of: Client) -> None:
    client, counts = client_of(mona), []
    for more in (1, 10):
        for _ in range(more):
            sold(alice, (TOP, 1, 500, lab_north))
        with CaptureQueriesContext(connection) as queries:
            client.get(PATH)
        counts.append(len(queries))
    assert counts[0] == counts[1]
