"""Purchases while everything breaks: `python -m benchmarks.purchase_chaos [--purchases 500]` (100 without).

Two servers (API and payments sandbox), a worker and its clock, on a real PostgreSQL and Redis. Buyers order products (half of
them too few) and prints, with coupons, and pay, are declined, pay by bank, leave, cancel, or pay too late; an admin gives money
back. The sandbox duplicates, delays, reorders and drops its events; every process is killed with -9 at random. In the end the
sweepers run, and ``reconcile`` must find nothing while orders, stock, money ledger and payment service agree exactly. Goal: PASS.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import httpx

from benchmarks import world
from benchmarks.crowd import BACKEND, free_port
from benchmarks.purchase_audit import Audit, rows
from benchmarks.purchase_people import Buyer, Diary, Line, Shop, opened

SEED = 20_261_121
BUYERS = 10
LINE = {"duplicate": 0.3, "delay": 4.0, "reorder": 0.3, "drop": 0.15}
LEASE_SECONDS = 6
START_SECONDS = 90
SLOW_BUT_HARMLESS = ("notifications.mail_notification", "orders.draw_document")
UNLIMITED = dict.fromkeys(
    (f"STRATO_THROTTLE_{name}" for name in ("ANONYMOUS", "USER", "SIGN_IN", "UPLOAD", "COUPON")), "1000000/min"
)


class Mortal:
    """A process that is killed now and then, and started again at once."""

    def __init__(self, name: str, command: list[str], *, pace: tuple[float, float], port: int = 0, **more: str) -> None:
        self.name, self.command, self.pace, self.port = name, command, pace, port
        self.environment, self.deaths = {**os.environ, **more}, 0
        self.log = (Path(os.environ["STRATO_VAR"]) / f"{name}.log").open("ab")
        self.dice = random.Random(f"{SEED}:{name}")

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, cwd=BACKEND, env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def is_ready(self) -> bool:
        if not self.port:
            return self.process.poll() is None
        with suppress(httpx.HTTPError):
            return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5, trust_env=False).is_success
        return False

    def wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name} did not start")
            time.sleep(0.2)

    def kill(self) -> None:
        """It and its children, without a word."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def suffer(self, is_over: threading.Event) -> None:
        """Live, die, live again, until it is over; it lives when this ends."""
        while not is_over.wait(self.dice.uniform(*self.pace)):
            self.kill()
            self.deaths += 1
            time.sleep(self.dice.uniform(0, 1))
            self.start()
            self.wait()


def cast(ports: list[int]) -> list[Mortal]:
    """The processes of the house; each server has the sandbox in front, all share its memory."""
    common = UNLIMITED | {
        "DJANGO_SETTINGS_MODULE": "strato.config.settings",
        "STRATO_QUEUE": "celery",
        "STRATO_QUEUE_LEASE_SECONDS": str(LEASE_SECONDS),
        "STRATO_PUBLIC_URL": f"http://127.0.0.1:{ports[0]}",
        "STRATO_DEMO": "0",
    }
    manage, celery = [sys.executable, "manage.py"], [sys.executable, "-m", "celery", "-A", "strato.config.celery"]
    beat = str(Path(os.environ["STRATO_VAR"]) / "beat")
    servers = [
        Mortal(
            f"server-{n}", [*manage, "serve", "--port", str(port)], pace=(10, 25), port=port, PORT=str(port), **common
        )
        for n, port in enumerate(ports)
    ]
    hands = common | {"PORT": str(ports[0])}
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING"]
    clock = [*celery, "beat", "--schedule", beat, "--pidfile=", "--loglevel", "WARNING"]
    return [*servers, Mortal("worker", worker, pace=(8, 25), **hands), Mortal("clock", clock, pace=(20, 50), **hands)]


