"""The store's shelves for tests."""

from datetime import UTC
from typing import Any

import factory

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory
from strato.orders.models import Order, OrderLine
from strato.orders.states import OrderStatus
from strato.store import services
from strato.store.models import Category, Product, Review, Variant


def category(name: str = "Mugs", parent: Category | None = None) -> Category:
    return services.add_category(name=name, parent=parent, by=None)


def product(
    lab: Lab | None = None, *, on_sale: bool = True, amounts: tuple[int, ...] = (1850,), **details: Any
) -> Product:
    """A product with one variant for each amount, on sale unless said otherwise."""
    details.setdefault("name", "Layer mug")
    lab = lab or LabFactory()
    number = Product.objects.count()
    variants = [
        {"sku": f"SKU-{number}-{n}", "amount": amount, "options": {"Size": str(n)} if n else {}, "weight_mg": 320_000}
        for n, amount in enumerate(amounts)
    ]
    made = services.add_product(lab, by=None, variants=variants, **details)
    return services.publish_product(made, by=None) if on_sale else made


def variant(**details: Any) -> Variant:
    return product(**details).variants.get()


class OrderFactory(factory.django.DjangoModelFactory[Order]):
    """A delivered order of one thing at 18.50."""

    class Meta:
        model = Order

    number = factory.Sequence(lambda n: f"O-T{n:05d}")
    status = OrderStatus.DELIVERED
    email = factory.LazyAttribute(lambda order: order.customer.email)
    currency = "EUR"
    goods_amount = 1850
    total_amount = 1850
    expires_at = factory.Faker("future_datetime", tzinfo=UTC)


def bought(by: User, what: Variant, status: str = OrderStatus.DELIVERED) -> OrderLine:
    """This person ordered one of it."""
    order = OrderFactory(customer=by, status=status)
    return OrderLine.objects.create(
        order=order,
        position=0,
        kind="variant",
        ref=what.pk,
        lab=what.product.lab,
        title=what.product.name,
        quantity=1,
        unit_amount=1850,
        goods_amount=1850,
        total_amount=1850,
    )


def review(of: Product, by: User, rating: int = 5) -> Review:
    bought(by, of.variants.order_by("id")[0])
    return services.write_review(of, rating=rating, by=by, text="Holds coffee.")
