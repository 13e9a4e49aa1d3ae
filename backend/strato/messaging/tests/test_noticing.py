"""Notifications of messages: only of what was not noticed, once, and never of what one may not see any more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.community.services import block
from strato.core import queue
from strato.messaging import services
from strato.messaging.models import Message, Presence
from strato.messaging.services.noticing import tell_of_messages
from strato.messaging.tests.factories import direct, group, say
from strato.notifications.models import Bell, Notification

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def wait(minutes: float = 5) -> None:
    """Let time pass for what was said so far."""
    Message.objects.update(created_at=timezone.now() - timedelta(minutes=minutes))


def told(user: User) -> list[Notification]:
    return list(Notification.objects.filter(recipient=user, category="messages").order_by("id"))


def test_who_does_not_look_is_told_once_by_conversation(alice: User, mona: User) -> None:
    row = direct(alice, mona)
    say(row, alice)
    assert tell_of_messages() == 0  # it is too early
    wait()
    say(row, alice, "and this")
    assert tell_of_messages() == 1
    assert tell_of_messages() == 0
    [notification] = told(mona)
    assert (notification.facts["by"], notification.kind) == (alice.display_name, "message.received")
    say(row, alice, "more")
    wait()
    assert tell_of_messages() == 1
    [notification] = told(mona)
    assert notification.repeats == 3  # messages
    assert told(alice) == []
    services.mark_read(row, seq=3, by=mona)
    assert told(mona)[0].read_at
    assert Bell.objects.get(user=mona).unread == 0


def test_who_read_it_or_was_there_when_it_came_is_not_told(alice: User, mona: User, olaf: User) -> None:
    row = group(alice, mona, olaf)
    message = say(row, alice)
    wait()
    services.mark_read(row, seq=message.seq, by=mona)
    services.mark_delivered(row, seq=message.seq, by=olaf)
    services.be_here(is_active=True, by=olaf)
    assert tell_of_messages() == 0


def test_a_device_that_nobody_looks_at_is_no_reader(alice: User, mona: User) -> None:
    row = direct(alice, mona)
    Presence.objects.create(user=mona, seen_at=timezone.now() - timedelta(hours=1))
    message = say(row, alice)
    services.mark_delivered(row, seq=message.seq, by=mona)
    wait()
    assert tell_of_messages() == 1


def test_muted_deleted_and_blocked_say_nothing(alice: User, mona: User, olaf: User, lena: User) -> None:
    muted, deleted, masked = direct(alice, mona), direct(alice, olaf), group(lena, olaf)
    services.keep(muted, by=mona, muted_until=timezone.now() + timedelta(hours=1))
    say(muted, alice)
    services.delete_message(say(deleted, alice), by=alice)
    say(masked, lena)
    block(lena, by=olaf)
    wait()
    assert tell_of_messages() == 0


def test_a_request_is_told_as_one(alice: User, olaf: User) -> None:
    say(services.open_direct(olaf, by=alice), alice)
    wait()
    tell_of_messages()
    assert [notification.kind for notification in told(olaf)] == ["message.requested"]


def test_a_mail_is_not_sent_after_a_block(alice: User, mona: User, django_capture_on_commit_callbacks: Any) -> None:
    row = direct(alice, mona)
    say(row, alice)
    wait()
    tell_of_messages()
    block(alice, by=mona)
    mail.outbox.clear()
    queue.run_pending()
    assert mail.outbox == []


def test_the_mail_has_words_in_every_language(alice: User, mona: User) -> None:
    for language in ("en", "de", "es"):
        User.objects.filter(pk=mona.pk).update(language=language)
        row = group(alice, mona, title="Robots")
        say(row, alice)
        wait()
        mail.outbox.clear()
        tell_of_messages()
        queue.run_pending()
        [sent] = mail.outbox
        assert alice.display_name in sent.subject
        assert "Robots" in sent.body
