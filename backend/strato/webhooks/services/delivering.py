"""Getting messages there: one attempt at a time, again for about a day, then given up and said."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from strato.accounts.models import User
from strato.core import outbound
from strato.core.outbound import Answer, Unreachable
from strato.labs.models import Membership
from strato.labs.policies import MANAGERS
from strato.notifications.services import notify
from strato.webhooks import notices, signals, signing
from strato.webhooks.errors import DeliveryUnderWay, EndpointOff
from strato.webhooks.models import Delivery, DeliveryAttempt, Endpoint
from strato.webhooks.policies import is_told_of
from strato.webhooks.services.announcing import write
from strato.webhooks.states import MessageType, OffReason

# After each failed attempt: 8 attempts in about 25 hours.
PAUSES = tuple(timedelta(minutes=m) for m in (0.5, 5, 30, 120, 300, 480, 560))
LEASE = timedelta(seconds=60)  # how long one attempt may be under way before another begins
QUIET = timedelta(seconds=30)  # after a failure the endpoint's other messages wait as well: a dead one costs little
OFF_AFTER = timedelta(days=3)
OVERDUE = timedelta(seconds=90)
KEPT_FOR = timedelta(days=30)
BATCH = 500
GONE = 410
KIND_OF_BODY = {"Content-Type": "application/json", "User-Agent": "Strato-Webhooks/1"}


def deliver(delivery_id: UUID) -> None:
    """One attempt, if it is due: claimed in a transaction, sent outside of any, written down in another."""
    delivery = claim(delivery_id)
    if delivery is None:
        return
    now = timezone.now()
    headers = signing.headers_of(delivery.message_id, now, delivery.body, delivery.endpoint.secrets_at(now))
    started = timezone.now()
    try:
        answer, error = outbound.post(delivery.endpoint.url, delivery.body.encode(), {**headers, **KIND_OF_BODY}), ""
    except Unreachable as unreachable:
        answer, error = None, unreachable.code
    took = answer.milliseconds if answer else round((timezone.now() - started).total_seconds() * 1000)
    record(delivery, answer, error=error, milliseconds=took)


@transaction.atomic
def claim(delivery_id: UUID) -> Delivery | None:
    """The delivery, for this attempt alone; None when it is not due, somebody else's, or not to be sent any more."""
    now = timezone.now()
    due = Delivery.objects.waiting().select_for_update(of=("self",)).filter(pk=delivery_id, next_attempt_at__lte=now)
    delivery = due.select_related("endpoint__owner", "endpoint__lab").first()
    if delivery is None:
        return None
    endpoint = delivery.endpoint
    if unfit := why_not(delivery):
        give_up(delivery, unfit)
        return None
    if endpoint.quiet_until and endpoint.quiet_until > now and delivery.type != MessageType.TEST:
        put_off(delivery, endpoint.quiet_until - now)
        return None
    delivery.tries += 1
    delivery.next_attempt_at = now + LEASE
    delivery.save(update_fields=["tries", "next_attempt_at", "updated_at"])
    return delivery


def why_not(delivery: Delivery) -> str:
    """A code when the message must not leave any more."""
    endpoint = delivery.endpoint
    if not endpoint.is_on or (endpoint.owner is not None and not endpoint.owner.is_active):
        return "endpoint_off"
    if delivery.subject_type and not is_told_of(endpoint, delivery.subject_type, delivery.subject_id):
        return "no_longer_visible"
    return "lost" if delivery.tries > len(PAUSES) else ""  # the last attempt never came back


@transaction.atomic
def record(delivery: Delivery, answer: Answer | None, *, error: str, milliseconds: int) -> None:
    """What came of an attempt, and what follows from it for the message and the endpoint."""
    endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
    if endpoint is None:  # deleted while the message was under way
        return
    is_fine = answer is not None and 200 <= answer.status < 300
    code = "" if is_fine else error or "refused"
    DeliveryAttempt.objects.create(
        delivery=delivery,
        milliseconds=milliseconds,
        status_code=answer.status if answer else None,
        error_code=code,
        answer=answer.text if answer else "",
    )
    if is_fine:
        arrived(delivery, endpoint)
        return
    delivery.error_code = code
    if delivery.type == MessageType.TEST:  # one look by hand says nothing about days
        give_up(delivery, code)
        return
    endpoint.failing_since = endpoint.failing_since or timezone.now()
    endpoint.quiet_until = timezone.now() + QUIET
    endpoint.save(update_fields=["failing_since", "quiet_until", "updated_at"])
    if answer is not None and answer.status == GONE:
        give_up(delivery, code)
        switch_off(endpoint, OffReason.GONE)
    elif delivery.tries > len(PAUSES):
        give_up(delivery, code)
        if endpoint.failing_since <= timezone.now() - OFF_AFTER:
            switch_off(endpoint, OffReason.FAILING)
    else:
        put_off(delivery, PAUSES[delivery.tries - 1])


