"""The tables of orders."""

from strato.orders.models.carts import Cart, CartLine, Coupon, ShippingMethod, TaxRate
from strato.orders.models.orders import (
    CouponUse,
    Document,
    Order,
    OrderLine,
    OrderRefund,
    OrderRefundLine,
    OrderStatusChange,
    Return,
    ReturnLine,
    ReturnStatusChange,
    Shipment,
    ShipmentLine,
)

__all__ = [
    "Cart",
    "CartLine",
    "Coupon",
    "CouponUse",
    "Document",
    "Order",
    "OrderLine",
    "OrderRefund",
    "OrderRefundLine",
    "OrderStatusChange",
    "Return",
    "ReturnLine",
    "ReturnStatusChange",
    "Shipment",
    "ShipmentLine",
    "ShippingMethod",
    "TaxRate",
]
