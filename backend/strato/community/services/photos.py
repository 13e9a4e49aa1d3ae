"""Pictures of pets: re-encoded, without a word about where they were taken, in an order the owner chooses."""

import io
from collections.abc import Sequence
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import transaction

from strato.community.errors import TooManyPhotos, WrongPhotos
from strato.community.models import Pet, PetPhoto
from strato.community.services.pets import tell_owner
from strato.core.files import clean_image

FULL_PX, THUMBNAIL_PX = 2000, 480
MOST = 24


@transaction.atomic
def add_photo(pet: Pet, *, image: IO[bytes], by: Any, caption: str = "") -> PetPhoto:
    """One more picture at the end. Raises what ``clean_image`` refuses, or ``TooManyPhotos``."""
    Pet.objects.select_for_update().only("pk").get(pk=pet.pk)
    last = pet.photos.order_by("-position").values_list("position", flat=True).first()
    if pet.photos.count() >= MOST:
        raise TooManyPhotos(most=MOST)
    full = clean_image(image, max_px=FULL_PX)
    thumbnail = clean_image(io.BytesIO(full.read()), max_px=THUMBNAIL_PX)
    full.seek(0)
    tell_owner(pet)
    return PetPhoto.objects.create(
        pet=pet,
        image=full,
        thumbnail=ContentFile(thumbnail.read(), full.name),
        caption=caption,
        position=0 if last is None else last + 1,
    )


@transaction.atomic
def order_photos(pet: Pet, *, ids: Sequence[Any], by: Any) -> None:
    """The pictures in this order. Raises ``WrongPhotos`` unless each is named once."""
    Pet.objects.select_for_update().only("pk").get(pk=pet.pk)
    photos = {photo.pk: photo for photo in pet.photos.all()}
    if len(ids) != len(photos) or set(ids) != photos.keys():
        raise WrongPhotos
    for position, pk in enumerate(ids):
        photos[pk].position = position
    PetPhoto.objects.bulk_update(photos.values(), ["position"])
    tell_owner(pet)


@transaction.atomic
def describe_photo(photo: PetPhoto, *, caption: str, by: Any) -> PetPhoto:
    photo.caption = caption
    photo.save(update_fields=["caption", "updated_at"])
    tell_owner(photo.pet)
    return photo


@transaction.atomic
def remove_photo(photo: PetPhoto, *, by: Any) -> None:
    """The picture disappears; its files are swept up as orphans."""
    tell_owner(photo.pet)
    photo.delete()
