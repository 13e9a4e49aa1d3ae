from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.inventory import reports, services
from strato.inventory.errors import NotTaken, QuantityInvalid, StockMissing
from strato.inventory.models import Balance, Item, Location, Reservation, StockMove
from strato.inventory.states import LocationKind, ReservationOutcome
from strato.inventory.tests.factories import ItemFactory, LocationFactory, LotFactory
from strato.labs.models import Lab

SOON = timedelta(minutes=30)


@pytest.fixture
def item(lab_north: Lab, lena: User) -> Item:
    """Five pieces."""
    made = ItemFactory(lab=lab_north)
    services.receive(made, 5000, by=lena)
    return made


def level(item: Item) -> tuple[int, int]:
    rows = Balance.objects.filter(item=item)
    return sum(row.on_hand for row in rows), sum(row.reserved for row in rows)


def outcomes(reference: str) -> list[str]:
    return list(Reservation.objects.filter(reference=reference).values_list("outcome", flat=True))


def test_a_promise_lowers_what_is_available_not_what_lies_there(item: Item) -> None:
    until = timezone.now() + SOON
    (row,) = services.hold({item.pk: 2000}, reference="order:1", until=until)
    assert (row.quantity, row.reference, row.expires_at, row.outcome) == (2000, "order:1", until, "")
    assert level(item) == (5000, 2000)
    assert reports.available([item.pk]) == {item.pk: 3000}


def test_all_or_nothing(item: Item, lab_north: Lab) -> None:
    other = ItemFactory(lab=lab_north)
    with pytest.raises(StockMissing) as refused:
        services.hold({item.pk: 5000, other.pk: 1000}, reference="order:1", until=None)
    assert refused.value.code == "insufficient_stock"
    assert refused.value.facts == {"items": [{"item": str(other.pk), "wanted": 1000, "available": 0}]}
    assert level(item) == (5000, 0)
    assert not Reservation.objects.exists()


def test_the_same_reference_holds_once(item: Item) -> None:
    first = services.hold({item.pk: 2000}, reference="order:1", until=None)
    assert services.hold({item.pk: 2000}, reference="order:1", until=None) == first
    assert level(item) == (5000, 2000)


def test_a_promise_is_of_something(item: Item) -> None:
    with pytest.raises(QuantityInvalid):
        services.hold({item.pk: 0}, reference="order:1", until=None)


def test_what_expires_first_is_promised_first_then_shelf_after_shelf(item: Item, lena: User) -> None:
    late, early = (LotFactory(item=item, expires_on=timezone.localdate() + timedelta(days=days)) for days in (90, 9))
    services.receive(item, 1000, by=lena, lot=late)
    services.receive(item, 1000, by=lena, lot=early)
    services.receive(item, 1000, by=lena, location=LocationFactory(lab=item.lab))
    services.hold({item.pk: 1500}, reference="order:1", until=None)
    held = {row.balance.lot: row.quantity for row in Reservation.objects.select_related("balance__lot")}
    assert held == {early: 1000, late: 500}
    services.hold({item.pk: 6500}, reference="order:2", until=None)
    assert level(item) == (8000, 8000)


def test_what_is_taken_leaves_the_shelf_once(item: Item, mona: User) -> None:
    services.hold({item.pk: 2000}, reference="order:1", until=None)
    move = services.take("order:1", by=mona, reason="Order 1")
    assert move is not None
    near, far = move.entries.all()
    assert (move.kind, move.reference, move.by, move.reason) == ("ship", "order:1", mona, "Order 1")
    assert (near.delta, near.on_hand_after, far.location.kind, far.delta) == (-2000, 3000, LocationKind.CUSTOMER, 2000)
    assert (level(item), outcomes("order:1")) == ((3000, 0), [ReservationOutcome.TAKEN])
    assert services.take("order:1", by=mona) == move
    assert level(item) == (3000, 0)


def test_nothing_held_nothing_taken(item: Item) -> None:
    services.hold({item.pk: 2000}, reference="order:1", until=None)
    services.release("order:1")
    assert services.take("order:1", by=None) is None
    assert level(item) == (5000, 0)


