"""Wishlists."""

from typing import Any

from django.db import transaction

from strato.store.models import Product, Wish


@transaction.atomic
def wish_for(product: Product, *, by: Any) -> Wish:
    """The product on this person's wishlist, once."""
    return Wish.objects.get_or_create(user=by, product=product)[0]


@transaction.atomic
def forget_wish(product: Product, *, by: Any) -> None:
    """The product off this person's wishlist."""
    Wish.objects.filter(user=by, product=product).delete()
