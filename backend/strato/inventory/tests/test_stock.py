from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.core import mail
from strato.inventory import reports, services
from strato.inventory.errors import (
    AlreadyReversed,
    LotRefused,
    NotReversible,
    PlaceRefused,
    QuantityInvalid,
    StockMissing,
    StockPromised,
)
from strato.inventory.models import WHOLE, Balance, Item, Location, StockEntry, StockMove
from strato.inventory.signals import item_ran_low
from strato.inventory.states import LocationKind, MoveKind
from strato.inventory.tests.factories import ItemFactory, LocationFactory, LotFactory
from strato.labs.models import Lab
from strato.notifications.models import Notification


@pytest.fixture
def item(lab_north: Lab) -> Item:
    return ItemFactory(lab=lab_north)


@pytest.fixture
def ran_low() -> Iterator[list[int]]:
    heard: list[int] = []

    def hear(sender: object, item: Item, available: int, **_: object) -> None:
        heard.append(available)

    item_ran_low.connect(hear)
    yield heard
    item_ran_low.disconnect(hear)


def level(item: Item, location: Location | None = None) -> tuple[int, int]:
    rows = Balance.objects.filter(item=item, **({"location": location} if location else {}))
    return sum(row.on_hand for row in rows), sum(row.reserved for row in rows)


def test_goods_arrive_on_the_labs_first_shelf(item: Item, lena: User) -> None:
    move = services.receive(item, 5 * WHOLE, by=lena, reason="delivery 17")
    shelf = Location.objects.get(lab=item.lab, kind=LocationKind.SHELF)
    near, far = move.entries.all()
    assert (near.location, near.delta, near.on_hand_after) == (shelf, 5000, 5000)
    assert (far.location.kind, far.delta, far.on_hand_after) == (LocationKind.SUPPLIER, -5000, None)
    assert (move.kind, move.by, move.reason, move.lab) == (MoveKind.RECEIVE, lena, "delivery 17", item.lab)
    services.receive(item, WHOLE, by=lena)
    assert Location.objects.filter(lab=item.lab).count() == 2
    assert reports.available([item.pk]) == {item.pk: 6000}


def test_a_key_posts_once(item: Item, lena: User) -> None:
    first = services.receive(item, 5000, by=lena, key="delivery:17")
    assert services.receive(item, 5000, by=lena, key="delivery:17") == first
    assert level(item) == (5000, 0)
    assert StockMove.objects.count() == 1


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_quantity_is_above_zero(quantity: int, item: Item, lena: User) -> None:
    with pytest.raises(QuantityInvalid):
        services.receive(item, quantity, by=lena)


def test_stock_lies_on_shelves_of_the_items_own_lab(item: Item, lena: User) -> None:
    services.receive(item, 1000, by=lena)
    supplier = Location.objects.get(lab=item.lab, kind=LocationKind.SUPPLIER)
    for elsewhere in (LocationFactory(), supplier):
        with pytest.raises(PlaceRefused):
            services.receive(item, 1000, by=lena, location=elsewhere)
    with pytest.raises(LotRefused):
        services.receive(item, 1000, by=lena, lot=LotFactory())


def test_goods_change_shelves_and_promises_stay(item: Item, lena: User) -> None:
    services.receive(item, 3000, by=lena)
    there = LocationFactory(lab=item.lab)
    services.hold({item.pk: 1000}, reference="order:1", until=None)
    move = services.transfer(item, 2000, to=there, by=lena)
    assert (level(item, there), level(item)) == ((2000, 0), (3000, 1000))
    assert sum(entry.delta for entry in move.entries.all()) == 0
    with pytest.raises(StockMissing) as refused:
        services.transfer(item, 1000, to=there, by=lena)
    assert refused.value.facts == {"items": [{"item": str(item.pk), "wanted": 1000, "available": 0}]}
    with pytest.raises(PlaceRefused):
        services.transfer(item, 1000, to=there, location=there, by=lena)
    assert (level(item, there), level(item)) == ((2000, 0), (3000, 1000))