def arrived(delivery: Delivery, endpoint: Endpoint) -> None:
    delivery.delivered_at, delivery.error_code = timezone.now(), ""
    delivery.save(update_fields=["delivered_at", "error_code", "updated_at"])
    if endpoint.failing_since or endpoint.quiet_until:
        endpoint.failing_since = endpoint.quiet_until = None
        endpoint.save(update_fields=["failing_since", "quiet_until", "updated_at"])


def give_up(delivery: Delivery, code: str) -> None:
    delivery.failed_at, delivery.error_code = timezone.now(), code
    delivery.save(update_fields=["failed_at", "error_code", "updated_at"])


def put_off(delivery: Delivery, pause: timedelta) -> None:
    """Later, and not all at the same moment."""
    spread = 1 + random.random() / 10  # noqa: S311 - no secret
    delivery.next_attempt_at = timezone.now() + pause * spread
    delivery.save(update_fields=["next_attempt_at", "error_code", "updated_at"])
    signals.delivery_due.send(Delivery, delivery=delivery)


def switch_off(endpoint: Endpoint, reason: OffReason) -> None:
    """Nothing is sent there any more; those who keep it are told."""
    if not endpoint.is_on:
        return
    endpoint.off_reason = reason
    endpoint.save(update_fields=["off_reason", "updated_at"])
    facts = {"name": str(endpoint), "url": endpoint.url, "reason": str(reason)}
    notify(keepers_of(endpoint), notices.WEBHOOK_DISABLED, subject=endpoint, facts=facts)


def keepers_of(endpoint: Endpoint) -> list[Any]:
    if endpoint.owner_id:
        return [endpoint.owner_id]
    managers = Membership.objects.filter(lab=endpoint.lab, role__in=MANAGERS, user__is_active=True)
    return list(managers.values_list("user_id", flat=True))


@transaction.atomic
def resend(delivery: Delivery, *, by: User) -> Delivery:
    """The same message once more, with all its attempts. Raises ``EndpointOff``, ``DeliveryUnderWay``."""
    delivery = Delivery.objects.select_for_update(of=("self",)).select_related("endpoint").get(pk=delivery.pk)
    if not delivery.endpoint.is_on:
        raise EndpointOff
    if delivery.state == "waiting" and delivery.next_attempt_at <= timezone.now() + LEASE:
        raise DeliveryUnderWay
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(quiet_until=None)
    delivery.delivered_at = delivery.failed_at = None
    delivery.tries, delivery.error_code, delivery.next_attempt_at = 0, "", timezone.now()
    delivery.save()
    signals.delivery_due.send(Delivery, delivery=delivery)
    return delivery


@transaction.atomic
def send_test(endpoint: Endpoint, *, by: User) -> Delivery:
    """A message about nothing, tried once. Raises ``EndpointOff``."""
    if not endpoint.is_on:
        raise EndpointOff
    return write(endpoint, MessageType.TEST, {"webhook": str(endpoint.pk)}, at=timezone.now())


@transaction.atomic
def offer_overdue() -> int:
    """Find what should have left long ago, because its job was lost or its worker killed; gives how many."""
    now = timezone.now()
    late = Delivery.objects.waiting().filter(next_attempt_at__lt=now - OVERDUE).order_by("next_attempt_at")
    found = list(late.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    for delivery in found:
        delivery.next_attempt_at = now
        delivery.save(update_fields=["next_attempt_at", "updated_at"])
        signals.delivery_due.send(Delivery, delivery=delivery)
    return len(found)


def forget_deliveries() -> None:
    """Delete what ended long ago."""
    old = timezone.now() - KEPT_FOR
    Delivery.objects.filter(created_at__lt=old).exclude(delivered_at=None, failed_at=None).delete()
