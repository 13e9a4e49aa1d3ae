"""Numbers that people say aloud: 1, 2, 3... without holes, however many ask at once."""

from django.db import models, transaction
from django.db.models import F


class Counter(models.Model):
    """The last number given out under one name."""

    name = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


@transaction.atomic
def next_number(name: str) -> int:
    """The next number of this series, taken under the counter row's lock.

    The lock is held until the caller's transaction ends, so a rollback gives the number back and no hole appears.
    """
    if not Counter.objects.filter(pk=name).update(last=F("last") + 1):
        Counter.objects.bulk_create([Counter(pk=name)], ignore_conflicts=True)
        Counter.objects.filter(pk=name).update(last=F("last") + 1)
    return Counter.objects.values_list("last", flat=True).get(pk=name)
