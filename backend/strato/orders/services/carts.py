"""Filling a cart: one per person, one per guest's key, merged once when the guest turns out to be somebody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from strato.orders import sellables
from strato.orders.errors import ChoiceRefused, CouponInvalid, CurrencyUnavailable, NotForSale, QuantityRefused
from strato.orders.models import Cart, CartLine, Coupon, ShippingMethod
from strato.orders.reports.carts import ask_wares, known_rates, price_cart
from strato.orders.sellables import Ware

MOST_PIECES, MOST_LINES = 999, 100


@dataclass(frozen=True, slots=True)
class Pick:
    """So many of one thing."""

    kind: str
    ref: UUID
    quantity: int = 1
    note: str = ""
    """From the buyer to whoever makes it."""
    choice: UUID | None = None
    """What of it the buyer chose, where its sellable lets them."""


def cart_of(user: Any) -> Cart | None:
    """The cart of this person or guest, if there is one."""
    return Cart.objects.visible_to(user).select_related("coupon").first()


@transaction.atomic
def add_to_cart(pick: Pick, *, by: Any) -> CartLine:
    """More of one thing. The latest note and choice count.

    Raises ``NotForSale``, ``CurrencyUnavailable``, ``ChoiceRefused``, ``QuantityRefused``. What is short of stock is kept and said in the cart.
    """
    cart = locked_cart(by)
    lines = {(line.kind, line.ref): line for line in cart.lines.all()}
    line = lines.get((pick.kind, pick.ref)) or CartLine(cart=cart, kind=pick.kind, ref=pick.ref, quantity=0)
    is_new = line.quantity == 0
    if is_new and len(lines) >= MOST_LINES:
        raise QuantityRefused(most_lines=MOST_LINES)
    [ware] = for_sale([line], cart, by=by)
    check_prices([ware], cart.currency)
    if is_new or ware.fixed_quantity or pick.note or pick.choice:
        wish_for(line, pick, by=by)
    if is_new or not ware.fixed_quantity:
        line.quantity += pick.quantity
    check_quantity(ware, line.quantity)
    line.save()
    return touched(cart, line)


@transaction.atomic
def change_quantity(line: CartLine, quantity: int, *, by: Any) -> CartLine:
    """So many of it from now on."""
    cart = locked_cart(by)
    [ware] = for_sale([line], cart, by=by)
    check_quantity(ware, quantity)
    line.quantity = quantity
    line.save(update_fields=["quantity", "updated_at"])
    return touched(cart, line)


@transaction.atomic
def remove_from_cart(line: CartLine, *, by: Any) -> Pick:
    """The line is gone; adding what this gives brings it back."""
    cart, pick = locked_cart(by), Pick(line.kind, line.ref, line.quantity, line.note, line.choice)
    cart.lines.filter(pk=line.pk).delete()
    touched(cart, line)
    return pick


@transaction.atomic
def fill_cart(picks: Iterable[Pick], *, by: Any) -> Cart:
    """Exactly these things, in this order: how a cleared cart comes back. Nothing is changed when one is not for sale."""
    cart, wanted = locked_cart(by), together(picks)
    if len(wanted) > MOST_LINES:
        raise QuantityRefused(most_lines=MOST_LINES)
    lines = [CartLine(cart=cart, kind=pick.kind, ref=pick.ref, quantity=pick.quantity) for pick in wanted.values()]
    wares = for_sale(lines, cart, by=by)
    check_prices(wares, cart.currency)
    for line, ware, pick in zip(lines, wares, wanted.values(), strict=True):
        check_quantity(ware, line.quantity)
        wish_for(line, pick, by=by)
    cart.lines.all().delete()
    CartLine.objects.bulk_create(lines)
    return cart


def clear_cart(*, by: Any) -> Cart:
    """An empty cart; the coupon stays."""
    return fill_cart((), by=by)


@transaction.atomic
def choose_currency(currency: str, *, by: Any) -> Cart:
    """Prices in another currency from now on. Raises ``CurrencyUnavailable`` for one in which this cart could not be paid."""
    cart = locked_cart(by)
    wares = ask_wares(list(cart.lines.all()), user=by, currency=currency)
    check_prices(wares.values(), currency)
    check_ways(currency)
    cart.currency = currency
    cart.save(update_fields=["currency", "updated_at"])
    return cart


@transaction.atomic
def apply_coupon(code: str, *, by: Any) -> Cart:
    """A cheaper cart, or why not: ``CouponInvalid``, ``CouponUsedUp``, ``CouponNotApplicable``, ``CouponMinimum``."""
    cart = locked_cart(by)
    coupon = Coupon.objects.filter(code=code.strip().upper()).first()
    if coupon is None:
        raise CouponInvalid
    cart.coupon = coupon
    if refusal := price_cart(cart, user=by).coupon_refusal:
        raise refusal
    cart.save(update_fields=["coupon", "updated_at"])
    return cart


@transaction.atomic
def remove_coupon(*, by: Any) -> Cart:
    cart = locked_cart(by)
    cart.coupon = None
    cart.save(update_fields=["coupon", "updated_at"])
    return cart


@transaction.atomic
def merge_guest_cart(user: Any, *, guest_key: str) -> Cart | None:
    """What the guest collected is the person's: quantities are added, the guest's cart is gone. Again: nothing happens."""
    guests = Cart.objects.select_for_update(of=("self",)).filter(owner=None, guest_key=guest_key).first()
    if guests is None or not guest_key:
        return None
    cart, picks = locked_cart(user), list(guests.lines.order_by("id"))
    known = {(line.kind, line.ref): line for line in cart.lines.all()}
    wares = ask_wares(picks, user=user, currency=cart.currency)
    for pick in picks:
        move_line(pick, cart, known.get((pick.kind, pick.ref)), wares.get((pick.kind, pick.ref)))
    if cart.coupon_id is None and guests.coupon_id is not None:
        Cart.objects.filter(pk=cart.pk).update(coupon=guests.coupon_id)
    if not known:
        Cart.objects.filter(pk=cart.pk).update(currency=guests.currency)
    guests.delete()
    return cart


def move_line(line: CartLine, cart: Cart, into: CartLine | None, ware: Ware | None) -> None:
    """One line of a guest's cart into a person's; a thing bought as a whole is not doubled."""
    if into is None:
        CartLine.objects.create(
            cart=cart, kind=line.kind, ref=line.ref, quantity=line.quantity, note=line.note, choice=line.choice
        )
    elif ware is not None and not ware.fixed_quantity:
        quantity = min(MOST_PIECES, into.quantity + line.quantity)
        CartLine.objects.filter(pk=into.pk).update(quantity=quantity, updated_at=timezone.now())


def locked_cart(user: Any) -> Cart:
    """The cart of this person or guest, made when there is none, locked until the transaction ends."""
    who: dict[str, Any] = {"owner": user} if user.is_authenticated else {"owner": None, "guest_key": user.guest_key}
    if not Cart.objects.filter(**who).exists():
        currency = getattr(user, "currency", "") or "EUR"
        Cart.objects.bulk_create([Cart(**who, currency=currency)], ignore_conflicts=True)
    return Cart.objects.select_for_update(of=("self",)).select_related("coupon").get(**who)


def for_sale(lines: Sequence[CartLine], cart: Cart, *, by: Any) -> list[Ware]:
    """These things as they are sold to this person now; raises ``NotForSale``."""
    wares = ask_wares(lines, user=by, currency=cart.currency)
    found = [wares.get((line.kind, line.ref)) for line in lines]
    problems = [ware.problem if ware else "not_for_sale" for ware in found]
    if any(problems):
        raise NotForSale(problem=next(filter(None, problems)))
    return [ware for ware in found if ware]


def check_prices(wares: Iterable[Ware], currency: str) -> None:
    """Each has a price in the cart's currency, or one that can be converted. Raises ``CurrencyUnavailable``."""
    priced_in = {ware.unit_price.currency for ware in wares}
    if unknown := priced_in - known_rates(priced_in, currency, on=timezone.now().date()).keys():
        raise CurrencyUnavailable(priced_in=sorted(unknown), currency=currency)


