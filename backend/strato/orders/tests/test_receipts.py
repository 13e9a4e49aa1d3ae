"""What a mail about an order lists: its lines, its sums, and where it goes."""

from typing import Any

import pytest
from django.core import mail

from strato.accounts.models import User
from strato.core import queue
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.orders.receipts import parcel_of, receipt_of
from strato.orders.tests.buying import ordered, stocked
from strato.orders.tests.toys import ToyShop

pytestmark = pytest.mark.django_db


def as_sent(message: Any) -> Any:
    """With its HTML part, which the outbox's type does not know."""
    return message


def test_the_mail_of_a_new_order_lists_it_and_where_it_goes(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    item = stocked(lab_north, 3)
    alice.language = "de"
    alice.save()
    order = ordered(alice, (toys.offer("Kreisel", 2100, item=item, lab_id=lab_north.pk), 2))
    queue.run_pending()
    (message,) = [sent for sent in map(as_sent, mail.outbox) if order.number in sent.subject]
    assert "2 × Kreisel: 42,00\u00a0€" in message.body
    receipt = receipt_of(str(order.pk), "de")
    assert receipt is not None
    assert receipt.total == ("Gesamtbetrag", order.total.in_language("de"))
    assert receipt.total[1] in message.body
    html = str(message.alternatives[0][0])
    assert "2 × Kreisel" in html
    assert all(line in html for line in receipt.address)


def test_of_an_order_that_is_gone_nothing_is_listed(db: None) -> None:
    assert receipt_of(str(new_id()), "en") is None
    assert parcel_of(str(new_id()), "en") is None


def test_sums_explain_the_total(toys: ToyShop, alice: User, lab_north: Lab) -> None:
    order = ordered(alice, (toys.offer("Top", 2100, item=stocked(lab_north, 3), lab_id=lab_north.pk), 1))
    receipt = receipt_of(str(order.pk), "en")
    assert receipt is not None
    assert order.goods_amount - order.discount_amount + order.shipping_amount == order.total_amount
    assert [label for label, _ in receipt.sums] in ([], ["Goods", "Shipping"])
    assert receipt.lines == (("1 × Top", receipt.lines[0][1], "€21.00"),)