def test_a_count_books_the_difference(item: Item, lena: User) -> None:
    services.receive(item, 5000, by=lena)
    move = services.count_item(item, 3000, by=lena, reason="yearly")
    assert [(entry.location.kind, entry.delta) for entry in move.entries.all()] == [("shelf", -2000), ("loss", 2000)]
    assert services.count_item(item, 4000, by=lena).entries.get(location__kind="loss").delta == -1000
    assert not services.count_item(item, 4000, by=lena).entries.exists()
    assert level(item) == (4000, 0)
    with pytest.raises(QuantityInvalid):
        services.count_item(item, -1, by=lena)


def test_a_count_below_what_is_promised_is_refused(item: Item, lena: User) -> None:
    services.receive(item, 5000, by=lena)
    services.hold({item.pk: 2000}, reference="order:1", until=None)
    with pytest.raises(StockPromised) as refused:
        services.count_item(item, 1000, by=lena)
    assert refused.value.facts == {"items": [{"item": str(item.pk), "reserved": 2000}]}
    services.count_item(item, 2000, by=lena)
    assert level(item) == (2000, 2000)


def test_a_count_of_many_is_one_move_or_none(item: Item, lena: User) -> None:
    other = ItemFactory(lab=item.lab)
    lines = [services.Counted(item, 2000), services.Counted(other, 3000)]
    move = services.count_stock(item.lab_id, lines, by=lena)
    assert sorted(entry.delta for entry in move.entries.all()) == [-3000, -2000, 2000, 3000]
    with pytest.raises(PlaceRefused):
        services.count_stock(item.lab_id, [services.Counted(item, 0), services.Counted(ItemFactory(), 1)], by=lena)
    assert level(item) == (2000, 0)


def test_a_reversal_gives_every_balance_back(item: Item, lena: User) -> None:
    services.receive(item, 5000, by=lena)
    there = LocationFactory(lab=item.lab)
    moved = services.transfer(item, 2000, to=there, by=lena)
    back = services.reverse(moved, by=lena, reason="wrong shelf")
    assert (level(item, there), level(item)) == ((0, 0), (5000, 0))
    assert (back.kind, back.reverses, back.reason) == (MoveKind.REVERSAL, moved, "wrong shelf")
    with pytest.raises(AlreadyReversed):
        services.reverse(moved, by=lena, reason="again")
    with pytest.raises(NotReversible):
        services.reverse(back, by=lena, reason="again")


def test_what_has_left_cannot_be_reversed_in(item: Item, lena: User) -> None:
    came = services.receive(item, 5000, by=lena)
    services.count_item(item, 1000, by=lena)
    with pytest.raises(StockMissing):
        services.reverse(came, by=lena, reason="never came")
    assert level(item) == (1000, 0)
    assert not StockMove.objects.filter(reverses=came).exists()


def test_the_far_end_comes_back_with_a_reversal(item: Item, lena: User) -> None:
    services.reverse(services.receive(item, 5000, by=lena), by=lena, reason="never came")
    far = StockEntry.objects.filter(location__kind=LocationKind.SUPPLIER)
    assert [entry.delta for entry in far] == [-5000, 5000]


def test_entries_and_moves_are_written_once(item: Item, lena: User) -> None:
    move = services.receive(item, 5000, by=lena)
    for rows, change in (
        (StockEntry.objects.all(), {"delta": 1}),
        (StockEntry.objects.all(), {"on_hand_after": None}),
        (StockMove.objects.all(), {"reason": "another"}),
        (StockMove.objects.all(), {"by": lena}),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            rows.update(**change)
    for table, pk in (
        ("inventory_stockentry", move.entries.values_list("pk", flat=True)[0]),
        ("inventory_stockmove", move.pk.hex),
    ):
        with (
            pytest.raises(IntegrityError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])
    assert (move.entries.count(), level(item)) == (2, (5000, 0))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [False, True])
def test_the_books_are_empty_again_after_a_test_that_commits(again: bool) -> None:
    assert not StockMove.objects.exists()
    item = ItemFactory()
    services.receive(item, 5000, by=None)
    with pytest.raises(IntegrityError, match="append-only"):
        StockMove.objects.update(reason="another")
    with pytest.raises(IntegrityError, match="append-only"):
        StockEntry.objects.all()._raw_delete(using="default")


def test_a_person_who_left_is_forgotten_by_the_ledger(item: Item, ada: User) -> None:
    move = services.receive(item, 5000, by=ada)
    StockMove.objects.filter(pk=move.pk).update(by=None)
    move.refresh_from_db()
    assert move.by is None


