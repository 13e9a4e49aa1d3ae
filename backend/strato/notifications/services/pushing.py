"""Web push: what is due goes encrypted to every device of its person (RFC 8030, 8188, 8291)."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from pywebpush import WebPusher

from strato.core import outbound
from strato.core.outbound import Answer, Unreachable
from strato.notifications import signals, vapid
from strato.notifications.errors import PushDelayed
from strato.notifications.kinds import REGISTRY, Channel
from strato.notifications.models import Bell, Notification, PushDevice
from strato.notifications.services.claiming import claim, may_leave, sent
from strato.notifications.services.mailing import headline_of
from strato.notifications.services.timing import timing_of
from strato.notifications.words import PUSH

KEPT_SECONDS = 24 * 3600  # by the push service, for a device that is off
MOST_AT_ONCE = 3  # what is more is said in one sentence
LONGEST_TEXT = 300  # payloads stay far below the 4 kB that every service takes
GONE = {404, 410}
LATER = {408, 425, 429}
LONGEST_PAUSE = 3600


@transaction.atomic
def push_person(person: UUID) -> int:
    """Hand what is due to each device of this person; gives how many messages were handed over.

    Taking up and handing over are one transaction: a worker that dies does neither or both.
    """
    mine = claim(person, Channel.PUSH)
    devices = list(PushDevice.objects.filter(user=person).order_by("id"))
    parts = [[row] for row in mine.rows] if len(mine.rows) <= MOST_AT_ONCE else [list(mine.rows)]
    for rows in parts:
        for device in devices:
            signals.push_ready.send(PushDevice, device=device, notifications=rows)
    sent(mine, mine.rows)
    return len(parts) * len(devices)


def push(device_id: UUID, notification_ids: Iterable[UUID]) -> None:
    """Send to one device what is still news. Raises ``PushDelayed`` when its service wants to be asked later."""
    device = PushDevice.objects.select_related("user").filter(pk=device_id).first()
    if device is None:
        return
    timing, now = timing_of(device.user), timezone.now()
    found = Notification.objects.visible_to(device.user).filter(pk__in=list(notification_ids))
    rows = [
        row
        for row in found.select_related("recipient", "by").order_by("id")
        if row.kind in REGISTRY and may_leave(row, REGISTRY[row.kind], Channel.PUSH, timing, now=now)
    ]
    if rows:
        is_urgent = any(REGISTRY[row.kind].is_pressing for row in rows)
        send(device, message_of(rows), is_urgent=is_urgent)


def push_test(device_id: UUID) -> None:
    """Send the sentence that shows that it works."""
    device = PushDevice.objects.select_related("user").filter(pk=device_id).first()
    if device is not None:
        words = PUSH[device.user.language]
        page = "/settings/notifications"
        send(device, {"title": words["test"], "body": words["test_body"], "url": page, "tag": "test"}, is_urgent=True)


def message_of(rows: list[Notification]) -> dict[str, Any]:
    """What the device shows: the sentence and its page; the text of messages between people is not in it."""
    person, last = rows[-1].recipient, rows[-1]
    bell = Bell.objects.filter(user=person).first()
    common = {"unread": bell.unread if bell else 0}
    if len(rows) > 1:
        title = PUSH[person.language]["many"].format(count=len(rows))
        body = "\n".join(headline_of(row)[:80] for row in rows[: -MOST_AT_ONCE - 1 : -1])
        return {**common, "title": title, "body": body, "url": "/notifications", "tag": "many"}
    count = f" ({last.repeats})" if last.repeats > 1 else ""
    return {
        **common,
        "title": headline_of(last)[:LONGEST_TEXT] + count,
        "body": "",
        "url": REGISTRY[last.kind].link_to(last.subject_id) or "/notifications",
        "tag": last.group_key or str(last.pk),
        "id": str(last.pk),
    }


def send(device: PushDevice, message: dict[str, Any], *, is_urgent: bool) -> None:
    """Encrypt, send, and note on the device what came of it."""
    keys = {"p256dh": device.p256dh, "auth": device.auth}
    pusher = WebPusher({"endpoint": device.endpoint, "keys": keys})
    body = pusher.encode(json.dumps(message, ensure_ascii=False).encode())["body"]
    headers = {
        "Authorization": vapid.authorization(device.endpoint),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "high" if is_urgent else "normal",
        "Topic": topic_of(message["tag"]),
    }
    try:
        answer = outbound.post(device.endpoint, body, headers)
    except Unreachable as error:
        note(device, error.code)
        raise PushDelayed(after=None) from error
    hear(device, answer)


def hear(device: PushDevice, answer: Answer) -> None:
    """What the answer of the push service means for the device."""
    if answer.status in GONE:
        PushDevice.objects.filter(pk=device.pk).delete()
    elif 200 <= answer.status < 300:
        PushDevice.objects.filter(pk=device.pk).update(last_sent_at=timezone.now(), failing_since=None, error_code="")
    elif answer.status in LATER or answer.status >= 500:
        note(device, "delayed")
        raise PushDelayed(after=pause_of(answer))
    else:
        note(device, "refused")


def note(device: PushDevice, code: str) -> None:
    since = device.failing_since or timezone.now()
    PushDevice.objects.filter(pk=device.pk).update(failing_since=since, error_code=code)


def pause_of(answer: Answer) -> float | None:
    """The seconds that the service asks for; None where it says nothing that can be read."""
    said = answer.headers.get("retry-after", "")
    return float(min(int(said), LONGEST_PAUSE)) if said.isdecimal() and len(said) < 10 else None


def topic_of(tag: str) -> str:
    """A newer message of the same tag takes the place of one that a device has not fetched (at most 32 letters)."""
    return hashlib.sha256(tag.encode()).hexdigest()[:32]
