"""The signed link at the foot of a mail: this person, no more mails of this kind, or of none. It does not age: mails are kept."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from strato.accounts.models import User
from strato.notifications.errors import UnsubscribeRefused

SALT = "strato.notifications.unsubscribe"
EVERYTHING = "*"


def unsubscribe_url(user: User, kind: str) -> str:
    """The address for this person and kind (its code, or EVERYTHING)."""
    token = signing.Signer(salt=SALT).sign_object([str(user.pk), kind])
    return str(settings.PUBLIC_URL) + reverse("unsubscribe", args=[token])


def read_token(token: str) -> tuple[UUID, str]:
    """The person's id and the kind's code, or ``UnsubscribeRefused``."""
    try:
        user, kind = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise UnsubscribeRefused from error
    return UUID(user), kind