def test_running_low_is_announced_when_it_happens(item: Item, lena: User, ran_low: list[int]) -> None:
    Item.objects.filter(pk=item.pk).update(low_at=2000)
    services.receive(item, 5000, by=lena)
    services.hold({item.pk: 2000}, reference="order:1", until=None)
    assert ran_low == []
    services.hold({item.pk: 1000}, reference="order:2", until=None)
    services.take("order:2", by=None)
    services.hold({item.pk: 1000}, reference="order:3", until=None)
    assert ran_low == [2000]
    services.release("order:3")
    services.receive(item, 1000, by=lena)
    services.count_item(item, 2000, by=lena)
    assert ran_low == [2000, 0]


def test_the_keepers_of_the_stock_are_told_once(item: Item, mona: User, lena: User, olaf: User) -> None:
    Item.objects.filter(pk=item.pk).update(low_at=2500, name="Gear", sku="G-1")
    services.receive(item, 3000, by=lena)
    services.hold({item.pk: 1000}, reference="order:1", until=None)
    row = Notification.objects.get(kind="item.low")
    assert (row.recipient, row.facts["available"], row.facts["low_at"], row.facts["name"]) == (lena, "2", "2.5", "Gear")
    services.release("order:1")
    services.hold({item.pk: 1000}, reference="order:2", until=None)
    assert Notification.objects.get(kind="item.low").repeats == 2


@pytest.mark.parametrize(("language", "words"), [("en", "pieces of “Gear”"), ("de", "Stück „Gear“"), ("es", "«Gear»")])
def test_the_warning_reads_well_as_mail(language: str, words: str, mailoutbox: list[EmailMessage]) -> None:
    facts = {"lab": "Lab North", "sku": "G-1", "name": "Gear", "unit": "piece", "available": "2", "low_at": "2.5"}
    context = {"name": "Lena", "facts": facts, "link": "https://strato.example/maker/stock"}
    mail.send("notifications/mail/item.low", to="lena@example.org", language=language, context=context)
    (sent,) = mailoutbox
    assert "Gear" in sent.subject
    assert words in sent.body
    assert "2.5" in sent.body


def test_what_is_available_leaves_out_what_cannot_be_sold(item: Item, lena: User) -> None:
    closed = LocationFactory(lab=item.lab, is_active=False)
    stale = LotFactory(item=item, expires_on=timezone.localdate() - timedelta(days=1))
    fresh = LotFactory(item=item, expires_on=timezone.localdate())
    services.receive(item, 1000, by=lena)
    services.receive(item, 20_000, by=lena, location=closed)
    services.receive(item, 30_000, by=lena, lot=stale)
    services.receive(item, 4000, by=lena, lot=fresh)
    row = Item.objects.with_levels().get(pk=item.pk)
    assert (row.on_hand, row.reserved, row.available) == (55_000, 0, 5000)
    assert reports.available([item.pk]) == {item.pk: 5000}
    with pytest.raises(StockMissing):
        services.hold({item.pk: 5001}, reference="order:1", until=None)
    Item.objects.filter(pk=item.pk).update(is_active=False)
    assert reports.available([item.pk]) == {item.pk: 0}


def test_rebuilding_right_balances_changes_nothing(item: Item, lena: User) -> None:
    services.receive(item, 5000, by=lena)
    services.hold({item.pk: 1000}, reference="order:1", until=None)
    before = list(Balance.objects.values())
    call_command("rebuild_balances", "--check", stdout=StringIO())
    call_command("rebuild_balances", stdout=StringIO())
    assert list(Balance.objects.values()) == before


def test_drift_is_found_and_set_right(item: Item, lena: User) -> None:
    services.receive(item, 5000, by=lena)
    services.receive(item, 7000, by=lena, location=LocationFactory(lab=item.lab))
    services.hold({item.pk: 1000}, reference="order:1", until=None)
    Balance.objects.filter(on_hand=5000).update(on_hand=4000, reserved=0)
    Balance.objects.filter(on_hand=7000).delete()
    with pytest.raises(CommandError, match="2 balances have drifted"):
        call_command("rebuild_balances", "--check", stdout=StringIO())
    assert level(item) == (4000, 0)
    call_command("rebuild_balances", stdout=StringIO())
    assert level(item) == (12_000, 1000)
    call_command("rebuild_balances", "--check", stdout=StringIO())
