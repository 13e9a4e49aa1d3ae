"""What orders can refuse, by name."""

from strato.core.errors import Conflict, Forbidden, Invalid, Missing
from strato.core.exchange import CurrencyUnavailable

__all__ = ["CurrencyUnavailable"]  # raised where money is converted


class CartKeyMissing(Forbidden):
    code = "guest_key_missing"
    detail = "Sign in, or send an X-Guest key, so that your cart stays yours."


class CartEmpty(Conflict):
    code = "cart_empty"
    detail = "The cart is empty."


class NotForSale(Missing):
    code = "not_for_sale"
    detail = "This is not for sale (any more)."


class QuantityRefused(Invalid):
    code = "quantity_refused"
    detail = "This many cannot be bought at once."


class ChoiceRefused(Invalid):
    code = "choice_refused"
    detail = "This cannot be chosen for it."


class CartChanged(Conflict):
    code = "cart_changed"
    detail = "Prices or stock changed since you looked. Check the cart and confirm again."


class CouponInvalid(Invalid):
    code = "coupon_invalid"
    detail = "This code does not exist, is not valid yet, or has ended."


class CouponNotApplicable(Conflict):
    code = "coupon_not_applicable"
    detail = "This code does not apply to what is in the cart."


class CouponMinimum(Conflict):
    code = "coupon_minimum"
    detail = "The cart is below the smallest amount for this code."


class CouponUsedUp(Conflict):
    code = "coupon_used_up"
    detail = "This code has been used as often as it may be."


class ShippingImpossible(Invalid):
    code = "shipping_impossible"
    detail = "This shipping method does not go there, or not with this cart."


class AddressMissing(Invalid):
    code = "address_missing"
    detail = "A delivery address is needed."


class OrderNotPayable(Conflict):
    code = "order_not_payable"
    detail = "This order cannot be paid (any more)."


class NothingLeftToShip(Conflict):
    code = "nothing_left_to_ship"
    detail = "That many are not left to be shipped."


class NotReturnable(Conflict):
    code = "not_returnable"
    detail = "These lines cannot be returned (any more)."


class OrderNotRefundable(Conflict):
    code = "order_not_refundable"
    detail = "Nothing of this order can be refunded (any more)."


class PiecesRefused(Invalid):
    code = "pieces_refused"
    detail = "These pieces are not in this order, or not that many."


class ShippingMethodMissing(Invalid):
    code = "shipping_method_missing"
    detail = "Choose how the order reaches you."


class DocumentMissing(Missing):
    code = "document_not_found"
    detail = "There is no such paper (yet)."


class CouponTaken(Conflict):
    code = "coupon_taken"
    detail = "There is a coupon with this code."


class CouponWithoutEffect(Invalid):
    code = "coupon_without_effect"
    detail = "A percentage needs a share above zero, a fixed discount an amount."


class CouponInUse(Conflict):
    code = "coupon_in_use"
    detail = "Orders used this coupon: it stays in the books. Take it out of use instead."


class ForeignLines(Forbidden):
    code = "foreign_lines"
    detail = "Other labs make these lines."
