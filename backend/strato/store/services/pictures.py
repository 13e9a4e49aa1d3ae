"""Pictures of products: re-encoded, without a word about where they were taken, in an order the lab chooses."""

import io
from collections.abc import Mapping, Sequence
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction

from strato.core.files import clean_image
from strato.store.errors import TooManyPictures, WrongPictures
from strato.store.models import Product, ProductImage
from strato.store.services.texts import settle_alt

FULL_PX, THUMBNAIL_PX = 2000, 480
MOST = 12


@transaction.atomic
def add_picture(product: Product, *, image: IO[bytes], by: Any, alt: str = "") -> ProductImage:
    """One more picture at the end. Raises what ``clean_image`` refuses, or ``TooManyPictures``."""
    Product.objects.select_for_update().only("pk").get(pk=product.pk)
    count = product.images.count()
    if count >= MOST:
        raise TooManyPictures(most=MOST)
    full = clean_image(image, max_px=FULL_PX)
    thumbnail = clean_image(io.BytesIO(full.read()), max_px=THUMBNAIL_PX)
    full.seek(0)
    thumbnail.name = full.name
    return ProductImage.objects.create(
        product=product, image=full, thumbnail=ContentFile(thumbnail.read(), full.name), alt=alt, position=count
    )


@transaction.atomic
def order_pictures(product: Product, *, ids: Sequence[Any], by: Any) -> None:
    """The pictures in this order; the first is the cover. Raises ``WrongPictures`` unless each is named once."""
    Product.objects.select_for_update().only("pk").get(pk=product.pk)
    pictures = {picture.pk: picture for picture in product.images.all()}
    if len(ids) != len(pictures) or set(ids) != pictures.keys():
        raise WrongPictures
    for position, pk in enumerate(ids):
        pictures[pk].position = position
    ProductImage.objects.bulk_update(pictures.values(), ["position"])


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
