"""The log does not grow for ever: what is too old, or too deep down, is cut off; who comes back later gets ``resync``."""

from datetime import timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from strato.core.realtime.models import UserEvent, UserStream

KEPT_FOR = timedelta(days=14)
KEPT_PER_PERSON = 5_000
AT_ONCE = 5_000


def trim() -> int:
    """Delete frames older than 14 days, and all but the newest 5,000 of each person; gives how many."""
    return trim_old() + trim_deep()


def trim_old() -> int:
    """By age, in pieces, so that no writer waits long."""
    return delete_in_pieces(UserEvent.objects.filter(at__lt=timezone.now() - KEPT_FOR))


def trim_deep() -> int:
    """By depth: numbers are gapless, so a number this far below the head has 5,000 newer ones."""
    head = UserStream.objects.filter(user_id=OuterRef("user_id")).values("last_seq")[:1]
    deep = UserEvent.objects.annotate(head=Subquery(head)).filter(seq__lte=F("head") - KEPT_PER_PERSON)
    return delete_in_pieces(deep)


def delete_in_pieces(rows: QuerySet[UserEvent]) -> int:
    total = 0
    while ids := list(rows.order_by("id").values_list("id", flat=True)[:AT_ONCE]):
        total += UserEvent.objects.filter(id__in=ids).delete()[0]
    return total
