"""Many hands on few pieces, on a real PostgreSQL: nobody gets what another got, and nobody waits in a circle."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from strato.inventory import services
from strato.inventory.models import Balance, Item, Reservation, StockEntry, StockMove
from strato.inventory.states import ReservationOutcome
from strato.inventory.tests.factories import ItemFactory, LocationFactory
from strato.labs.tests.together import refusals, together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def stocked(*pieces: int) -> Item:
    """An item of a lab of its own, with so many pieces on each of so many shelves."""
    item = ItemFactory()
    for many in pieces:
        services.receive(item, many * 1000, by=None, location=LocationFactory(lab=item.lab))
    return item


def level(item: Item) -> tuple[int, int]:
    rows = Balance.objects.filter(item=item)
    return sum(row.on_hand for row in rows), sum(row.reserved for row in rows)


def buyer(number: int, *items: Item) -> Callable[[], Any]:
    """Puts one piece of each into the basket in an order of their own, holds them and takes them."""

    def act() -> Any:
        basket = random.sample(items, len(items))
        services.hold({item.pk: 1000 for item in basket}, reference=f"order:{number}", until=None)
        return services.take(f"order:{number}", by=None)

    return act


def test_forty_buyers_ten_pieces_of_two_things() -> None:
    first, second = stocked(10), stocked(10)
    outcomes = together(*(buyer(number, first, second) for number in range(40)))
    assert refusals(outcomes) == ["insufficient_stock"] * 30
    assert (level(first), level(second)) == ((0, 0), (0, 0))
    assert StockMove.objects.filter(kind="ship").count() == 20  # one of each lab
    assert services.rebuild_balances(check_only=True) == []


def test_forty_buyers_of_one_of_two_things_sell_both_out() -> None:
    first, second = stocked(10), stocked(10)
    outcomes = together(*(buyer(number, random.choice([first, second])) for number in range(40)))
    sold = 40 - len(refusals(outcomes))
    assert (10_000 - level(first)[0]) + (10_000 - level(second)[0]) == sold * 1000
    assert sold == 20 or min(level(first)[0], level(second)[0]) == 0
    assert services.rebuild_balances(check_only=True) == []


def test_the_pieces_of_several_shelves_are_all_sold() -> None:
    item = stocked(4, 3, 3)
    outcomes = together(*(buyer(number, item) for number in range(16)))
    assert refusals(outcomes) == ["insufficient_stock"] * 6
    assert level(item) == (0, 0)


def test_one_reference_holds_once_whoever_asks() -> None:
    item = stocked(1, 1, 1)
    together(*[lambda: services.hold({item.pk: 1000}, reference="order:1", until=None)] * 8)
    assert level(item) == (3000, 1000)
    assert Reservation.objects.count() == 1


def test_one_key_posts_once_whoever_asks() -> None:
    item = stocked(1)
    moves = together(*[lambda: services.receive(item, 1000, by=None, key="delivery:1")] * 8)
    assert len(set(moves)) == 1
    assert level(item) == (2000, 0)


@pytest.mark.parametrize("round_", range(5))
def test_of_take_expire_and_release_exactly_one_wins(round_: int) -> None:
    first, second = stocked(3), stocked(3)
    past = timezone.now() - timedelta(seconds=1)
    services.hold({first.pk: 2000, second.pk: 1000}, reference="order:1", until=past)
    acts: list[Callable[[], Any]] = [
        lambda: services.take("order:1", by=None),
        services.expire_reservations,
        lambda: services.release("order:1"),
        lambda: services.take("order:1", by=None),
    ]
    random.shuffle(acts)
    together(*acts)
    outcomes = set(Reservation.objects.values_list("outcome", flat=True))
    assert len(outcomes) == 1
    assert "" not in outcomes
    taken = outcomes == {ReservationOutcome.TAKEN}
    assert StockMove.objects.filter(kind="ship").count() == taken * 2  # one of each lab
    assert (level(first), level(second)) == (((1000, 0), (2000, 0)) if taken else ((3000, 0), (3000, 0)))
    assert services.rebuild_balances(check_only=True) == []


def test_hold_while_others_expire_gets_what_they_let_go() -> None:
    item = stocked(5)
    past = timezone.now() - timedelta(seconds=1)
    for number in range(5):
        services.hold({item.pk: 1000}, reference=f"old:{number}", until=past)
    holds = [lambda n=n: services.hold({item.pk: 1000}, reference=f"new:{n}", until=None) for n in range(8)]
    outcomes = together(*holds, services.expire_reservations, services.expire_reservations)
    won = 8 - len(refusals(outcomes))
    assert level(item) == (5000, won * 1000)
    assert won <= 5
    assert services.rebuild_balances(check_only=True) == []


def test_counts_receipts_and_buyers_at_once_leave_right_books() -> None:
    item, other = stocked(6), stocked(6)
    rows = {row.item_id: row.location for row in Balance.objects.select_related("location")}
    counts = [lambda i=i: services.count_item(i, 4000, by=None, location=rows[i.pk]) for i in (item, other, item)]
    receipts = [lambda i=i: services.receive(i, 1000, by=None, location=rows[i.pk]) for i in (other, item, other)]
    together(*counts, *receipts, *(buyer(number, item, other) for number in range(8)))
    assert services.rebuild_balances(check_only=True) == []
    for row in Balance.objects.all():
        last = StockEntry.objects.filter(item=row.item_id, location=row.location_id).order_by("id").last()
        assert last is not None
        assert last.on_hand_after == row.on_hand


def test_a_thing_comes_back_once_whoever_returns_it() -> None:
    item = stocked(3)
    services.hold({item.pk: 2000}, reference="order:1", until=None)
    services.take("order:1", by=None)
    outcomes = together(
        *[lambda n=n: services.give_back("order:1", {item.pk: 1000}, by=None, key=f"return:{n}") for n in range(6)]
    )
    assert refusals(outcomes) == ["not_taken"] * 4
    assert level(item) == (3000, 0)
