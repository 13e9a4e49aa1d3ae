"""Notifications that leave by mail, and the reasons why one does not."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from strato.accounts import services as accounts
from strato.accounts.models import User
from strato.core import queue
from strato.core.mail import compose
from strato.notifications.kinds import REGISTRY, Channel, Kind
from strato.notifications.models import Notification
from strato.notifications.services import mail_person, notify, set_wishes
from strato.notifications.services.mailing import context_of
from strato.notifications.tests.factories import declared

LINK = "http://localhost:8000/x"
SEES: set[str] = set()
HAPPENED = Kind("test.happened", "tests", visible=lambda user, subject: user.email in SEES, link="/things/{id}")


@pytest.fixture(autouse=True)
def kinds(tmp_path: Path, settings: Any) -> Iterator[None]:
    words = tmp_path / "notifications" / "mail"
    words.mkdir(parents=True)
    (words / "test.happened.en.txt").write_text("Subject: {{ subject }} happened\n\n{{ by }}\n\n[See]({{ link }})\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    SEES.clear()
    SEES.add("alice@example.org")
    with declared(HAPPENED):
        yield


def sent() -> list[Any]:
    queue.run_pending()
    return mail.outbox


def test_a_notification_leaves_by_mail_with_a_way_to_stop_it(alice: User, lena: User, lab_north: Any) -> None:
    row = notify([alice], HAPPENED, subject=lab_north, by=lena)[0]
    (message,) = sent()
    assert (message.subject, message.to) == ("Lab North happened", ["alice@example.org"])
    assert "Lena" in message.body
    assert f"/things/{lab_north.pk}" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].strip("<>") in message.body
    assert str(row.pk) in message.extra_headers["Message-ID"]


def test_a_job_that_runs_twice_sends_once(alice: User) -> None:
    notify([alice], HAPPENED)
    assert [mail_person(alice.pk) for _ in range(2)] == [1, 0]
    assert len(mail.outbox) == 1


def test_the_wish_of_the_moment_of_sending_counts(alice: User) -> None:
    notify([alice], HAPPENED)
    set_wishes(alice, {HAPPENED.code: {Channel.MAIL: False}}, by=alice)
    assert sent() == []


def test_nothing_is_mailed_about_what_they_may_no_longer_see(alice: User, lab_north: Any) -> None:
    notify([alice], HAPPENED, subject=lab_north)
    SEES.clear()
    assert sent() == []


def test_a_deactivated_person_gets_no_news(alice: User) -> None:
    notify([alice], HAPPENED)
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert sent() == []


def test_repeats_of_what_was_not_read_send_no_further_mail(alice: User) -> None:
    notify([alice], HAPPENED, group_key="g")
    assert len(sent()) == 1
    notify([alice], HAPPENED, group_key="g")
    assert len(sent()) == 1


def test_a_rolled_back_story_leaves_no_mail(alice: User) -> None:
    row = notify([alice], HAPPENED)[0]
    Notification.objects.filter(pk=row.pk).delete()
    assert sent() == []


def test_another_password_is_told_by_bell_and_mail_and_cannot_be_stopped(alice: User) -> None:
    accounts.change_password(alice, current="correct horse battery", new="forty-micron-summer", by=alice)
    (message,) = sent()
    assert message.subject == "Your password was changed"
    assert "List-Unsubscribe" not in message.extra_headers
    assert Notification.objects.get(recipient=alice).in_app


def test_a_closed_account_is_told_why_by_mail(alice: User, ada: User) -> None:
    accounts.deactivate(alice, by=ada, reason="Spam in the inbox")
    (message,) = sent()
    assert message.to == ["alice@example.org"]
    assert "Spam in the inbox" in message.body


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_every_declared_mail_can_be_written_in_every_language(language: str) -> None:
    for kind in (kind for kind in REGISTRY.values() if Channel.MAIL in kind.channels and kind is not HAPPENED):
        written = compose(kind.template, language=language, context={"name": "Alice", "link": LINK, "facts": {}})
        assert written.subject
        assert "Alice" in written.text
        assert not re.search(r"[{}]", written.subject + written.text)
        assert f'lang="{language}"' in written.html
        assert written.text.split("\n\n")[1] in unescape(written.html)


@pytest.mark.parametrize(
    ("language", "starts"),
    [
        ("en", "May 4, 2027, 7 p.m. EDT"),
        ("de", "4. Mai 2027 19:00 EDT"),
        ("es", "4 de mayo de 2027 a las 19:00 EDT"),
    ],
)
def test_moments_are_written_as_the_reader_writes_them(language: str, starts: str, alice: User) -> None:
    alice.language = language
    row = Notification(recipient=alice, kind=HAPPENED.code, facts={"starts": "2027-05-04 19:00 EDT"})
    assert context_of(row, HAPPENED)["facts"]["starts"] == starts


def test_amounts_are_written_as_the_reader_writes_them(alice: User) -> None:
    row = Notification(recipient=alice, kind=HAPPENED.code, facts={"total": "1253.10 EUR", "number": "O-000001"})
    alice.language = "de"
    assert context_of(row, HAPPENED)["facts"] == {"total": "1.253,10\u00a0€", "number": "O-000001"}
