"""Where a person's parcels go: exactly one default as long as there is any, at most one for bills."""

from typing import Any

from django.db import transaction

from strato.accounts.errors import DefaultNeeded, TooManyAddresses
from strato.accounts.models import Address, User

MAX_ADDRESSES = 50


@transaction.atomic
def add_address(user: User, *, fields: dict[str, Any], by: User) -> Address:
    """A new address; the first one becomes the default."""
    mine = _lock(user)
    if len(mine) >= MAX_ADDRESSES:
        raise TooManyAddresses(max_addresses=MAX_ADDRESSES)
    address = Address(user=user, **{**fields, "is_default": fields.get("is_default", False) or not mine})
    _yield_flags(user, address)
    address.save()
    return address


@transaction.atomic
def change_address(address: Address, *, fields: dict[str, Any], by: User) -> Address:
    """Change an address; the default one stays the default until another takes over."""
    _lock(address.user)
    address.refresh_from_db()
    if address.is_default and fields.get("is_default") is False:
        raise DefaultNeeded(fields={"is_default": [DefaultNeeded.detail]})
    for name, value in fields.items():
        setattr(address, name, value)
    _yield_flags(address.user, address)
    address.save()
    return address


@transaction.atomic
def remove_address(address: Address, *, by: User) -> None:
    """Delete an address; the newest of the others takes over as default."""
    others = [other for other in _lock(address.user) if other.pk != address.pk]
    address.delete()
    if others and not any(other.is_default for other in others):
        Address.objects.filter(pk=others[-1].pk).update(is_default=True)


def _lock(user: User) -> list[Address]:
    """This person's addresses, oldest first; the person's row is the lock, as there may be no address yet."""
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    return list(Address.objects.filter(user=user).order_by("pk"))


def _yield_flags(user: User, address: Address) -> None:
    """Take from the others the flags that this one carries: each is given once per person."""
    others = Address.objects.filter(user=user).exclude(pk=address.pk)
    if address.is_default:
        others.filter(is_default=True).update(is_default=False)
    if address.is_billing:
        others.filter(is_billing=True).update(is_billing=False)
