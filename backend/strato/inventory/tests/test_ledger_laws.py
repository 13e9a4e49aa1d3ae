"""Whatever is done in whatever order, the books stay right: research/manufacturing.md, C7, as one state machine."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from strato.core.errors import DomainError
from strato.inventory import reports, services
from strato.inventory.models import Balance, Item, Location, Lot, Reservation, StockEntry, StockMove
from strato.inventory.states import LocationKind
from strato.inventory.tests.factories import ItemFactory, LocationFactory, LotFactory
from strato.labs.tests.factories import LabFactory

QUANTITY = st.integers(1, 9).map(lambda pieces: pieces * 500)
ITEMS, SHELVES, REFERENCES = st.integers(0, 1), st.integers(0, 1), st.integers(1, 4).map("order:{}".format)
LOTTED = st.booleans()


class Warehouse(RuleBasedStateMachine):
    """Two items (the second one in lots too) on two shelves of a lab, and four orders."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = transaction.atomic()
        self.opened.__enter__()
        self.seen: dict[int, tuple[Any, ...]] = {}
        self.posted: dict[str, StockMove] = {}

    @initialize()
    def open(self) -> None:
        lab = LabFactory()
        self.items: list[Item] = [ItemFactory(lab=lab), ItemFactory(lab=lab, low_at=2000)]
        self.shelves: list[Location] = [LocationFactory(lab=lab), LocationFactory(lab=lab)]
        self.lot: Lot = LotFactory(item=self.items[1], expires_on=timezone.localdate() + timedelta(days=30))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.opened.__exit__(None, None, None)

    def lot_of(self, item: int, lotted: bool) -> Lot | None:
        return self.lot if lotted and item == 1 else None

    @rule(item=ITEMS, shelf=SHELVES, quantity=QUANTITY, lotted=LOTTED)
    def receive(self, item: int, shelf: int, quantity: int, lotted: bool) -> None:
        lot = self.lot_of(item, lotted)
        services.receive(self.items[item], quantity, by=None, location=self.shelves[shelf], lot=lot)

    @rule(item=ITEMS, quantity=QUANTITY, key=st.sampled_from(["delivery:1", "delivery:2"]))
    def receive_by_key(self, item: int, quantity: int, key: str) -> None:
        """7: a key posts once."""
        before = levels()
        move = services.receive(self.items[item], quantity, by=None, key=key)
        if key in self.posted:
            assert (move, levels()) == (self.posted[key], before)
        self.posted[key] = move

    @rule(item=ITEMS, shelf=SHELVES, on_hand=st.integers(-1, 12).map(lambda pieces: pieces * 500), lotted=LOTTED)
    def count(self, item: int, shelf: int, on_hand: int, lotted: bool) -> None:
        lot, place = self.lot_of(item, lotted), self.shelves[shelf]
        if refused(lambda: services.count_item(self.items[item], on_hand, by=None, location=place, lot=lot)):
            return
        assert Balance.objects.get(item=self.items[item], location=place, lot=lot).on_hand == on_hand

    @rule(item=ITEMS, shelf=SHELVES, quantity=QUANTITY, lotted=LOTTED)
    def transfer(self, item: int, shelf: int, quantity: int, lotted: bool) -> None:
        here, there, lot = self.shelves[shelf], self.shelves[1 - shelf], self.lot_of(item, lotted)
        refused(lambda: services.transfer(self.items[item], quantity, by=None, location=here, to=there, lot=lot))

    @rule(first=st.integers(0, 4), second=st.integers(0, 4), reference=REFERENCES, late=LOTTED)
    def hold(self, first: int, second: int, reference: str, late: bool) -> None:
        wants = {item.pk: many * 500 for item, many in zip(self.items, (first, second), strict=True) if many}
        before, had = reports.available(wants), Reservation.objects.held().filter(reference=reference).exists()
        until = timezone.now() - timedelta(hours=1) if late else None
        fails = refused(lambda: services.hold(wants, reference=reference, until=until))
        after = reports.available(wants)
        lost = {} if had or fails else wants
        assert after == {item: before[item] - lost.get(item, 0) for item in wants}
        assert fails == (not had and any(before[item] < wanted for item, wanted in wants.items()))

    @rule(reference=REFERENCES)
    def release(self, reference: str) -> None:
        services.release(reference)
        assert not Reservation.objects.held().filter(reference=reference).exists()

    @rule(reference=REFERENCES)
    def prolong(self, reference: str) -> None:
        services.prolong(reference, until=timezone.now() + timedelta(hours=1))

    @rule()
    def expire(self) -> None:
        services.expire_reservations()
        assert not Reservation.objects.due().exists()

    @rule(reference=REFERENCES)
    def take(self, reference: str) -> None:
        """What is promised can always be taken, and lowers nothing that was still available."""
        ids = [item.pk for item in self.items]
        held, before = Reservation.objects.held().filter(reference=reference).exists(), reports.available(ids)
        taken = []
        fails = refused(lambda: taken.append(services.take(reference, by=None)))
        assert not (held and fails)
        assert not held or taken[0] is not None
        assert reports.available(ids) == before

    @rule(item=ITEMS, quantity=QUANTITY, reference=REFERENCES, number=st.integers(1, 3))
    def give_back(self, item: int, quantity: int, reference: str, number: int) -> None:
        wants, key = {self.items[item].pk: quantity}, f"return:{reference}:{number}"
        refused(lambda: services.give_back(reference, wants, by=None, key=key))

    @rule(number=st.integers(0, 30))
    def reverse(self, number: int) -> None:
        """6: a reversal gives back exactly what the move changed."""
        moves = list(StockMove.objects.order_by("id"))
        if number >= len(moves):
            return
        move, before = moves[number], levels()
        if refused(lambda: services.reverse(move, by=None, reason="wrong")):
            assert levels() == before
            return
        shelf = move.entries.filter(location__kind=LocationKind.SHELF)
        undone = {(entry.item_id, entry.location_id, entry.lot_id): entry.delta for entry in shelf}
        expected = before.copy()
        expected.subtract(undone)
        assert levels() == expected

    @invariant()
    def entries_sum_to_the_balances(self) -> None:
        """1: on hand is the sum of the entries, and what the latest entry says."""
        for row in Balance.objects.all():
            mine = StockEntry.objects.filter(item=row.item_id, location=row.location_id, lot=row.lot_id)
            assert (mine.aggregate(total=Sum("delta"))["total"] or 0) == row.on_hand
            last = mine.order_by("id").last()
            assert (last.on_hand_after if last else 0) == row.on_hand

    @invariant()
    def moves_sum_to_zero(self) -> None:
        """2: nothing appears or vanishes."""
        sums = StockEntry.objects.order_by().values("move", "item", "lot").annotate(total=Sum("delta"))
        assert {row["total"] for row in sums} <= {0}

    @invariant()
    def promises_are_covered(self) -> None:
        """3, 4: 0 <= reserved <= on hand; reserved is the sum of what is held; virtual places have no balance."""
        for row in Balance.objects.select_related("location"):
            held = row.reservations.filter(outcome="").aggregate(total=Sum("quantity"))["total"] or 0
            assert 0 <= row.reserved <= row.on_hand
            assert row.reserved == held
            assert not row.location.is_virtual

    @invariant()
    def written_is_written(self) -> None:
        """5: entries never change and never go."""
        now = {row[0]: row for row in StockEntry.objects.values_list()}
        assert now.items() >= self.seen.items()
        self.seen = now

    @invariant()
    def rebuilding_finds_nothing(self) -> None:
        """20: the balances are what the ledger says."""
        assert services.rebuild_balances(check_only=True) == []


def levels() -> Counter[tuple[Any, Any, Any]]:
    """What lies where."""
    rows = Balance.objects.values_list("item", "location", "lot", "on_hand")
    return Counter({(item, location, lot): on_hand for item, location, lot, on_hand in rows})


def refused(act: Any) -> bool:
    """Did a rule say no? Then nothing may have changed."""
    before = (list(Balance.objects.values()), StockEntry.objects.count(), list(Reservation.objects.values()))
    try:
        with transaction.atomic():
            act()
    except DomainError:
        assert before == (
            list(Balance.objects.values()),
            StockEntry.objects.count(),
            list(Reservation.objects.values()),
        )
        return True
    return False


@pytest.mark.django_db
def test_the_books_stay_right_whatever_is_done() -> None:
    # A machine on a database shrinks for minutes: the steps it took are told as they are.
    few = settings(
        max_examples=20,
        phases=[Phase.explicit, Phase.generate],
        stateful_step_count=25,
        suppress_health_check=[HealthCheck.too_slow],
    )
    run_state_machine_as_test(Warehouse, settings=few)
