"""What was said while somebody was away is there when they are back, in order; what a device acknowledged is delivered."""

from typing import Any

import orjson
import pytest

from strato.accounts.models import User
from strato.core.realtime import receipts
from strato.core.realtime.models import UserEvent, UserStream
from strato.core.realtime.protocol import Cursor
from strato.core.realtime.replay import replay
from strato.messaging import services
from strato.messaging.models import Participant
from strato.messaging.tests.factories import direct, say

pytestmark = pytest.mark.django_db


def test_who_was_away_gets_messages_edits_and_deletions_in_order(alice: User, mona: User) -> None:
    row = direct(alice, mona)
    before = replay(mona.pk, None)
    kept, gone = say(row, alice, "first"), say(row, alice, "second")
    services.edit_message(kept, body="first, better", by=alice)
    services.delete_message(gone, by=alice)
    say(row, alice, "third")
    missed = replay(mona.pk, Cursor(epoch=before.epoch, seq=before.head))
    heard: list[dict[str, Any]] = [orjson.loads(text) for _, text in missed.frames]
    told = [(frame["type"], frame["data"]["message"]["seq"], frame["data"]["message"]["body"]) for frame in heard]
    assert told == [
        ("message.new", 1, "first"),
        ("message.new", 2, "second"),
        ("message.changed", 1, "first, better"),
        ("message.changed", 2, ""),
        ("message.new", 3, "third"),
    ]


def test_what_a_device_acknowledges_is_delivered_and_no_more(alice: User, mona: User) -> None:
    row = direct(alice, mona)
    for body in ("one", "two", "three"):
        say(row, alice, body)
    seat = Participant.objects.get(conversation=row, user=mona)
    second = UserEvent.objects.get(user=mona, type="message.new", data__message__seq=2).seq
    receipts.note(mona.pk, 0, second)
    seat.refresh_from_db()
    assert (seat.last_delivered_seq, seat.last_read_seq) == (2, 0)
    receipts.note(mona.pk, second, UserStream.objects.get(user=mona).last_seq)
    receipts.note(mona.pk, 0, second)  # an old device is late
    seat.refresh_from_db()
    assert seat.last_delivered_seq == 3
