"""Do the payment service, the money ledger, the orders and the stock tell the same story? Read from the rows, for `purchase_chaos`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.purchase_people import Diary, Shop

PAID = ("paid", "in_production", "shipped", "delivered", "refunded")
EVERYTHING = 1_000_000


def rows(model: str) -> Any:
    app, _, name = model.partition(".")
    return import_module("django.apps").apps.get_model(app, name).objects.order_by("pk")


class Audit:
    """One look at everything; ``differences`` says what does not agree."""

    def __init__(self, shop: Shop, diary: Diary, sandbox: Path) -> None:
        self.shop, self.diary = shop, diary
        store = import_module("stripe_sandbox.store").Store(sandbox, "http://localhost")
        with store.transaction() as tx:
            self.sessions = tx.newest("checkout.session", limit=EVERYTHING)
            self.charges = tx.newest("charge", {"status": "succeeded"}, limit=EVERYTHING)
            self.refunds = tx.newest("refund", limit=EVERYTHING)
        self.orders = {str(row.pk): row for row in rows("orders.Order").prefetch_related("lines")}

    def differences(self) -> list[str]:
        looks: list[Callable[[], Iterator[str]]] = [
            self.money,
            self.each_order,
            self.stock,
            self.coupons,
            self.prints,
            self.people,
            self.nothing_waits,
        ]
        return [difference for look in looks for difference in look()]

    @property
    def figures(self) -> str:
        charged = sum(row["amount"] for row in self.charges)
        back = sum(row["amount"] for row in self.refunds if row["status"] != "failed")
        statuses = Counter(order.status for order in self.orders.values())
        orders = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
        return f"{len(self.orders)} orders ({orders}); {charged / 100:.2f} EUR came, {back / 100:.2f} EUR went back"

    # --- money --------------------------------------------------------------------------------------------------------
    def money(self) -> Iterator[str]:
        """Their charges and refunds are our ledger's lines, one for one, and our sums."""
        entries: dict[str, dict[str, int]] = defaultdict(dict)
        for entry in rows("payments.MoneyEntry"):
            entries[entry.kind][entry.gateway_id] = entry.amount
        failed = {row["id"]: row["amount"] for row in self.refunds if row["status"] == "failed"}
        theirs = {
            "charge": {row["id"]: row["amount"] for row in self.charges},
            "refund": {row["id"]: -row["amount"] for row in self.refunds},
            "refund_reversal": failed,
        }
        for kind, lines in theirs.items():
            for id in sorted(lines.keys() ^ entries[kind].keys()):
                yield f"{kind} {id}: {lines.get(id)} there, {entries[kind].get(id)} here"
            yield from (
                f"{kind} {id}: another amount"
                for id, amount in lines.items()
                if entries[kind].get(id, amount) != amount
            )
        charged = sum(row.charged for row in rows("payments.Payable"))
        back = sum(row.refunded for row in rows("payments.Payable"))
        if charged != sum(theirs["charge"].values()):
            yield f"payables say {charged} came, the payment service {sum(theirs['charge'].values())}"
        if back != -sum(theirs["refund"].values()) - sum(failed.values()):
            yield f"payables say {back} went back, the payment service {-sum(theirs['refund'].values()) - sum(failed.values())}"

    def each_order(self) -> Iterator[str]:
        """A paid order has its money, once; of every other the money went back."""
        owed = {str(row.pk): row for row in rows("payments.Payable")}
        invoices = Counter(str(row.order_id) for row in rows("orders.Document").filter(refund_id=None))
        for id, order in self.orders.items():
            kept = owed[id].charged - owed[id].refunded
            has_bad_refund = bool(order.review)  # a refund that came back: the money is here, and somebody is told
            if order.status in PAID and not owed[id].charged >= order.total_amount:
                yield f"{order.number} is {order.status}, {owed[id].charged} of {order.total_amount} came"
            if order.status in PAID and kept > order.total_amount:
                yield f"{order.number} is {order.status}: {kept} kept, {order.total_amount} owed"
            if order.status == "refunded" and kept and not has_bad_refund:
                yield f"{order.number} is refunded, {kept} is kept"
            if order.status not in PAID and kept and not has_bad_refund:
                yield f"{order.number} is {order.status}, and {kept} is kept"
            if invoices[id] != (order.paid_at is not None):
                yield f"{order.number} is {order.status} with {invoices[id]} invoices"

    # --- things -------------------------------------------------------------------------------------------------------
    def stock(self) -> Iterator[str]:
        """What left the shelves is what was paid for, less what was put back; nothing is held."""
        whole = import_module("strato.inventory.models").WHOLE
        item_of = {str(variant.pk): variant.item_id for variant in self.shop.variants}
        sold = Counter[Any]()
        for order in self.orders.values():
            for line in order.lines.all():
                if order.paid_at is not None and line.kind == "variant":
                    sold[item_of[str(line.ref)]] += line.quantity
        for line in rows("orders.OrderRefundLine").select_related("line").filter(line__kind="variant"):
            sold[item_of[str(line.line.ref)]] -= line.restocked
        for balance in rows("inventory.Balance").filter(item__in=self.shop.stock):
            there, expected = balance.on_hand / whole, self.shop.stock[balance.item_id] - sold[balance.item_id]
            if there != expected or balance.reserved:
                yield f"{balance.item}: {there} on the shelf, {expected} expected, {balance.reserved / whole} held"
        held = rows("inventory.Reservation").filter(outcome="").count()
        if held:
            yield f"{held} promises of stock are held still"

    def coupons(self) -> Iterator[str]:
        """A coupon's count is the orders that used it, and never past its limit."""
        for coupon in rows("orders.Coupon"):
            living = sum(order.coupon_id == coupon.pk and order.paid_at is not None for order in self.orders.values())
            kept = rows("orders.CouponUse").filter(coupon=coupon).count()
            if coupon.uses != kept or coupon.uses != living:
                yield f"coupon {coupon.code}: {coupon.uses} uses, {kept} kept, {living} paid orders"
            if coupon.max_uses is not None and coupon.uses > coupon.max_uses:
                yield f"coupon {coupon.code}: {coupon.uses} uses of {coupon.max_uses}"

    def prints(self) -> Iterator[str]:
        """A bought print waits for its lab once its order is paid, and for nobody when the order ended."""
        jobs = {job.order_line_id: job.status for job in rows("printing.PrintJob")}
        for order in self.orders.values():
            for line in (line for line in order.lines.all() if line.kind == "print_job"):
                expected = {"paid": ("pending", "accepted", "cancelled"), "pending": ("awaiting_payment",)}.get(
                    order.status, ("cancelled",)
                )
                if jobs.get(line.pk) not in expected:
                    yield f"{order.number} is {order.status}, its print {jobs.get(line.pk)}"

    def people(self) -> Iterator[str]:
        """Nobody's order is missing or doubled; whoever was thanked has the goods or the money."""
        known = Counter(self.diary.orders)
        yield from (f"an order was answered twice: {id}" for id, times in known.items() if times > 1)
        yield from (f"an order is gone: {id}" for id in known.keys() - self.orders.keys())
        yield from (f"an order nobody was told of: {id}" for id in self.orders.keys() - known.keys())
        charged = {str(row.pk) for row in rows("payments.Payable") if row.charged}
        yield from (f"paid, and no money here: {self.orders[id].number}" for id in self.diary.paid_pages - charged)

    def nothing_waits(self) -> Iterator[str]:
        """Every row in a waiting state has found its end."""
        registry = import_module("strato.core.queue.registry").REGISTRY
        periodic = [task.name for task in registry.values() if task.every]  # the next period does what one left undone
        waiting = {
            "orders waiting for money": rows("orders.Order").filter(status="pending"),
            "payments open": rows("payments.Payment").filter(status="open"),
            "payments awaited": rows("payments.Payment").filter(is_awaited=True),
            "refunds on their way": rows("payments.Refund").filter(status__in=["requested", "pending"]),
            "events not settled": rows("payments.GatewayEvent").filter(outcome__in=["", "failed"]),
            "jobs given up": rows("core.Job").filter(status="failed").exclude(task__in=periodic),
        }
        for what, found in waiting.items():
            if found.exists():
                yield f"{found.count()} {what}: {'; '.join(str(getattr(row, 'error', '') or row)[-200:] for row in found[:3])}"
        ended = {row.session_id for row in rows("payments.Payment").exclude(session_id=None)}
        still = [row["id"] for row in self.sessions if row["status"] == "open" and row["id"] in ended]
        if still:
            yield f"{len(still)} hosted pages can still be paid: {', '.join(still[:3])}"