def test_a_released_promise_can_be_given_to_another(item: Item) -> None:
    services.hold({item.pk: 5000}, reference="order:1", until=None)
    assert services.release("order:1") == 1
    assert services.release("order:1") == 0
    services.hold({item.pk: 5000}, reference="order:2", until=None)
    assert outcomes("order:1") == [ReservationOutcome.RELEASED]
    assert level(item) == (5000, 5000)


def test_an_order_of_two_labs_leaves_a_move_in_each(item: Item, lab_south: Lab, lena: User) -> None:
    far_away = ItemFactory(lab=lab_south)
    services.receive(far_away, 3000, by=lena)
    services.hold({item.pk: 1000, far_away.pk: 2000}, reference="order:1", until=None)
    services.take("order:1", by=None)
    moves = StockMove.objects.filter(reference="order:1")
    assert {move.lab: move.entries.count() for move in moves} == {item.lab: 2, lab_south: 2}
    services.give_back("order:1", {item.pk: 1000, far_away.pk: 1000}, by=lena, key="return:1")
    services.give_back("order:1", {item.pk: 1000, far_away.pk: 1000}, by=lena, key="return:1")
    assert (level(item), level(far_away)) == ((5000, 0), (2000, 0))


def test_what_is_past_its_time_expires_and_the_rest_stays(item: Item) -> None:
    now = timezone.now()
    for number, until in enumerate([now - SOON, now + SOON, None]):
        services.hold({item.pk: 1000}, reference=f"order:{number}", until=until)
    assert services.expire_reservations() == 1
    assert services.expire_reservations() == 0
    assert [outcomes(f"order:{number}") for number in range(3)] == [[ReservationOutcome.EXPIRED], [""], [""]]
    assert level(item) == (5000, 2000)
    assert services.take("order:0", by=None) is None


def test_a_prolonged_promise_lives_on(item: Item) -> None:
    now = timezone.now()
    services.hold({item.pk: 1000}, reference="order:1", until=now - SOON)
    services.prolong("order:1", until=now + SOON)
    assert services.expire_reservations() == 0
    services.prolong("order:1", until=now)
    assert Reservation.objects.get().expires_at == now + SOON


def test_what_comes_back_lies_where_it_lay(item: Item, lena: User) -> None:
    shelf = LocationFactory(lab=item.lab)
    lot = LotFactory(item=item, expires_on=timezone.localdate())
    services.receive(item, 1000, by=lena, lot=lot, location=shelf)
    services.hold({item.pk: 3000}, reference="order:1", until=None)
    services.take("order:1", by=None)
    move = services.give_back("order:1", {item.pk: 3000}, by=lena, key="return:1")
    assert move.kind == "return"
    assert Balance.objects.get(lot=lot, location=shelf).on_hand == 1000
    assert level(item) == (6000, 0)
    assert services.give_back("order:1", {item.pk: 3000}, by=lena, key="return:1") == move
    assert level(item) == (6000, 0)


def test_no_more_comes_back_than_was_taken(item: Item, lena: User) -> None:
    services.hold({item.pk: 3000}, reference="order:1", until=None)
    services.take("order:1", by=None)
    services.give_back("order:1", {item.pk: 2000}, by=lena, key="return:1")
    with pytest.raises(NotTaken) as refused:
        services.give_back("order:1", {item.pk: 2000}, by=lena, key="return:2")
    assert refused.value.facts == {"items": [{"item": str(item.pk), "wanted": 2000, "taken": 1000}]}
    with pytest.raises(QuantityInvalid):
        services.give_back("order:1", {}, by=lena, key="return:3")
    services.give_back("order:1", {item.pk: 1000}, by=lena, key="return:4")
    assert level(item) == (5000, 0)


def test_a_reversed_shipment_cannot_come_back_again(item: Item, lena: User) -> None:
    services.hold({item.pk: 3000}, reference="order:1", until=None)
    move = services.take("order:1", by=None)
    assert move is not None
    services.reverse(move, by=lena, reason="never left")
    with pytest.raises(NotTaken):
        services.give_back("order:1", {item.pk: 1000}, by=lena, key="return:1")
    assert (level(item), Location.objects.filter(kind=LocationKind.SHELF).count()) == ((5000, 0), 1)
