"""The store in the Django admin."""

from django.contrib import admin
from treebeard.admin import TreeAdmin
from treebeard.forms import movenodeform_factory

from strato.store.models import Category, Product, ProductImage, Review, Variant, VariantPrice, Wish


@admin.register(Category)
class CategoryAdmin(TreeAdmin):  # type: ignore[misc]  # untyped library
    form = movenodeform_factory(Category)
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    readonly_fields = ("translations",)


class VariantInline(admin.TabularInline[Variant, Product]):
    model = Variant
    extra = 0
    raw_id_fields = ("item",)


class ProductImageInline(admin.TabularInline[ProductImage, Product]):
    model = ProductImage
    extra = 0
    readonly_fields = ("width", "height")


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin[Product]):
    list_display = ("name", "lab", "category", "is_published", "made_to_order", "rating_count", "sold_count")
    list_filter = ("is_published", "made_to_order", "tax_class")
    list_select_related = ("lab", "category")
    search_fields = ("name", "slug", "lab__name")
    readonly_fields = (
        "translations",
        "option_texts",
        "rating_sum",
        "rating_count",
        "sold_count",
        "created_at",
        "updated_at",
    )
    raw_id_fields = ("lab",)
    inlines = (VariantInline, ProductImageInline)


class VariantPriceInline(admin.TabularInline[VariantPrice, Variant]):
    model = VariantPrice
    extra = 0


@admin.register(Variant)
class VariantAdmin(admin.ModelAdmin[Variant]):
    list_display = ("sku", "product", "amount", "is_active")
    list_select_related = ("product",)
    search_fields = ("sku", "product__name")
    raw_id_fields = ("product", "item")
    inlines = (VariantPriceInline,)


@admin.register(ProductImage)
class ProductImageAdmin(admin.ModelAdmin[ProductImage]):
    list_display = ("product", "alt", "width", "height", "position")
    list_select_related = ("product",)
    search_fields = ("product__name", "alt")
    raw_id_fields = ("product",)


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin[Review]):
    list_display = ("product", "author", "rating", "created_at")
    list_select_related = ("product", "author")
    list_filter = ("rating",)
    search_fields = ("product__name", "author__email", "text")
    raw_id_fields = ("product", "author")
    readonly_fields = ("order_line_id", "rating")


@admin.register(Wish)
class WishAdmin(admin.ModelAdmin[Wish]):
    list_display = ("user", "product", "created_at")
    list_select_related = ("user", "product")
    search_fields = ("user__email", "product__name")
    raw_id_fields = ("user", "product")
