"""Money that went back before refunds said of which lines: each lab's statement gets its share, as of a refund of today."""

from typing import Any

from django.db import migrations
from django.db.models import Sum

from strato.core.rows import new_id
from strato.orders.totals import spread


def share_out(apps: Any, editor: Any) -> None:
    """Order by order; one whose refunds all have their lines is left as it is."""
    Refund = apps.get_model("orders", "OrderRefund")
    orders = Refund.objects.order_by("order_id").values_list("order_id", flat=True).distinct()
    for order in apps.get_model("orders", "Order").objects.filter(pk__in=orders).order_by("pk").iterator():
        refunds = list(Refund.objects.filter(order=order).order_by("id").prefetch_related("lines"))
        if sum(share.amount for refund in refunds for share in refund.lines.all()) > came_back(apps, order):
            for refund in refunds:
                lessen(list(refund.lines.all()), refund.amount)
        fill(apps, order, refunds)


def came_back(apps: Any, order: Any) -> int:
    """The money itself, also what was given back at the payment service."""
    living = apps.get_model("payments", "Refund").objects.filter(payable_id=order.pk, is_surplus=False)
    return int(living.exclude(status="failed").aggregate(amount=Sum("amount"))["amount"] or 0)


def lessen(shares: list[Any], given: int) -> None:
    """For these pieces less was given than they had cost: their lines say what was given."""
    worth = [share.amount for share in shares]
    if sum(worth) <= given:
        return
    for share, amount in zip(shares, spread(given, worth), strict=True):
        share.amount = amount
        share.save(update_fields=["amount"])


def fill(apps: Any, order: Any, refunds: list[Any]) -> None:
    """What named no pieces is spread over what no refund took of the lines, and the shipping."""
    lines = list(apps.get_model("orders", "OrderLine").objects.filter(order=order).order_by("position"))
    left = {line.pk: line.total_amount for line in lines}
    for share in (share for refund in refunds for share in refund.lines.all()):
        left[share.line_id] -= share.amount
    Share = apps.get_model("orders", "OrderRefundLine")
    for refund in refunds:
        if refund.lines.all():
            continue
        weights = [max(left[line.pk], 0) for line in lines]
        *parts, _ = spread(refund.amount, [*weights, order.shipping_amount])
        for line, part in zip(lines, parts, strict=True):
            if (share := min(part, left[line.pk])) > 0:
                Share.objects.create(id=new_id(), refund=refund, line=line, quantity=0, amount=share)
                left[line.pk] -= share


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_lines_carry_what_the_buyer_said"), ("payments", "0001_initial")]

    operations = [migrations.RunPython(share_out, migrations.RunPython.noop, elidable=True)]
