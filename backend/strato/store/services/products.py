"""Products and their variants: made, changed, put on sale, taken off."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from strato.inventory import services as inventory
from strato.labs.models import Lab
from strato.orders.models import OrderLine
from strato.store.errors import NothingToSell, VariantInUse, VariantTaken
from strato.store.models import Product, Variant, VariantPrice
from strato.store.services.comparing import keep_prices
from strato.store.services.texts import follow_language, settle_texts
from strato.store.services.words import index_words
from strato.store.slugs import free_slug, stem_of

EDITABLE = frozenset(
    {
        "name",
        "category",
        "summary",
        "description",
        "language",
        "translations",
        "option_texts",
        "made_to_order",
        "lead_days",
        "tax_class",
    }
)
VARIANT_EDITABLE = frozenset({"sku", "options", "position", "amount", "weight_mg", "is_active"})
LINE_KIND = "variant"
SLUG_TRIES = 5


@transaction.atomic
def add_product(lab: Lab, *, by: Any, variants: Sequence[Mapping[str, Any]] = (), **details: Any) -> Product:
    """A product that nobody sees yet, with its first variants.

    Raises ``ItemSkuTaken``, ``VariantTaken`` or ``OwnLanguageTranslated``.
    """
    product = Product(lab=lab)
    write(product, details)
    save_with_slug(product)
    index_words(product)
    for position, variant in enumerate(variants):
        add_variant(product, by=by, **{"position": position, **variant})
    return product


@transaction.atomic
def edit_product(product: Product, *, by: Any, **changes: Any) -> Product:
    """The product with other details; its slug stays, so that links to it live on. Raises ``OwnLanguageTranslated``."""
    before = product.language
    write(product, changes)
    follow_language(product, before=before)
    product.save(update_fields=[*EDITABLE, "updated_at"])
    index_words(product)
    return product


@transaction.atomic
def publish_product(product: Product, *, by: Any) -> Product:
    """On sale. Raises ``NothingToSell`` without an active variant."""
    if not product.variants.filter(is_active=True).exists():
        raise NothingToSell
    return set_published(product, to=True)


@transaction.atomic
def withdraw_product(product: Product, *, by: Any) -> Product:
    """Off sale; orders, reviews and wishes stay."""
    return set_published(product, to=False)


@transaction.atomic
def delete_product(product: Product, *, by: Any) -> None:
    """A product that was never bought or stocked disappears. Raises ``VariantInUse``."""
    for variant in product.variants.all():
        remove_variant(variant, by=by)
    product.delete()


@transaction.atomic
def add_variant(product: Product, *, by: Any, prices: Mapping[str, int] | None = None, **details: Any) -> Variant:
    """Another buyable form, stocked unless the product is made to order. Raises ``ItemSkuTaken`` or ``VariantTaken``."""
    variant = Variant(product=product, **{name: details[name] for name in VARIANT_EDITABLE & details.keys()})
    if not product.made_to_order:
        variant.item = inventory.add_item(product.lab, sku=variant.sku, name=item_name(variant), by=by)
    save_variant(variant)
    set_prices(variant, prices or {})
    keep_prices([product.pk])
    return variant


@transaction.atomic
def edit_variant(variant: Variant, *, by: Any, prices: Mapping[str, int] | None = None, **changes: Any) -> Variant:
    """The variant with other details; what was ordered keeps the price it had. Raises ``ItemSkuTaken`` or ``VariantTaken``."""
    for name in VARIANT_EDITABLE & changes.keys():
        setattr(variant, name, changes[name])
    save_variant(variant)
    if variant.item is not None:
        inventory.edit_item(variant.item, sku=variant.sku, name=item_name(variant), by=by)
    if prices is not None:
        set_prices(variant, prices)
    if prices is not None or changes.keys() & {"amount", "is_active"}:
        keep_prices([variant.product_id])
    return variant


@transaction.atomic
def remove_variant(variant: Variant, *, by: Any) -> None:
    """A variant that was never bought or stocked disappears. Raises ``VariantInUse``."""
    if OrderLine.objects.filter(kind=LINE_KIND, ref=variant.pk).exists():
        raise VariantInUse
    item = variant.item
    try:
        with transaction.atomic():
            variant.delete()
            if item is not None:
                inventory.delete_item(item, by=by)
    except ProtectedError as error:
        raise VariantInUse from error
    keep_prices([variant.product_id])


def write(product: Product, details: Mapping[str, Any]) -> None:
    """Put checked details onto the row."""
    for name in EDITABLE & details.keys():
        setattr(product, name, details[name])
    settle_texts(product)


def save_with_slug(product: Product) -> None:
    """A new row under a slug of its own; who loses the race for a slug takes the next."""
    stem = stem_of(product.name)
    for _ in range(SLUG_TRIES):
        taken = set(Product.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        product.slug = free_slug(stem, taken)
        try:
            with transaction.atomic():
                product.save(force_insert=True)
        except IntegrityError:
            if not Product.objects.filter(slug=product.slug).exists():
                raise
        else:
            return
    product.slug = free_slug(stem, {stem, *(f"{stem}-{number}" for number in range(2, 50))})
    product.save(force_insert=True)


def save_variant(variant: Variant) -> None:
    """Two variants of one product differ in SKU and options, or the second is refused by name."""
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:
        raise VariantTaken from error


def set_published(product: Product, *, to: bool) -> Product:
    product.is_published = to
    product.save(update_fields=["is_published", "updated_at"])
    return product


def set_prices(variant: Variant, prices: Mapping[str, int]) -> None:
    """Exactly these prices in other currencies; the rest is converted by the dated rate."""
    own = variant.product.lab.currency
    wanted = {currency: amount for currency, amount in prices.items() if currency != own}
    variant.prices.exclude(currency__in=wanted).delete()
    for currency, amount in wanted.items():
        VariantPrice.objects.update_or_create(variant=variant, currency=currency, defaults={"amount": amount})


def item_name(variant: Variant) -> str:
    """What the stock calls it."""
    return str(variant)[:160]
