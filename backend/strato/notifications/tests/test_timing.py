"""When mails leave: at once, gathered by the hour or the day, never, and not at night."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core import mail
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core import queue
from strato.core.mail import Receipt
from strato.notifications.kinds import Channel, Kind
from strato.notifications.models import Notification
from strato.notifications.services import (
    due,
    mail_person,
    mark_all_seen,
    mark_read,
    notify,
    set_timing,
    set_wishes,
    timing_of,
)
from strato.notifications.states import MailRhythm
from strato.notifications.tasks import send_due
from strato.notifications.tests.factories import declared
from strato.notifications.unsubscribing import EVERYTHING, unsubscribe_url

ClientOf = Callable[..., APIClient]
DOOR = "/api/notification-timing/"
SEES: set[str] = set()
PAPER = Receipt(lines=(("Layer mug", "", "18.50"),))


def sees(user: User, subject: str) -> bool:
    return user.email in SEES


HAPPENED = Kind("test.happened", "orders", visible=sees, link="/things/{id}")
OTHER = Kind("test.other", "labs", visible=sees)
URGENT = Kind("test.urgent", "orders", urgent=True)
DOCUMENT = Kind("test.paper", "orders", receipt=lambda subject, language: PAPER)
NOON = datetime(2026, 11, 20, 12, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kinds(words: Path, settings: Any) -> Iterator[None]:
    settings.NOTIFY_GRACE_SECONDS = 60
    (words / "test.other.en.txt").write_text("Subject: Something else\n\nHello {{ name }}\n")
    SEES.clear()
    SEES.add("alice@example.org")
    with declared(HAPPENED, OTHER, URGENT, DOCUMENT):
        yield


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def sent_at(clock: Any, moment: datetime) -> list[Any]:
    """The mails that left until this moment, if workers looked then."""
    clock.move_to(moment)
    for person in due(Channel.MAIL):
        mail_person(person)
    sent, mail.outbox[:] = [*mail.outbox], []
    return sent


def test_a_mail_waits_for_a_look_at_the_bell(alice: User, clock: Any) -> None:
    notify([alice], HAPPENED)
    assert sent_at(clock, NOON + timedelta(seconds=59)) == []
    assert len(sent_at(clock, NOON + timedelta(seconds=60))) == 1
    assert sent_at(clock, NOON + timedelta(hours=1)) == []


@pytest.mark.parametrize("look", ["read", "seen"])
def test_who_looked_gets_no_mail(alice: User, clock: Any, look: str) -> None:
    row = notify([alice], HAPPENED)[0]
    if look == "read":
        mark_read(row, by=alice)
    else:
        mark_all_seen(alice, by=alice)
    assert sent_at(clock, NOON + timedelta(hours=1)) == []


def test_a_paper_leaves_at_once_and_although_it_was_read(alice: User, clock: Any) -> None:
    mark_read(notify([alice], DOCUMENT)[0], by=alice)
    (message,) = sent_at(clock, NOON)
    assert "Layer mug" in message.body


def test_what_happens_together_is_one_mail_in_sections(alice: User, lab_north: Any, clock: Any) -> None:
    notify([alice], HAPPENED, subject=lab_north)
    notify([alice], OTHER)
    notify([alice], HAPPENED, subject=lab_north, group_key="g", times=4)
    (message,) = sent_at(clock, NOON + timedelta(minutes=2))
    assert message.subject == "3 things are new"
    address = f"http://localhost:8000/things/{lab_north.pk}"
    assert "Labs:\n- Something else" in message.body
    assert f"Orders:\n- Lab North happened (4) <{address}>\n- Lab North happened <{address}>" in message.body
    html = message.alternatives[0].content
    assert re.search(rf'<a [^>]*href="{address}"[^>]*>Lab North happened \(4\)</a>', html)
    assert html.index("Labs</h2>") < html.index("Orders</h2>")


def test_a_digest_is_stopped_by_one_click(client_of: ClientOf, alice: User, clock: Any) -> None:
    for _ in range(2):
        notify([alice], HAPPENED)
    (message,) = sent_at(clock, NOON + timedelta(minutes=2))
    address = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address == unsubscribe_url(alice, EVERYTHING)
    assert address in message.body
    path = address.removeprefix("http://localhost:8000")
    assert "No more news by mail?" in client_of().get(path, HTTP_ACCEPT="text/html").content.decode()
    assert timing_of(alice).mail == MailRhythm.INSTANT
    form = "application/x-www-form-urlencoded"
    assert client_of().post(path, "List-Unsubscribe=One-Click", content_type=form).status_code == 200
    assert timing_of(alice).mail == MailRhythm.NEVER


@pytest.mark.parametrize(
    ("rhythm", "leaves"),
    [
        ({"mail": "hourly"}, datetime(2026, 11, 20, 13, 0, tzinfo=UTC)),
        ({"mail": "daily", "timezone": "Europe/Berlin", "daily_at": "18:30"}, datetime(2026, 11, 20, 17, 30, tzinfo=UTC)),
        ({"mail": "daily", "timezone": "Europe/Berlin"}, datetime(2026, 11, 21, 7, 0, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_mails_are_gathered_by_the_hour_or_the_day(
    client_of: ClientOf, alice: User, clock: Any, rhythm: dict[str, str], leaves: datetime
) -> None:
    assert client_of(alice).patch(DOOR, rhythm).status_code == 200
    notify([alice], HAPPENED)
    clock.move_to(leaves - timedelta(minutes=10))
    notify([alice], OTHER)
    assert sent_at(clock, leaves - timedelta(seconds=1)) == []
    (message,) = sent_at(clock, leaves)
    assert message.subject == "2 things are new"
    assert sent_at(clock, leaves + timedelta(days=1)) == []


def test_nothing_is_said_twice_in_a_digest(alice: User, clock: Any) -> None:
    set_timing(alice, mail="daily", by=alice)
    for _ in range(3):
        notify([alice], HAPPENED, group_key="g")
    read = notify([alice], OTHER)[0]
    mark_read(read, by=alice)
    (message,) = sent_at(clock, NOON + timedelta(days=1))
    assert message.subject == "happened"
    notify([alice], HAPPENED, group_key="g")  # goes on, and is unread since the mail
    assert sent_at(clock, NOON + timedelta(days=2)) == []


def test_what_is_urgent_waits_for_no_digest_and_no_morning(alice: User, clock: Any) -> None:
    set_timing(alice, mail="daily", is_quiet=True, quiet_from="12:00", quiet_to="11:00", by=alice)
    notify([alice], HAPPENED)
    notify([alice], URGENT)
    assert [message.subject for message in sent_at(clock, NOON + timedelta(minutes=2))] == ["happened"]
    assert Notification.objects.get(kind=URGENT.code).mailed_at


def test_never_is_never_but_security_and_papers_still_come(alice: User, clock: Any) -> None:
    required = Kind("security.password_changed2", "security", required=True)
    notify([alice], HAPPENED)
    set_timing(alice, mail="never", by=alice)
    for kind in (HAPPENED, DOCUMENT, URGENT):
        notify([alice], kind)
    assert len(sent_at(clock, NOON + timedelta(days=2))) == 1
    assert Notification.objects.get(kind=DOCUMENT.code).mailed_at
    set_wishes(alice, {DOCUMENT.code: {Channel.MAIL: False}}, by=alice)
    notify([alice], DOCUMENT)
    assert sent_at(clock, NOON + timedelta(days=2)) == []
    with declared(required):
        row = notify([alice], required)[0]
        assert row.mail_due_at == NOON + timedelta(days=2)


def test_what_comes_in_quiet_hours_is_held_and_delivered_after(alice: User, clock: Any) -> None:
    set_timing(alice, is_quiet=True, quiet_from="22:00", quiet_to="07:00", timezone="Europe/Berlin", by=alice)
    clock.move_to(datetime(2026, 11, 20, 22, 0, tzinfo=UTC))  # 23:00 there
    notify([alice], HAPPENED)
    assert sent_at(clock, datetime(2026, 11, 21, 5, 59, tzinfo=UTC)) == []
    assert len(sent_at(clock, datetime(2026, 11, 21, 6, 0, tzinfo=UTC))) == 1


def test_quiet_hours_that_are_set_while_something_waits_hold_it(alice: User, clock: Any) -> None:
    row = notify([alice], HAPPENED)[0]
    set_timing(alice, is_quiet=True, quiet_from="12:00", quiet_to="14:00", by=alice)
    assert sent_at(clock, NOON + timedelta(minutes=5)) == []
    row.refresh_from_db()
    assert row.mail_due_at == datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def test_what_waits_for_the_evening_leaves_when_mails_are_wanted_at_once(alice: User, clock: Any) -> None:
    set_timing(alice, mail="daily", by=alice)
    notify([alice], HAPPENED)
    set_timing(alice, mail="instant", by=alice)
    assert len(sent_at(clock, NOON + timedelta(minutes=2))) == 1


def test_a_digest_leaves_out_what_is_not_theirs_to_see_any_more(alice: User, lab_north: Any, clock: Any) -> None:
    set_timing(alice, mail="hourly", by=alice)
    notify([alice], HAPPENED, subject=lab_north)
    notify([alice], URGENT, subject=lab_north)
    notify([alice], OTHER, subject=lab_north)
    SEES.clear()
    assert [message.subject for message in sent_at(clock, NOON + timedelta(hours=2))] == ["Lab North happened"]


def test_a_kind_that_was_switched_off_leaves_the_digest(alice: User, clock: Any) -> None:
    set_timing(alice, mail="hourly", by=alice)
    notify([alice], HAPPENED)
    set_wishes(alice, {HAPPENED.code: {Channel.MAIL: False}}, by=alice)
    assert sent_at(clock, NOON + timedelta(hours=2)) == []
    assert Notification.objects.get().mail_due_at is None


def test_a_mail_server_that_is_down_is_asked_again(alice: User, clock: Any, settings: Any) -> None:
    notify([alice], HAPPENED)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    clock.move_to(NOON + timedelta(minutes=2))
    with pytest.raises(OSError):  # noqa: PT011 - whatever the network says
        mail_person(alice.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sent_at(clock, NOON + timedelta(minutes=3)) == []
    assert len(sent_at(clock, NOON + timedelta(minutes=5))) == 1


def test_what_could_not_be_said_for_days_is_no_news(alice: User, clock: Any) -> None:
    notify([alice], HAPPENED)
    assert sent_at(clock, NOON + timedelta(days=4)) == []


def test_the_sweep_hands_each_person_to_one_job(alice: User, mona: User) -> None:
    SEES.add("mona@example.org")
    notify([alice, mona], HAPPENED)
    Notification.objects.update(mail_due_at=NOON, push_due_at=None)
    for _ in range(2):
        send_due()
    queue.run_pending()
    assert sorted(message.to[0] for message in mail.outbox) == ["alice@example.org", "mona@example.org"]


# --- the door --------------------------------------------------------------------------------------------------------

DEFAULTS = {
    "mail": "instant", "daily_at": "08:00", "timezone": "UTC", "is_quiet": False, "quiet_from": "22:00",
    "quiet_to": "07:00", "quiet_days": [1, 2, 3, 4, 5, 6, 7],
}  # fmt: skip


def test_one_wish_changes_the_rest_stays(client_of: ClientOf, alice: User, mona: User) -> None:
    browser = client_of(alice)
    assert browser.get(DOOR).json() == DEFAULTS
    changed = browser.patch(DOOR, {"quiet_days": [7, 6, 6], "timezone": "America/New_York"})
    expected = {**DEFAULTS, "quiet_days": [6, 7], "timezone": "America/New_York"}
    assert changed.json() == browser.get(DOOR).json() == expected
    assert client_of(mona).get(DOOR).json() == DEFAULTS
    assert client_of().get(DOOR).status_code == 401


@pytest.mark.parametrize(
    ("wish", "field", "code"),
    [
        ({"mail": "weekly"}, "mail", "invalid"),
        ({"daily_at": "25:00"}, "daily_at", "invalid"),
        ({"quiet_from": "7"}, "quiet_from", "invalid"),
        ({"quiet_from": None}, "quiet_from", "invalid"),
        ({"quiet_from": "07:00"}, "quiet_to", "quiet_hours_empty"),
        ({"quiet_days": [0]}, "quiet_days.0", "invalid"),
        ({"quiet_days": "all"}, "quiet_days", "invalid"),
        ({"timezone": "Mars/Olympus"}, "timezone", "unknown_timezone"),
        ({"timezone": "../etc/passwd"}, "timezone", "unknown_timezone"),
        ({"timezone": "a\x00b"}, "timezone", "invalid"),
        ({"siesta": True}, "siesta", "invalid"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    client_of: ClientOf, alice: User, wish: dict[str, Any], field: str, code: str
) -> None:
    answer = client_of(alice).patch(DOOR, wish)
    assert (answer.status_code, answer.data["code"]) == (400, code)
    assert field in answer.data["fields"]
