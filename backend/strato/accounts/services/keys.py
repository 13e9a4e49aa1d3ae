"""Keys for machines: made once, shown once, dead at once when revoked."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from strato.accounts import keys, signals
from strato.accounts.errors import (
    ExpiryPast,
    KeyExpired,
    KeyIsRevoked,
    KeyOwnerInactive,
    KeyRefused,
    KeyRevoked,
    TooManyKeys,
)
from strato.accounts.models import ApiKey, User

MAX_KEYS = 25
USE_NOTED_EVERY = timedelta(minutes=5)


@transaction.atomic
def create_key(
    user: User, *, name: str, scopes: Iterable[str], expires_at: datetime | None = None, by: User
) -> tuple[ApiKey, str]:
    """A new key and its text, which nobody can show a second time. Raises ``ExpiryPast``, ``TooManyKeys``."""
    if expires_at is not None and expires_at <= timezone.now():
        raise ExpiryPast(fields={"expires_at": [ExpiryPast.detail]})
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    if ApiKey.objects.filter(user=user).living().count() >= MAX_KEYS:
        raise TooManyKeys(max_keys=MAX_KEYS)
    text = keys.fresh()
    key = ApiKey.objects.create(
        user=user,
        name=name,
        prefix=text.prefix,
        digest=keys.digest(text.secret),
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    signals.api_key_created.send(ApiKey, key=key, by=by)
    return key, str(text)


@transaction.atomic
def revoke_key(key: ApiKey, *, by: User) -> ApiKey:
    """Close a key for good. Raises ``KeyIsRevoked``."""
    now = timezone.now()
    if not ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=now, revoked_by=by, updated_at=now):
        raise KeyIsRevoked
    key.refresh_from_db()
    signals.api_key_revoked.send(ApiKey, key=key, by=by)
    return key


def identify(text: str) -> ApiKey:
    """The living key of this text, with its owner. Raises what is wrong with it, which only the holder of its secret learns."""
    parts = keys.parse(text)
    key = ApiKey.objects.select_related("user").filter(prefix=parts.prefix).first() if parts else None
    if parts is None or key is None or not keys.is_secret_of(key.digest, parts.secret):
        raise KeyRefused
    if key.revoked_at is not None:
        raise KeyRevoked
    if key.is_expired:
        raise KeyExpired
    if not key.user.is_active:
        raise KeyOwnerInactive
    return key


def note_use(key: ApiKey) -> None:
    """Remember that it was used; one write in five minutes, however busy it is."""
    now = timezone.now()
    if key.last_used_at is not None and key.last_used_at > now - USE_NOTED_EVERY:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_NOTED_EVERY)
    ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)
