"""What every row has: a time-ordered id and its times."""

import uuid

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): unique and ordered by time."""
    return uuid7()


class Row(models.Model):
    """Base of every table that the outside can name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
