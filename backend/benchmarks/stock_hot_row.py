"""How many hands can one shelf serve? `python -m benchmarks.stock_hot_row`.

One row of stock on PostgreSQL, eight threads: each reserves a piece and posts it out of the shelf (a move and its two entries).
Limit: the bare conditional UPDATE that decides it, in a transaction of its own. Goals: at least 500 acts a second (a reservation
or a posting), exactly k of n winners; 40 buyers of 10 pieces of two products in random order take at most twice the time of
the bare UPDATE, and exactly 10 get both.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier
from types import SimpleNamespace
from typing import Any

from benchmarks import world
from strato.core.tests import services

HANDS, PIECES, ASKED = 8, 800, 1000
BUYERS, LEFT, ROUNDS = 40, 10, 9
GOAL_PER_SECOND, GOAL_RATIO = 500, 2


def rooms() -> SimpleNamespace:
    """What can be imported only after Django stands."""
    names = {
        "models": "strato.inventory.models",
        "services": "strato.inventory.services",
        "errors": "strato.inventory.errors",
        "factories": "strato.inventory.tests.factories",
        "orm": "django.db.models",
        "db": "django.db",
    }
    return SimpleNamespace(**{name: import_module(path) for name, path in names.items()})


def stocked(house: SimpleNamespace, pieces: int) -> Any:
    """The only balance of a new item."""
    item = house.factories.ItemFactory()
    house.services.receive(item, pieces * 1000, by=None)
    return item.balances.get()


def together(house: SimpleNamespace, hands: int, turns: int, act: Callable[[int], bool]) -> tuple[float, int]:
    """Seconds until all turns were had, and how many of them won; the threads are there before the clock starts."""
    gate = Barrier(hands + 1)

    def hand(first: int) -> int:
        gate.wait()
        try:
            return sum(act(turn) for turn in range(first, turns, hands))
        finally:
            house.db.connection.close()

    with ThreadPoolExecutor(hands) as pool:
        waiting = [pool.submit(hand, first) for first in range(hands)]
        gate.wait()
        start = time.perf_counter()
        won = sum(each.result() for each in waiting)
        return time.perf_counter() - start, won


def bare(house: SimpleNamespace, *ids: Any) -> bool:
    """The least that decides: one guarded UPDATE for each row, in one transaction."""
    reserved = house.orm.F("reserved") + 1000
    with house.db.transaction.atomic():
        for pk in sorted(ids):
            free = house.models.Balance.objects.filter(pk=pk, on_hand__gte=reserved)
            if not free.update(reserved=reserved):
                house.db.transaction.set_rollback(True)
                return False
    return True


def held(house: SimpleNamespace, reference: str, *items: Any) -> bool:
    try:
        house.services.hold(dict.fromkeys(items, 1000), reference=reference, until=None)
    except house.errors.StockMissing:
        return False
    return True


def one_hot_row(house: SimpleNamespace) -> None:
    limit = stocked(house, PIECES)
    seconds, won = together(house, HANDS, ASKED, lambda turn: bare(house, limit.pk))
    bare_rate = ASKED / seconds
    print(f"bare conditional UPDATE  {bare_rate:6.0f}/s   {won} of {ASKED} won, {PIECES} there")

    row = stocked(house, PIECES)
    reserving, won = together(house, HANDS, ASKED, lambda turn: held(house, f"order:{turn}", row.item_id))
    posting, gone = together(
        house, HANDS, ASKED, lambda turn: house.services.take(f"order:{turn}", by=None) is not None
    )
    row.refresh_from_db()
    exact = won == gone == PIECES and (row.on_hand, row.reserved) == (0, 0)
    acts = (ASKED + gone) / (reserving + posting)
    print(f"reserve                  {ASKED / reserving:6.0f}/s   {won} of {ASKED} won")
    print(
        f"post                     {gone / posting:6.0f}/s   {gone} taken; left {row.on_hand}, promised {row.reserved}"
    )
    verdict = "PASS" if acts >= GOAL_PER_SECOND and exact else "not exact" if not exact else f"goal {GOAL_PER_SECOND}/s"
    print(
        f"reserve + post           {acts:6.0f} acts/s on one row = {acts / bare_rate:.2f} of the bare UPDATE's   {verdict}"
    )


def two_products(house: SimpleNamespace) -> None:
    ours, least = [], []
    for number in range(ROUNDS):
        rows = [stocked(house, LEFT), stocked(house, LEFT)]
        seconds, won = together(house, BUYERS, BUYERS, lambda turn: bare(house, *(row.pk for row in rows)))  # noqa: B023
        assert won == LEFT
        least.append(seconds)

        rows = [stocked(house, LEFT), stocked(house, LEFT)]

        def buy(turn: int, number: int = number, rows: list[Any] = rows) -> bool:
            basket = random.sample([row.item_id for row in rows], 2)
            return held(house, f"round:{number}:{turn}", *basket)

        seconds, won = together(house, BUYERS, BUYERS, buy)
        levels = [house.models.Balance.objects.get(pk=row.pk) for row in rows]
        assert won == LEFT
        assert all((level.on_hand, level.reserved) == (LEFT * 1000, LEFT * 1000) for level in levels)
        ours.append(seconds)
    slow, fast = min(ours) * 1000, min(least) * 1000
    print(
        f"{BUYERS} buyers, {LEFT} pieces of two products, random order: exactly {LEFT} each in all {ROUNDS} rounds, no deadlock"
    )
    verdict = "PASS" if slow <= GOAL_RATIO * fast else f"goal {GOAL_RATIO}x"
    print(f"best round: hold {slow:.0f} ms, bare conditional UPDATE {fast:.0f} ms = {slow / fast:.2f}x   {verdict}")


def main() -> None:
    world.begin(database_url=services.postgres_url())
    house = rooms()
    print(f"{HANDS} threads on one row of PostgreSQL")
    one_hot_row(house)
    two_products(house)


if __name__ == "__main__":
    main()
