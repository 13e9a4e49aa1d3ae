"""Pictures of one thing: each in two sizes, in an order that people choose. Their rows have ``position``."""

import io
from collections.abc import Sequence
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db.models import Max, QuerySet

from strato.core.errors import DomainError
from strato.core.files.images import clean_image

FULL_PX, THUMBNAIL_PX = 2000, 480


def two_sizes(image: IO[bytes] | Any) -> dict[str, ContentFile[bytes]]:
    """The picture and its thumbnail, re-encoded, as the fields of its row. Raises what ``clean_image`` refuses."""
    full = clean_image(image, max_px=FULL_PX)
    thumbnail = clean_image(io.BytesIO(full.read()), max_px=THUMBNAIL_PX)
    full.seek(0)
    thumbnail.name = full.name
    return {"image": full, "thumbnail": thumbnail}


def next_position(pictures: QuerySet[Any, Any]) -> int:
    """Behind the last, also where one before it was taken out."""
    last = pictures.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def put_in_order(pictures: QuerySet[Any, Any], ids: Sequence[Any], *, refusal: type[DomainError]) -> None:
    """The pictures in this order. Raises ``refusal`` unless each is named once."""
    rows = {picture.pk: picture for picture in pictures}
    if len(ids) != len(rows) or set(ids) != rows.keys():
        raise refusal
    for position, pk in enumerate(ids):
        rows[pk].position = position
    pictures.bulk_update(rows.values(), ["position"])
