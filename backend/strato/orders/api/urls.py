from django.urls import path
from rest_framework.routers import SimpleRouter

from strato.orders.api import carts
from strato.orders.api.orders import OrderViewSet
from strato.orders.api.returns import ReturnViewSet
from strato.orders.api.terms import CouponViewSet, ShippingMethodViewSet, TaxRateViewSet

router = SimpleRouter()
router.register("orders", OrderViewSet, basename="order")
router.register("returns", ReturnViewSet, basename="return")
router.register("coupons", CouponViewSet, basename="coupon")
router.register("shipping-methods", ShippingMethodViewSet, basename="shipping-method")
router.register("tax-rates", TaxRateViewSet, basename="tax-rate")

urlpatterns = [
    path("cart/", carts.CartView.as_view(), name="cart"),
    path("cart/items/", carts.CartItemsView.as_view(), name="cart-items"),
    path("cart/items/<uuid:pk>/", carts.CartItemView.as_view(), name="cart-item"),
    path("cart/coupon/", carts.CartCouponView.as_view(), name="cart-coupon"),
    path("cart/currency/", carts.CartCurrencyView.as_view(), name="cart-currency"),
    *router.urls,
]
