"""Pictures of pets: re-encoded, without a word about where they were taken, in an order the owner chooses."""

from collections.abc import Sequence
from typing import IO, Any

from django.db import transaction

from strato.community.errors import TooManyPhotos, WrongPhotos
from strato.community.models import Pet, PetPhoto
from strato.community.services.pets import tell_owner
from strato.core.files import next_position, put_in_order, two_sizes

MOST = 24


@transaction.atomic
def add_photo(pet: Pet, *, image: IO[bytes], by: Any, caption: str = "") -> PetPhoto:
    """One more picture at the end. Raises what ``clean_image`` refuses, or ``TooManyPhotos``."""
    Pet.objects.select_for_update().only("pk").get(pk=pet.pk)
    if pet.photos.count() >= MOST:
        raise TooManyPhotos(most=MOST)
    photo = PetPhoto.objects.create(
        pet=pet, caption=caption, position=next_position(pet.photos.all()), **two_sizes(image)
    )
    tell_owner(pet)
    return photo


@transaction.atomic
def order_photos(pet: Pet, *, ids: Sequence[Any], by: Any) -> None:
    """The pictures in this order. Raises ``WrongPhotos`` unless each is named once."""
    Pet.objects.select_for_update().only("pk").get(pk=pet.pk)
    put_in_order(pet.photos.all(), ids, refusal=WrongPhotos)
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
