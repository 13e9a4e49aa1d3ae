"""What a cart costs right now: every price, every stock and every rule is asked for anew, in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from strato.core.errors import DomainError
from strato.core.exchange import CurrencyUnavailable, Rate, rate_of
from strato.core.money import Money
from strato.orders import sellables
from strato.orders.models import Cart, CartLine, Coupon, OrderLine, ShippingMethod
from strato.orders.reports.coupons import converted, usable_discount
from strato.orders.reports.rates import tax_rates
from strato.orders.sellables import Ware
from strato.orders.states import ShippingKind, TaxClass
from strato.orders.totals import Delivery, LineTotal, Totals, Wanted, add_up

NOT_FOR_SALE, TOO_FEW, NO_RATE = "not_for_sale", "insufficient_stock", "currency_unavailable"
TOO_HEAVY, NOT_THERE = "too_heavy", "country_not_served"
NOTHING = LineTotal(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PricedLine:
    """One line of the cart as it can be bought now; ``problem`` is a stable code, empty when it can."""

    line: CartLine
    ware: Ware | None
    unit_price: Money | None
    """In the cart's currency."""
    tax_basis_points: int
    amounts: LineTotal
    problem: str


@dataclass(frozen=True, slots=True)
class ShippingOption:
    """One way to send this cart, with its price; ``problem`` says why it cannot be used."""

    method: ShippingMethod
    price: Money | None
    delivery: Delivery | None
    problem: str


@dataclass(frozen=True, slots=True)
class PricedCart:
    """A cart with all its prices of this moment."""

    currency: str
    lines: tuple[PricedLine, ...] = ()
    totals: Totals = field(default_factory=lambda: Totals(()))
    coupon: Coupon | None = None
    coupon_refusal: DomainError | None = None
    shipping: ShippingOption | None = None
    options: tuple[ShippingOption, ...] = ()
    rates: Mapping[str, Rate] = field(default_factory=dict)
    """By the currency that things are priced in."""

    @property
    def total(self) -> Money:
        return Money(self.totals.total, self.currency)

    @property
    def problems(self) -> dict[str, str]:
        """{line id: code} of what cannot be bought as it stands."""
        return {str(line.line.pk): line.problem for line in self.lines if line.problem}


def price_cart(
    cart: Cart | None,
    *,
    user: Any,
    country: str = "",
    method_id: UUID | None = None,
    readers: Sequence[str] = (),
    now: datetime | None = None,
) -> PricedCart:
    """The cart at the prices of now, in the languages of its reader, sent to a country in a way if one is named.

    Queries: lines, tax rates, shipping methods, those of each kind's ``wares`` (as many as for one line), and one more for
    a coupon that counts its users.
    """
    if cart is None:
        return PricedCart(currency=getattr(user, "currency", "") or "EUR")
    now = now or timezone.now()
    lines = list(cart.lines.order_by("id"))
    wares = ask_wares(lines, user=user, currency=cart.currency, readers=readers)
    rates = known_rates({ware.unit_price.currency for ware in wares.values()}, cart.currency, on=now.date())
    taxes = tax_rates(country or settings.HOME_COUNTRY, on=now.date())
    bought = [appraise(line, wares.get((line.kind, line.ref)), rates, taxes) for line in lines]
    wanted = [wish for _, _, wish in bought if wish]
    discount, refusal = (
        usable_discount(cart.coupon, wanted, currency=cart.currency, user=user, now=now)
        if cart.coupon
        else (None, None)
    )
    goods = add_up(wanted, discount=discount)
    options = shipping_options(goods, cart.currency, country=country, tax=taxes[TaxClass.STANDARD], on=now.date())
    chosen = next((option for option in options if option.method.pk == method_id), None)
    totals = add_up(wanted, discount=discount, delivery=chosen.delivery if chosen else None)
    return PricedCart(
        currency=cart.currency,
        lines=tuple(assemble(lines, bought, totals)),
        totals=totals,
        coupon=cart.coupon,
        coupon_refusal=refusal,
        shipping=chosen,
        options=options,
        rates=rates,
    )


