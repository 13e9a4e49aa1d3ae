"""Links to attachments, made for one person: the signature says for whom, and each request asks again whether they may."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse

from strato.core.files.errors import LinkExpired
from strato.core.files.links import LIFE_SECONDS

SALT = "strato.messaging.attachments"
FULL, THUMBNAIL = "full", "thumbnail"


@dataclass(frozen=True, slots=True)
class AttachmentLink:
    """Which attachment, for whom, whole or small."""

    attachment: UUID
    person: UUID
    variant: str


def url_of(attachment_id: Any, person_id: Any, variant: str = FULL) -> str:
    """A path that serves the attachment to this person for ten to twenty minutes; the same within a ten-minute window."""
    expires = (int(time.time()) // LIFE_SECONDS + 2) * LIFE_SECONDS
    token = signing.Signer(salt=SALT).sign_object([str(attachment_id), str(person_id), variant, expires])
    return reverse("attachment-file", args=[token])


def unseal(token: str) -> AttachmentLink:
    """The link behind a token, or ``LinkExpired`` for one that is old, cut or forged."""
    try:
        attachment, person, variant, expires = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise LinkExpired from error
    if expires < time.time():
        raise LinkExpired
    return AttachmentLink(UUID(attachment), UUID(person), variant)
