"""Those who buy in `purchase_chaos`: a shop with too little on its shelves, and buyers who try again until they are answered."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import httpx

PATIENCE_SECONDS = 120
BERLIN = {"name": "A Buyer", "street": "Lindenstr. 12", "postal_code": "10969", "city": "Berlin", "country": "DE"}
SCARCE, PLENTY, VARIANTS = 0.5, 4, 8
"""Half of the variants have this share of what will be wanted of them, the others that many times as much."""
WAYS = {
    "pay": 46, "secure": 8, "decline_then_pay": 8, "decline": 4, "debit": 8, "debit_fails": 4, "refund_fails": 3,
    "refund_pends": 3, "leave": 3, "never_open": 3, "pay_and_cancel": 5, "pay_late": 5,
}  # fmt: skip
FLAT_REFUSALS = ("cart_changed", "insufficient_stock", "coupon_used_up", "cart_empty", "not_for_sale")


@dataclass
class Shop:
    """What is for sale, and to whom."""

    variants: list[Any]
    stock: dict[Any, int]
    """{item id: pieces on the shelf at first}."""
    shipping: str
    buyers: list[Any]
    offers: dict[Any, list[str]]
    """Print offers of each buyer that were not ordered yet."""
    tokens: dict[Any, str]
    admin: Any


def opened(purchases: int, buyers: int) -> Shop:
    """A shop for so many purchases: half of its variants will sell out."""
    terms, users = import_module("strato.orders.tests.factories"), import_module("strato.accounts.tests.factories")
    store, stock = import_module("strato.store.tests.factories"), import_module("strato.inventory.services")
    whole, role = import_module("strato.inventory.models").WHOLE, import_module("strato.accounts.models").Role
    prints = import_module("strato.printing.tests.factories")
    issue = import_module("strato.accounts.tokens").issue
    terms.TaxRateFactory()
    terms.CouponFactory(code="TEN")
    terms.CouponFactory(code="FEW", max_uses=max(2, purchases // 20))
    lab = import_module("strato.labs.tests.factories").LabFactory()
    amounts = tuple(700 + 431 * n for n in range(VARIANTS))
    variants = list(store.product(lab, amounts=amounts).variants.select_related("item").order_by("pk"))
    wanted = max(2, round(purchases * 2.2 / VARIANTS))
    shelves = {}
    for number, variant in enumerate(variants):
        pieces = round(wanted * SCARCE) if number % 2 else wanted * PLENTY
        stock.receive(variant.item, pieces * whole, by=None)
        shelves[variant.item_id] = pieces
    people = users.UserFactory.create_batch(buyers)
    each = purchases // buyers // 8 + 1
    offers = {
        person: [str(offer.pk) for offer in prints.OfferFactory.create_batch(each, quote__owner=person, lab=lab)]
        for person in people
    }
    admin = users.UserFactory(role=role.ADMIN)
    tokens = {person: issue(person).access for person in [*people, admin]}
    return Shop(variants, shelves, str(terms.ShippingMethodFactory().pk), people, offers, tokens, admin)


class Line:
    """A person's line to whichever server lives: a request is repeated under its own key until it is answered."""

    def __init__(self, shop: Shop, person: Any, ports: list[int], seen: Counter[str]) -> None:
        self.ports, self.seen = ports, seen
        self.http = httpx.Client(
            timeout=30, trust_env=False, headers={"Authorization": f"Bearer {shop.tokens[person]}"}
        )

    def ask(self, method: str, path: str, *, key: bool = False, **content: Any) -> httpx.Response:
        headers = {"Idempotency-Key": str(uuid.uuid4())} if key else {}
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                url = f"http://127.0.0.1:{random.choice(self.ports)}{path}"
                answer = self.http.request(method, url, headers=headers, **content)
            except httpx.HTTPError:
                self.seen["cut off"] += 1
            else:
                if answer.status_code < 500 and code_of(answer) != "act_in_flight":
                    return answer
                what = code_of(answer) or str(answer.status_code)
                self.seen[what if answer.status_code in (409, 503) else f"unexpected: {what} from {method} {path}"] += 1
            time.sleep(random.uniform(0.1, 0.6))
        raise TimeoutError(f"{method} {path} was not answered in {PATIENCE_SECONDS} s")


def code_of(answer: httpx.Response) -> str:
    """The stable code of a refusal, "" of anything else."""
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    return str(answer.json()["code"]) if is_problem else ""