def check_ways(currency: str) -> None:
    """Where things are sent, one way at least has a price in this currency. Raises ``CurrencyUnavailable``."""
    priced_in = set(ShippingMethod.objects.active().values_list("currency", flat=True))
    if priced_in and not known_rates(priced_in, currency, on=timezone.now().date()):
        raise CurrencyUnavailable(priced_in=sorted(priced_in), currency=currency)


def wish_for(line: CartLine, pick: Pick, *, by: Any) -> None:
    """What the buyer says and chooses about it, onto the line; the caller has found it for sale."""
    if pick.choice is not None and not sellables.of_kind(line.kind).may_choose(line.ref, pick.choice, user=by):
        raise ChoiceRefused(fields={"choice": [ChoiceRefused.detail]})
    line.note, line.choice = pick.note, pick.choice


def check_quantity(ware: Ware, quantity: int) -> None:
    most = 1 if ware.fixed_quantity else MOST_PIECES
    if not 0 < quantity <= most:
        raise QuantityRefused(fields={"quantity": [QuantityRefused.detail]}, most=most)


def together(picks: Iterable[Pick]) -> Mapping[tuple[str, UUID], Pick]:
    """Each thing once, with all its pieces."""
    found: dict[tuple[str, UUID], Pick] = {}
    for pick in picks:
        before = found.get((pick.kind, pick.ref))
        quantity = pick.quantity + (before.quantity if before else 0)
        found[pick.kind, pick.ref] = replace(pick, quantity=quantity)
    return found


def touched(cart: Cart, line: CartLine) -> CartLine:
    """The cart was used: that keeps it from being forgotten."""
    Cart.objects.filter(pk=cart.pk).update(updated_at=timezone.now())
    return line
