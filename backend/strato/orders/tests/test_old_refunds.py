"""Refunds by amount of the days before they had lines: the migration gives each line its share, once and never too much."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.orders.models import Order, OrderRefund
from strato.orders.reports.statements import refunds
from strato.orders.services import refunding
from strato.orders.services.refunding import Piece
from strato.orders.tests.buying import ordered, paid
from strato.orders.tests.factories import ShippingMethodFactory
from strato.orders.tests.toys import ToyShop
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db
Shares = list[list[tuple[str, int, int]]]


def migrate() -> None:
    import_module("strato.orders.migrations.0003_shares_of_amounts_back").share_out(apps, connection.schema_editor())


@pytest.fixture
def bought(toys: ToyShop, alice: User, lab_north: Lab, lab_south: Lab, sandbox: Rig) -> Order:
    """Three tops at 10.00 of Lab North, one kite at 10.00 of Lab South, sent for 4.90; paid."""
    picks = (toys.offer("Top", lab_id=lab_north.pk), 3), (toys.offer("Kite", lab_id=lab_south.pk), 1)
    return paid(ordered(alice, *picks, shipping_method=ShippingMethodFactory().pk), sandbox)


def shares(order: Order) -> Shares:
    """(title, pieces, amount) of each refund's lines."""
    rows = order.refunds.order_by("id")
    return [
        [(line.line.title, line.quantity, line.amount) for line in refund.lines.order_by("line__position")]
        for refund in rows
    ]


def as_of_old(refund: OrderRefund) -> None:
    """As the first version kept an amount without pieces."""
    refund.lines.all().delete()


def test_amounts_reach_the_lines_as_those_of_today_do(bought: Order, ada: User, lab_north: Lab) -> None:
    for amount in (500, 999):
        refunding.refund_order(bought, by=ada, amount=amount)
    today = shares(bought)
    for refund in bought.refunds.all():
        as_of_old(refund)
    migrate()
    assert shares(bought) == today
    created = bought.refunds.first().created_at.date()  # type: ignore[union-attr]
    statement = refunds(lab_north.pk, created, created)
    assert sum(entry.amount for entry in statement) == sum(
        amount for rows in today for title, _, amount in rows if title == "Top"
    )
    migrate()
    assert shares(bought) == today


def test_a_whole_refund_behind_an_amount_leaves_nothing_to_share(bought: Order, ada: User) -> None:
    first = refunding.refund_order(bought, by=ada, amount=490)
    whole = refunding.refund_order(bought, by=ada)
    as_of_old(first)
    for line in whole.lines.all():  # the first version gave all their worth to the last pieces
        line.amount = line.line.total_amount
        line.save()
    migrate()
    assert shares(bought) == [[], [("Top", 3, 3000), ("Kite", 1, 1000)]]


def test_pieces_that_were_given_less_for_say_what_was_given(bought: Order, ada: User) -> None:
    top = bought.lines.get(title="Top")
    refund = refunding.refund_order(bought, by=ada, amount=700, pieces=[Piece(top.pk, 1)])
    refund.lines.update(amount=1000)
    migrate()
    assert shares(bought) == [[("Top", 1, 700)]]


def test_no_line_gives_back_more_than_it_cost(bought: Order, ada: User) -> None:
    amount = refunding.refund_order(bought, by=ada, amount=4000)
    as_of_old(amount)
    rest = refunding.refund_order(bought, by=ada)
    migrate()
    assert rest.amount == 490
    assert shares(bought) == [[], [("Top", 3, 3000), ("Kite", 1, 1000)]]
