"""Files for messages: looked at before they are kept, counted against their owner's room, swept up when nobody sends them."""

import io
from datetime import timedelta
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from PIL import Image

from strato.core.files import clean_image
from strato.core.files.uploads import safe_name
from strato.messaging.errors import AttachmentQuota, AttachmentTooLarge, TooManyUnsent
from strato.messaging.filetypes import examine
from strato.messaging.models import Attachment, Conversation
from strato.messaging.services.locks import lock_people
from strato.messaging.states import AttachmentKind

FULL_PX, THUMBNAIL_PX = 2560, 480
MOST_UNSENT = 30
KEPT_UNSENT = timedelta(hours=24)


@transaction.atomic
def attach_file(conversation: Conversation, *, file: Any, by: Any) -> Attachment:
    """The file, ready to be sent with a message of this conversation. Images are re-encoded, so that nothing but pixels is kept.

    Raises ``UnknownFile``, ``BrokenFile``, ``AttachmentTooLarge``, ``AttachmentQuota``, ``TooManyUnsent``, and what
    ``clean_image`` refuses.
    """
    lock_people(by.pk)
    filename = safe_name(str(file.name))
    kind, content_type = examine(filename, file, size=file.size)
    if Attachment.objects.unsent().filter(owner=by).count() >= MOST_UNSENT:
        raise TooManyUnsent(most=MOST_UNSENT)
    if kind == AttachmentKind.IMAGE:
        row = picture(filename, file)
    else:
        largest = settings.MAX_MODEL_BYTES if kind == AttachmentKind.MODEL else settings.MAX_DOCUMENT_BYTES
        if file.size > largest:
            raise AttachmentTooLarge(max_bytes=largest)
        row = Attachment(kind=kind, file=file, filename=filename, content_type=content_type, size_bytes=file.size)
    room = room_of(by)
    if row.size_bytes > room:
        raise AttachmentQuota(left_bytes=room)
    row.owner, row.conversation = by, conversation
    row.save()
    return row


def picture(filename: str, file: IO[bytes]) -> Attachment:
    full = clean_image(file, max_px=FULL_PX)
    data = full.read()
    thumbnail = clean_image(io.BytesIO(data), max_px=THUMBNAIL_PX)
    with Image.open(io.BytesIO(data)) as image:
        width, height = image.size
    suffix = str(full.name).rpartition(".")[2]
    return Attachment(
        kind=AttachmentKind.IMAGE,
        file=ContentFile(data, full.name),
        thumbnail=ContentFile(thumbnail.read(), f"thumbnail.{str(thumbnail.name).rpartition('.')[2]}"),
        filename=f"{filename.rpartition('.')[0] or filename}.{suffix}",
        content_type="image/png" if suffix == "png" else "image/jpeg",
        size_bytes=len(data),
        width=width,
        height=height,
    )


def room_of(user: Any) -> int:
    """Bytes that this person may still attach."""
    used = Attachment.objects.filter(owner=user).aggregate(sum=Sum("size_bytes"))["sum"] or 0
    return max(0, int(settings.ATTACHMENT_QUOTA_BYTES) - used)


@transaction.atomic
def drop_attachment(row: Attachment, *, by: Any) -> None:
    """Not to be sent after all; its file is swept up."""
    row.delete()


def sweep_unsent() -> int:
    """Delete what nobody sent within a day; gives how many. The files follow as orphans."""
    gone, _ = Attachment.objects.unsent().filter(uploaded_at__lt=timezone.now() - KEPT_UNSENT).delete()
    return gone
