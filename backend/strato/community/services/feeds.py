"""The private calendar feed: whoever has its address reads it, and its owner can have another one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from strato.accounts.models import User
from strato.community.errors import FeedRefused
from strato.community.models import Profile
from strato.community.services.profiles import profile_of

SALT = "strato.community.feed"


def feed_url(user: Any) -> str:
    """The address of this person's feed. It does not age, and dies when another one is asked for."""
    token = signing.Signer(salt=SALT).sign_object([str(user.pk), profile_of(user).feed_version])
    return str(settings.PUBLIC_URL) + reverse("calendar-feed", args=[token])


@transaction.atomic
def renew_feed(user: Any, *, by: Any) -> str:
    """Another address; the old one is dead."""
    Profile.objects.filter(pk=profile_of(user).pk).update(feed_version=F("feed_version") + 1)
    return feed_url(user)


def reader_of(token: str) -> User:
    """The active person whose feed this is, or ``FeedRefused``."""
    try:
        person, version = signing.Signer(salt=SALT).unsign_object(token)
        found: User | None = User.objects.filter(pk=UUID(person), is_active=True, profile__feed_version=version).first()
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise FeedRefused from error
    if found is None:
        raise FeedRefused
    return found