@dataclass
class Diary:
    """What all buyers lived through."""

    outcomes: Counter[str] = field(default_factory=Counter)
    orders: list[str] = field(default_factory=list)
    """Those that somebody was told of."""
    paid_pages: set[str] = field(default_factory=set)
    """Orders whose hosted page thanked for the money."""
    late: list[tuple[str, str]] = field(default_factory=list)
    """(order, path of its page): to be paid when their time is over."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, outcome: str) -> None:
        with self.lock:
            self.outcomes[outcome] += 1


class Buyer(threading.Thread):
    """One person with one cart, buying one thing after the other; an admin at hand gives some of the money back."""

    def __init__(self, shop: Shop, person: Any, purchases: int, ports: list[int], diary: Diary, seed: str) -> None:
        super().__init__(daemon=True)
        self.shop, self.person, self.purchases, self.diary = shop, person, purchases, diary
        self.dice = random.Random(seed)
        self.line, self.office = (
            Line(shop, person, ports, diary.outcomes),
            Line(shop, shop.admin, ports, diary.outcomes),
        )
        self.failure = ""

    def run(self) -> None:
        try:
            for _ in range(self.purchases):
                self.diary.note("purchases")
                self.buy()
        except Exception as error:  # noqa: BLE001 - told at the end
            self.failure = f"{type(error).__name__}: {error}"

    def buy(self) -> None:
        order = self.place()
        if order is None:
            return
        way = self.dice.choices(list(WAYS), list(WAYS.values()))[0]
        self.diary.note(f"way: {way}")
        if way == "never_open":
            return
        answer = self.line.ask("POST", f"/api/orders/{order['id']}/checkout/", key=True)
        if not answer.is_success:
            self.diary.note(f"not opened: {code_of(answer)}")
            return
        page = "/sandbox" + urlsplit(answer.json()["url"]).path.removeprefix("/sandbox")
        self.pay(order, page, way)
        if self.dice.random() < 0.6:
            self.line.ask("POST", f"/api/payments/{answer.json()['payment']}/settle/")
        if self.dice.random() < 0.25:
            self.give_back(order)

    def place(self) -> dict[str, Any] | None:
        """An order of a few things, or None when they are gone."""
        where = f"?country=DE&shipping_method={self.shop.shipping}"
        picked = self.dice.sample(self.shop.variants, self.dice.choice([1, 1, 2]))
        items = [{"kind": "variant", "ref": str(one.pk), "quantity": self.dice.choice([1, 1, 2])} for one in picked]
        if self.shop.offers[self.person] and self.dice.random() < 0.1:
            items.append({"kind": "print_job", "ref": self.shop.offers[self.person].pop(), "quantity": 1})
        cart = self.line.ask("PUT", f"/api/cart/{where}", json={"items": items})
        if cart.is_success and self.dice.random() < 0.3:
            coupon = self.line.ask("POST", f"/api/cart/coupon/{where}", json={"code": self.dice.choice(["TEN", "FEW"])})
            cart = coupon if coupon.is_success else cart
        if not cart.is_success:
            self.diary.note(f"refused: {code_of(cart)}")
            return None
        wish = {
            "expected_total": cart.json()["total"],
            "shipping_method": self.shop.shipping,
            "shipping_address": BERLIN,
        }
        answer = self.line.ask("POST", "/api/orders/", key=True, json=wish)
        if not answer.is_success:
            code = code_of(answer)
            self.diary.note(f"refused: {code}" if code in FLAT_REFUSALS else f"unexpected: {code} {answer.text[:200]}")
            self.line.ask("DELETE", "/api/cart/coupon/")
            return None
        with self.diary.lock:
            self.diary.orders.append(answer.json()["id"])
        found: dict[str, Any] = answer.json()
        return found

    def pay(self, order: dict[str, Any], page: str, way: str) -> None:
        """On the hosted page, in one of the ways in which people pay or do not."""
        match way:
            case "leave":
                return
            case "pay_late":
                with self.diary.lock:
                    self.diary.late.append((order["id"], page))
            case "decline_then_pay":
                self.submit(order, page, "decline")
                self.submit(order, page, "pay")
            case "pay_and_cancel":
                rival = threading.Thread(target=self.office.ask, args=("POST", f"/api/orders/{order['id']}/cancel/"))
                rival.start()
                self.submit(order, page, "pay")
                rival.join()
            case "secure":
                self.submit(order, page, "secure")
                self.submit(order, f"{page}/secure", "yes", field="answer")
            case _:
                self.submit(order, page, way)

    def submit(self, order: dict[str, Any], page: str, choice: str, *, field: str = "way") -> None:
        """Send the page's form; its answer leads back to the shop when the money was taken or is on its way."""
        answer = self.line.ask("POST", page, data={field: choice, "email": "buyer@example.org"})
        if "/checkout/success" in answer.headers.get("location", "") and not choice.startswith("debit"):
            with self.diary.lock:
                self.diary.paid_pages.add(order["id"])

    def give_back(self, order: dict[str, Any]) -> None:
        """A piece, some money, or all of it."""
        wish = self.dice.choice(
            [
                {"pieces": [{"line": order["lines"][0]["id"], "quantity": 1}], "restock": self.dice.random() < 0.7},
                {"amount": min(300, order["total"]["amount"])},
                {},
            ]
        )
        answer = self.office.ask(
            "POST", f"/api/orders/{order['id']}/refund/", key=True, json=wish | {"reason": "as asked"}
        )
        self.diary.note("refunds asked for" if answer.is_success else f"refund refused: {code_of(answer)}")
