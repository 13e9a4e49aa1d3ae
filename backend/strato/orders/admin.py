"""Orders in the Django admin: to look things up; statuses and money change by the acts alone."""

from typing import Any

from django.contrib import admin

from strato.core.admin import LookOnly
from strato.orders.models import (
    Cart,
    CartLine,
    Coupon,
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
    ShippingMethod,
    TaxRate,
)


class ReadOnlyInline(admin.TabularInline[Any, Any]):
    """Rows that are written by the acts and only looked at here."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class OrderLineInline(ReadOnlyInline):
    model = OrderLine
    fields = ("position", "title", "detail", "sku", "lab", "quantity", "unit_amount", "discount_amount", "total_amount")


class OrderStepInline(ReadOnlyInline):
    model = OrderStatusChange


class ShipmentInline(ReadOnlyInline):
    model = Shipment


class RefundInline(ReadOnlyInline):
    model = OrderRefund


class DocumentInline(ReadOnlyInline):
    model = Document


@admin.register(Order)
class OrderAdmin(LookOnly):
    list_display = ("number", "status", "customer", "total", "review", "created_at", "paid_at")
    list_filter = ("status", "currency", "review")
    search_fields = ("number", "email", "customer__name", "coupon_code", "stripe_session_id")
    date_hierarchy = "created_at"
    list_select_related = ("customer",)
    inlines = (OrderLineInline, ShipmentInline, RefundInline, DocumentInline, OrderStepInline)


class ReturnLineInline(ReadOnlyInline):
    model = ReturnLine


class ReturnStepInline(ReadOnlyInline):
    model = ReturnStatusChange


@admin.register(Return)
class ReturnAdmin(LookOnly):
    list_display = ("order", "status", "reason", "created_at")
    list_filter = ("status",)
    search_fields = ("order__number",)
    list_select_related = ("order",)
    inlines = (ReturnLineInline, ReturnStepInline)


class ShipmentLineInline(ReadOnlyInline):
    model = ShipmentLine


@admin.register(Shipment)
class ShipmentAdmin(LookOnly):
    list_display = ("order", "lab", "carrier", "tracking", "created_at", "delivered_at")
    search_fields = ("order__number", "tracking")
    list_select_related = ("order", "lab")
    inlines = (ShipmentLineInline,)


class RefundLineInline(ReadOnlyInline):
    model = OrderRefundLine


@admin.register(OrderRefund)
class OrderRefundAdmin(LookOnly):
    list_display = ("order", "amount", "reason", "by", "created_at")
    search_fields = ("order__number", "reason")
    list_select_related = ("order", "by")
    inlines = (RefundLineInline,)


@admin.register(Document)
class DocumentAdmin(LookOnly):
    list_display = ("number", "order", "issued_at")
    search_fields = ("number", "order__number")
    list_select_related = ("order",)


@admin.register(Coupon)
class CouponAdmin(admin.ModelAdmin[Coupon]):
    list_display = ("code", "kind", "lab", "basis_points", "amount", "currency", "uses", "max_uses", "is_active")
    list_filter = ("is_active", "kind", "lab")
    search_fields = ("code",)
    list_select_related = ("lab",)
    readonly_fields = ("uses",)


@admin.register(CouponUse)
class CouponUseAdmin(LookOnly):
    list_display = ("coupon", "order", "user", "created_at")
    search_fields = ("coupon__code", "order__number")
    list_select_related = ("coupon", "order", "user")


@admin.register(TaxRate)
class TaxRateAdmin(admin.ModelAdmin[TaxRate]):
    list_display = ("country", "tax_class", "basis_points", "valid_from")
    list_filter = ("country", "tax_class")


@admin.register(ShippingMethod)
class ShippingMethodAdmin(admin.ModelAdmin[ShippingMethod]):
    list_display = ("name", "kind", "amount", "currency", "free_from", "days", "position", "is_active")
    list_filter = ("kind", "is_active")


class CartLineInline(ReadOnlyInline):
    model = CartLine


@admin.register(Cart)
class CartAdmin(LookOnly):
    list_display = ("owner", "currency", "coupon", "updated_at")
    exclude = ("guest_key",)
    list_select_related = ("owner", "coupon")
    inlines = (CartLineInline,)
