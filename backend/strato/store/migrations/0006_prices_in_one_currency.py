"""Prices of several currencies are compared by what they are worth in one."""

from decimal import ROUND_HALF_EVEN
from typing import Any

from django.db import migrations, models
from django.utils import timezone

from strato.core import exchange
from strato.core.money import Money

BATCH = 500


def compare(apps: Any, schema_editor: Any) -> None:
    """The cheapest active variant of each product: what its lab asks in the base currency, else by today's rate."""
    Product, Variant = apps.get_model("store", "Product"), apps.get_model("store", "Variant")
    own = apps.get_model("store", "VariantPrice").objects.filter(currency=exchange.BASE)
    asked = dict(own.order_by().values_list("variant_id", "amount"))
    cheapest = {}
    rows = Variant.objects.filter(is_active=True).order_by("product_id", "amount", "id")
    for product, variant, amount, currency in rows.values_list("product_id", "id", "amount", "product__lab__currency"):
        if product not in cheapest:
            base = variant in asked
            cheapest[product] = Money(asked[variant] if base else amount, exchange.BASE if base else currency)
    priced = [Product(pk=product, base_price=worth(money)) for product, money in cheapest.items()]
    Product.objects.bulk_update(priced, ["base_price"], batch_size=BATCH)


def worth(money: Money) -> int | None:
    """In millionths of the base currency; None without a rate."""
    try:
        rate = exchange.rate_of(money.currency, exchange.BASE, on=timezone.localdate()).rate
    except exchange.CurrencyUnavailable:
        return None
    return int((money.major * rate * 1_000_000).to_integral_value(ROUND_HALF_EVEN))


class Migration(migrations.Migration):
    dependencies = [("store", "0005_texts_in_several_languages")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="base_price",
            field=models.BigIntegerField(
                blank=True,
                editable=False,
                help_text="The least price, in millionths of the base currency, to compare by",
                null=True,
            ),
        ),
        migrations.RunPython(compare, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("is_published", True)), fields=["base_price", "-id"], name="products_by_price"
            ),
        ),
    ]
