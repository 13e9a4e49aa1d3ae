"""What every row has: a time-ordered id and its times."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): unique and ordered by time."""
    return uuid7()


def in_use(model: type[models.Model]) -> Q:
    """Does a row of another table protect this row from being deleted? Reads every table that points at it by PROTECT."""
    used = Q(pk__in=())
    for link in model._meta.get_fields(include_hidden=True):
        if isinstance(link, models.ManyToOneRel) and link.on_delete is models.PROTECT:
            used |= Q(Exists(link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})))
    return used


class Row(models.Model):
    """Base of every table that the outside can name."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
