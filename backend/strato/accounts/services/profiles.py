"""What people say about themselves."""

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from strato.accounts.errors import UsernameTaken
from strato.accounts.models import User
from strato.core import exchange
from strato.core.files import clean_image

AVATAR_PX = 512
PLAIN = ("name", "username", "bio", "location", "language", "currency", "theme", "visibility")


@transaction.atomic
def update_profile(user: User, *, changes: dict[str, Any], by: User) -> User:
    """Apply ``changes`` (names of PLAIN, and ``avatar``: a picture, or None to remove it).

    Raises ``UsernameTaken``, ``CurrencyUnavailable`` for one that nothing can be converted to, and what ``clean_image`` refuses.
    """
    if changes.get("currency", user.currency) != user.currency:
        exchange.check_quoted(changes["currency"], on=timezone.localdate())
    for name in PLAIN:
        if name in changes:
            setattr(user, name, changes[name] if name != "username" else changes[name] or None)
    if "avatar" in changes:
        _replace_avatar(user, changes["avatar"])
    try:
        with transaction.atomic():
            user.save(update_fields=[*changes, "updated_at"])
    except IntegrityError as error:
        raise UsernameTaken(fields={"username": [UsernameTaken.detail]}) from error
    return user


def _replace_avatar(user: User, picture: Any | None) -> None:
    old, storage = user.avatar.name, user.avatar.storage
    if picture is None:
        user.avatar = ""
    else:
        cleaned = clean_image(picture, max_px=AVATAR_PX)
        user.avatar.save(str(cleaned.name), cleaned, save=False)
    if old:
        transaction.on_commit(partial(storage.delete, old), robust=True)