class Run:
    """One bad day, and the evening after it."""

    def __init__(self, purchases: int) -> None:
        self.purchases = purchases
        self.ports = [free_port(), free_port()]
        self.diary, self.mortals = Diary(), cast(self.ports)
        self.sandbox = Path(os.environ["STRATO_VAR"]) / "sandbox" / "stripe.sqlite3"

    def chaos(self, line: dict[str, float]) -> None:
        store = import_module("stripe_sandbox.store").Store(self.sandbox, "http://localhost")
        with store.transaction() as tx:
            tx.set("chaos", line)

    def live_through(self, shop: Shop) -> list[str]:
        """Everybody buys while everything breaks; gives what buyers broke off with."""
        is_over = threading.Event()
        killers = [threading.Thread(target=mortal.suffer, args=(is_over,), daemon=True) for mortal in self.mortals]
        each, rest = divmod(self.purchases, len(shop.buyers))
        buyers = [
            Buyer(shop, person, each + (n < rest), self.ports, self.diary, f"{SEED}:{n}")
            for n, person in enumerate(shop.buyers)
        ]
        for thread in (*killers, *buyers):
            thread.start()
        for buyer in buyers:
            buyer.join()
        self.pay_late(shop)
        is_over.set()
        for killer in killers:
            killer.join()
        return [buyer.failure for buyer in buyers if buyer.failure]

    def pay_late(self, shop: Shop) -> None:
        """The time of these orders is over; while they are being ended, their buyers pay all the same."""
        late, dice = self.diary.late, random.Random(f"{SEED}:late")
        over = import_module("django.utils.timezone").now() - timedelta(hours=1)
        rows("orders.Order").filter(pk__in=[order for order, _ in late], status="pending").update(expires_at=over)
        defer("orders.expire_orders")
        line = Line(shop, shop.admin, self.ports, self.diary.outcomes)
        for order, page in late:
            time.sleep(dice.uniform(0, 0.3))
            answer = line.ask("POST", page, data={"way": "pay", "email": "late@example.org"})
            if "/checkout/success" in answer.headers.get("location", ""):
                self.diary.paid_pages.add(order)

    def calm_down(self) -> None:
        """The line is good again; minutes pass for the sweepers, then hours for what nobody paid, then the night comes."""
        self.chaos({})
        self.come_to_rest()
        self.sweep()
        pass_time()
        for task in ("orders.expire_orders", "inventory.expire_reservations"):
            defer(task)
        self.come_to_rest()
        self.sweep()

    def sweep(self) -> None:
        """Minutes pass, and the sweepers come round."""
        age()
        for task in ("sweep_events", "sweep_payments", "sweep_refunds"):
            defer(f"payments.{task}")
        self.come_to_rest()

    def come_to_rest(self, seconds: float = 240) -> None:
        """Wait until no delivery is due and no job but mails and papers."""
        end, quiet = time.monotonic() + seconds, 0
        while time.monotonic() < end and quiet < 4:
            now = time.time()
            store = import_module("stripe_sandbox.store").Store(self.sandbox, "http://localhost")
            with store.transaction() as tx:
                due = tx.rows.execute(
                    "SELECT COUNT(*) FROM deliveries WHERE done IS NULL AND due < ?", (now + 15,)
                ).fetchone()[0]
                timers = tx.rows.execute("SELECT COUNT(*) FROM timers WHERE due < ?", (now + 15,)).fetchone()[0]
            busy = rows("core.Job").filter(status__in=["queued", "running"]).exclude(task__in=SLOW_BUT_HARMLESS).count()
            quiet = quiet + 1 if not due + timers + busy else 0
            time.sleep(0.5)

    def end(self) -> None:
        for mortal in self.mortals:
            mortal.kill()


def defer(task: str) -> None:
    """Let a worker do one of the periodic tasks now."""
    queue = import_module("strato.core.queue")
    queue.defer(import_module("strato.core.queue.registry").REGISTRY[task].handler)


def age() -> None:
    """Minutes pass for all that waits, as the sweepers see it."""
    f, minutes = import_module("django.db.models").F, timedelta(minutes=10)
    rows("payments.GatewayEvent").filter(outcome="").update(received_at=f("received_at") - minutes)
    rows("payments.Payment").filter(status="open").update(created_at=f("created_at") - minutes)
    waiting = rows("payments.Refund").filter(status__in=["requested", "pending"])
    waiting.update(status_changed_at=f("status_changed_at") - minutes)


def pass_time() -> None:
    """The time of everything that nobody paid is over."""
    over = import_module("django.utils.timezone").now() - timedelta(hours=1)
    rows("orders.Order").filter(status="pending").update(expires_at=over)
    rows("payments.Payment").filter(status="open").update(expires_at=over)
    rows("inventory.Reservation").filter(outcome="", expires_at__isnull=False).update(expires_at=over)


def manage(*arguments: str, mortal: Mortal) -> tuple[int, list[str]]:
    """A command of the house, as an admin calls it: exit code and lines."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BACKEND,
        env=mortal.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()


def judge(run: Run, shop: Shop, broken_off: list[str]) -> list[str]:
    """What differs in the end."""
    clock = run.mortals[-1]
    _, night = manage("reconcile", "--now", "--days", "1", mortal=clock)
    found = Counter(" ".join(line.split()[:2]) for line in night if line.startswith(("repaired", "open")))
    print(
        f"  the night's comparison: {', '.join(f'{count} {what}' for what, count in sorted(found.items())) or night[-1]}"
    )
    run.come_to_rest()
    audit = Audit(shop, run.diary, run.sandbox)
    print(f"  {audit.figures}")
    differences = broken_off + audit.differences()
    for arguments in (("reconcile", "--now", "--days", "1"), ("rebuild_balances", "--check")):
        code, lines = manage(*arguments, mortal=clock)
        print(f"  {arguments[0]}: {lines[-1]}")
        differences += lines[-10:] if code else []
    wrong = {what: count for what, count in run.diary.outcomes.items() if what.startswith("unexpected")}
    return differences + [f"{count} {what}" for what, count in wrong.items()]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--purchases", type=int, default=100)
    purchases = options.parse_args().purchases
    os.environ["STRATO_TEST_DB"] = "postgres"
    world.begin(database_url="")
    shop, run = opened(purchases, BUYERS), Run(purchases)
    started = time.monotonic()
    try:
        run.chaos(LINE)
        for mortal in run.mortals:
            mortal.start()
        for mortal in run.mortals:
            mortal.wait()
        broken_off = run.live_through(shop)
        spent = time.monotonic() - started
        run.calm_down()
        differences = judge(run, shop, broken_off)
    finally:
        run.end()
    deaths = ", ".join(f"{mortal.name} {mortal.deaths}" for mortal in run.mortals)
    print(
        f"  {run.diary.outcomes['purchases']} purchases in {spent:.0f} s, at rest after {time.monotonic() - started:.0f} s; killed: {deaths}"
    )
    print(
        "  " + ", ".join(f"{count} {what}" for what, count in sorted(run.diary.outcomes.items()) if what != "purchases")
    )
    for difference in differences[:40]:
        print(f"  DIFFERS {difference}")
    print(f"  {'PASS' if not differences else f'MISSED: {len(differences)} differences'}")
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