Bought = tuple[Ware | None, str, Wanted | None]


def appraise(line: CartLine, ware: Ware | None, rates: Mapping[str, Rate], taxes: Mapping[str, int]) -> Bought:
    """(the ware, its problem, its place in the sum): what has no price has no place."""
    if ware is None:
        return None, NOT_FOR_SALE, None
    rate = rates.get(ware.unit_price.currency)
    if rate is None:
        return ware, NO_RATE, None
    wish = Wanted(
        unit_amount=converted(rate, ware.unit_price.amount),
        quantity=line.quantity,
        tax_basis_points=taxes.get(ware.tax_class, 0),
        weight_mg=ware.weight_mg,
        scopes=scopes_of(ware),
    )
    has_too_few = ware.available is not None and ware.available < line.quantity
    return ware, ware.problem or (TOO_FEW if has_too_few else ""), wish


def assemble(lines: Sequence[CartLine], bought: Sequence[Bought], totals: Totals) -> list[PricedLine]:
    amounts = iter(totals.lines)
    return [
        PricedLine(
            line=line,
            ware=ware,
            unit_price=Money(wish.unit_amount, line.cart.currency) if wish else None,
            tax_basis_points=wish.tax_basis_points if wish else 0,
            amounts=next(amounts) if wish else NOTHING,
            problem=problem,
        )
        for line, (ware, problem, wish) in zip(lines, bought, strict=True)
    ]


def ask_wares(
    lines: Sequence[CartLine | OrderLine], *, user: Any, currency: str, readers: Sequence[str] = ()
) -> dict[tuple[str, UUID], Ware]:
    """What the sellables say of these lines, each kind asked once; a kind that nobody sells any more says nothing."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line.ref)
    return {
        (kind, ref): ware
        for kind, refs in by_kind.items()
        if kind in sellables.REGISTRY
        for ref, ware in sellables.of_kind(kind).wares(refs, user=user, currency=currency, readers=readers).items()
    }


def known_rates(sources: set[str], target: str, *, on: date) -> dict[str, Rate]:
    """The rate from each of these currencies, of those that have one."""
    found = {}
    for source in sorted(sources):
        try:
            found[source] = rate_of(source, target, on=on)
        except CurrencyUnavailable:
            continue
    return found


def scopes_of(ware: Ware) -> frozenset[str]:
    """What coupons may name: the ware's own scopes, its kind and its lab."""
    return frozenset({*ware.scopes, f"kind:{ware.kind}", *([f"lab:{ware.lab_id}"] if ware.lab_id else [])})


def shipping_options(goods: Totals, currency: str, *, country: str, tax: int, on: date) -> tuple[ShippingOption, ...]:
    return tuple(
        shipping_option(method, goods, currency, country=country, tax=tax, on=on)
        for method in ShippingMethod.objects.active()
    )


def shipping_option(
    method: ShippingMethod, goods: Totals, currency: str, *, country: str, tax: int, on: date
) -> ShippingOption:
    """What this way costs for these goods, or why it cannot be used; free limits look at the goods after discount."""
    try:
        rate = rate_of(method.currency, currency, on=on)
    except CurrencyUnavailable:
        return ShippingOption(method, None, None, NO_RATE)
    is_by_weight = method.kind == ShippingKind.WEIGHT
    delivery = Delivery(
        amount=0 if method.kind == ShippingKind.PICKUP else converted(rate, method.amount),
        amount_per_kg=converted(rate, method.amount_per_kg) if is_by_weight else 0,
        free_from=None if method.free_from is None else converted(rate, method.free_from),
        tax_basis_points=tax,
    )
    sent = add_up([Wanted(goods.total, 1, weight_mg=goods.weight_mg)], delivery=delivery)
    return ShippingOption(method, Money(sent.shipping, currency), delivery, shipping_problem(method, goods, country))


def shipping_problem(method: ShippingMethod, goods: Totals, country: str) -> str:
    if country and method.countries and country not in method.countries:
        return NOT_THERE
    return TOO_HEAVY if method.max_weight_mg is not None and goods.weight_mg > method.max_weight_mg else ""
