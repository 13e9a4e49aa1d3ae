"""Pictures of products: re-encoded, without a word about where they were taken, in an order the lab chooses."""

from collections.abc import Mapping, Sequence
from typing import IO, Any

from django.db import transaction

from strato.core.files import next_position, put_in_order, two_sizes
from strato.store.errors import TooManyPictures, WrongPictures
from strato.store.models import Product, ProductImage
from strato.store.services.texts import settle_alt

MOST = 12


@transaction.atomic
def add_picture(product: Product, *, image: IO[bytes], by: Any, alt: str = "") -> ProductImage:
    """One more picture at the end. Raises what ``clean_image`` refuses, or ``TooManyPictures``."""
    Product.objects.select_for_update().only("pk").get(pk=product.pk)
    if product.images.count() >= MOST:
        raise TooManyPictures(most=MOST)
    return ProductImage.objects.create(
        product=product, alt=alt, position=next_position(product.images.all()), **two_sizes(image)
    )


@transaction.atomic
def order_pictures(product: Product, *, ids: Sequence[Any], by: Any) -> None:
    """The pictures in this order; the first is the cover. Raises ``WrongPictures`` unless each is named once."""
    Product.objects.select_for_update().only("pk").get(pk=product.pk)
    put_in_order(product.images.all(), ids, refusal=WrongPictures)


@transaction.atomic
def describe_picture(
    picture: ProductImage, *, by: Any, alt: str | None = None, translations: Mapping[str, str] | None = None
) -> ProductImage:
    """The picture with another description for those who do not see it. Raises ``OwnLanguageTranslated``."""
    if alt is not None:
        picture.alt = alt
    if translations is not None:
        picture.translations = dict(translations)
    settle_alt(picture)
    picture.save(update_fields=["alt", "translations", "updated_at"])
    return picture


@transaction.atomic
def remove_picture(picture: ProductImage, *, by: Any) -> None:
    """The picture disappears; its files are swept up as orphans."""
    picture.delete()
