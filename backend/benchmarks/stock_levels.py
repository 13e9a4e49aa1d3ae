"""Is a stock level read, or added up? `python -m benchmarks.stock_levels`.

Peer: summing the ledger itself (a million entries of 5,000 items, a fifth of them of one busy item, indexed by item) on the same
PostgreSQL, through the same ORM. Goal: the balance rows answer at least ten times faster where the million rows are summed, and
for the busy item. A page of items that hardly moved is printed too: there both mostly pay for the query's own words.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from benchmarks import world
from strato.core.tests import services

ITEMS, ENTRIES, PAGE, ROUNDS = 5_000, 1_000_000, 100, 25
BUSY = 5  # every fifth entry is of the first item
GOAL = 10

FILL = (
    """
    INSERT INTO inventory_item (id, created_at, updated_at, lab_id, sku, name, unit, low_at, is_active)
    SELECT gen_random_uuid(), now(), now(), %(lab)s, 'S' || n, 'Part ' || n, 'piece', 0, true
    FROM generate_series(1, %(items)s) AS n
    """,
    """
    INSERT INTO inventory_stockmove (id, created_at, updated_at, lab_id, kind, key, reference, reason, at)
    SELECT gen_random_uuid(), now(), now(), %(lab)s, 'receive', 'move:' || n, '', '', now()
    FROM generate_series(1, %(entries)s / 1000) AS n
    """,
    """
    INSERT INTO inventory_stockentry (move_id, item_id, location_id, delta, on_hand_after)
    SELECT moves.id, items.id, %(shelf)s, 1000 + n %% 7, 0
    FROM generate_series(1, %(entries)s) AS n
    JOIN (SELECT id, row_number() OVER () AS at FROM inventory_stockmove) AS moves ON moves.at = n %% (%(entries)s / 1000) + 1
    JOIN (SELECT id, row_number() OVER () AS at FROM inventory_item) AS items
      ON items.at = CASE WHEN n %% %(busy)s = 0 THEN 1 ELSE (n::bigint * 7919) %% %(items)s + 1 END
    """,
)


def rooms() -> SimpleNamespace:
    """What can be imported only after Django stands."""
    names = {
        "models": "strato.inventory.models",
        "services": "strato.inventory.services",
        "factories": "strato.inventory.tests.factories",
        "orm": "django.db.models",
        "db": "django.db",
    }
    return SimpleNamespace(**{name: import_module(path) for name, path in names.items()})


def fill(house: SimpleNamespace) -> list[Any]:
    """A million entries, and the balances that our own command makes of them; the ids of the items."""
    shelf = house.factories.LocationFactory()
    with house.db.connection.cursor() as cursor:
        for sql in FILL:
            cursor.execute(
                sql, {"lab": shelf.lab_id, "shelf": shelf.pk, "items": ITEMS, "entries": ENTRIES, "busy": BUSY}
            )
    house.services.rebuild_balances()
    with house.db.connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE inventory_stockentry")
        cursor.execute("VACUUM ANALYZE inventory_balance")
    entries = house.models.StockEntry.objects.order_by().values_list("item")
    moved = entries.annotate(moves=house.orm.Count("pk")).order_by("-moves")
    return [item for item, _ in moved]


def milliseconds(act: Callable[[], object]) -> float:
    """The best of the rounds, after one that warms up: what else the machine does is not counted."""
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return min(taken[1:])


def main() -> None:
    world.begin(database_url=services.postgres_url())
    house = rooms()
    ids = fill(house)
    entries = house.models.StockEntry.objects.order_by().values_list("item")
    balances = house.models.Balance.objects.order_by().values_list("item")
    summed, read = house.orm.Sum("delta"), house.orm.Sum("on_hand")

    print(f"{ENTRIES:,} entries of {ITEMS:,} items on PostgreSQL, best of {ROUNDS}")
    cases = (
        ("the whole stock", None, True),
        ("the busy item", ids[:1], True),
        ("another item", ids[1:2], False),
        ("a page of 100", ids[1 : PAGE + 1], False),
    )
    for title, wanted, is_judged in cases:
        scope = {} if wanted is None else {"item__in": wanted}

        def ledger(scope: dict[str, Any] = scope) -> dict[Any, int]:
            return dict(entries.filter(**scope).annotate(total=summed))

        def levels(scope: dict[str, Any] = scope) -> dict[Any, int]:
            return dict(balances.filter(**scope).annotate(total=read))

        assert ledger() == levels(), "the balances are not the ledger"
        slow, fast = milliseconds(ledger), milliseconds(levels)
        print(f"{title:16} ledger {slow:8.2f} ms   balances {fast:7.2f} ms = {slow / fast:5.1f}x faster", end="   ")
        print("" if not is_judged else "PASS" if slow >= GOAL * fast else f"goal {GOAL}x")


if __name__ == "__main__":
    main()
