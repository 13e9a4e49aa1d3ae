from django.urls import path

from strato.orders.api import carts

urlpatterns = [
    path("cart/", carts.CartView.as_view(), name="cart"),
    path("cart/items/", carts.CartItemsView.as_view(), name="cart-items"),
    path("cart/items/<uuid:pk>/", carts.CartItemView.as_view(), name="cart-item"),
    path("cart/coupon/", carts.CartCouponView.as_view(), name="cart-coupon"),
    path("cart/currency/", carts.CartCurrencyView.as_view(), name="cart-currency"),
]
