"""Pets and their measurements."""

from collections.abc import Mapping
from functools import partial
from typing import IO, Any

from django.db import transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.community.errors import BornTomorrow, TooManyPets
from strato.community.frames import PetChanged
from strato.community.models import Pet
from strato.community.models.pets import MOST as MEASURES
from strato.core import days, realtime
from strato.core.files import clean_image

MOST_PETS = 50
AVATAR_PX = 512
EDITABLE = {"name", "species", "breed", "birthday", "about", "visibility", *MEASURES}


@transaction.atomic
def add_pet(*, by: Any, **details: Any) -> Pet:
    """One more pet of this person. Raises ``TooManyPets`` or ``BornTomorrow``."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    if by.pets.count() >= MOST_PETS:
        raise TooManyPets(most=MOST_PETS)
    pet = Pet(owner=by)
    _write(pet, details)
    pet.save(force_insert=True)
    tell_owner(pet)
    return pet


@transaction.atomic
def edit_pet(pet: Pet, *, by: Any, **changes: Any) -> Pet:
    """The pet with other facts. Raises ``BornTomorrow``."""
    pet = Pet.objects.select_for_update().get(pk=pet.pk)
    _write(pet, changes)
    pet.save()
    tell_owner(pet)
    return pet


@transaction.atomic
def remove_pet(pet: Pet, *, by: Any) -> None:
    """The pet is gone with its pictures; their files are swept up as orphans."""
    tell_owner(pet)
    pet.delete()


@transaction.atomic
def set_avatar(pet: Pet, *, image: IO[bytes] | None, by: Any) -> Pet:
    """The pet with this picture, or with none; the old file goes after the commit."""
    pet = Pet.objects.select_for_update().get(pk=pet.pk)
    before, storage = pet.avatar.name, pet.avatar.storage
    if image is None:
        pet.avatar = None
    else:
        cleaned = clean_image(image, max_px=AVATAR_PX)
        pet.avatar.save(str(cleaned.name), cleaned, save=False)
    pet.save(update_fields=["avatar", "updated_at"])
    tell_owner(pet)
    if before:
        transaction.on_commit(partial(storage.delete, before), robust=True)
    return pet


def tell_owner(pet: Pet) -> None:
    """The owner's other tabs and devices load it again."""
    realtime.push([pet.owner_id], PetChanged(id=str(pet.pk)))


def _write(pet: Pet, facts: Mapping[str, Any]) -> None:
    birthday = facts.get("birthday")
    if birthday and days.is_to_come(birthday, timezone.now()):
        raise BornTomorrow(fields={"birthday": [BornTomorrow.detail]})
    if any(facts[name] != getattr(pet, name) for name in MEASURES.keys() & facts.keys()):
        pet.measured_on = timezone.localdate()
    for name in EDITABLE & facts.keys():
        setattr(pet, name, facts[name])
