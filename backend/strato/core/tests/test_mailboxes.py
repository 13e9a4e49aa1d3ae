"""Which refusals of a real mail server speak against the address, and which do not."""

from collections.abc import Iterator
from typing import Any

import pytest

from strato.core import mail
from strato.core.mailboxes import MailboxRefused
from strato.core.tests.mail_server import MailServer, mail_server


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server(settings) as it:
        yield it


def send() -> None:
    mail.send("accounts/mail/account_deleted", to="alice@example.org", language="en", context={})


@pytest.mark.parametrize(
    "said",
    [
        "550 5.1.1 <alice@example.org>: User unknown",
        "550 No such recipient here",
        "550 Requested action not taken: mailbox unavailable",
        "550 5.5.0 Requested action not taken: mailbox unavailable",
        "551 User not local; please try elsewhere",
        "553 5.1.3 That is no address",
        "554 5.2.1 This mailbox is switched off",
        "556 5.1.10 This domain takes no mail",
    ],
)
def test_a_mailbox_that_is_not_there_is_refused_for_good(server: MailServer, said: str) -> None:
    server.to_recipient = said
    with pytest.raises(MailboxRefused, match=said[:3]) as refused:
        send()
    assert said == str(refused.value)


@pytest.mark.parametrize(
    "said",
    [
        "450 4.2.0 Greylisted, come again",
        "421 4.3.2 Going down",
        "452 4.2.2 Mailbox full",
        "552 5.2.2 Mailbox full",
        "554 5.7.1 <alice@example.org>: Relay access denied",
        "550 relay not permitted",
        "550 5.7.1 Blocked by the policy of this site",
        "550 Blocked: your address is on a blocklist",
        "553 sorry, that domain isn't in my list of allowed hosts (#5.7.1)",
        "550 5.1.8 The domain of the sender does not exist",
        "530 5.7.0 Authentication required",
        "554 Transaction failed",
    ],
)
def test_what_passes_or_is_our_own_fault_is_no_refusal_of_the_mailbox(server: MailServer, said: str) -> None:
    server.to_recipient = said
    with pytest.raises(OSError, match=said[4:12]):
        send()


@pytest.mark.parametrize("said", ["550 5.1.1 No such sender", "553 5.7.1 Sender refused", "451 4.3.0 Not now"])
def test_a_refused_sender_says_nothing_about_the_recipient(server: MailServer, said: str) -> None:
    server.to_sender = said
    with pytest.raises(OSError, match=said[:3]):
        send()


def test_a_wrong_password_of_ours_says_nothing_about_the_recipient(server: MailServer, settings: Any) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD, server.is_password_right = "strato", "wrong", False
    with pytest.raises(OSError, match="535"):
        send()
    assert server.asked_for == []


def test_nobody_at_the_door_says_nothing_about_the_recipient(server: MailServer, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    with pytest.raises(OSError, match="refused"):
        send()


def test_refused_content_speaks_against_the_mailbox_only_where_the_server_says_so(server: MailServer) -> None:
    server.to_content = "550 5.1.1 No such mailbox"
    with pytest.raises(MailboxRefused):
        send()
    for ours in ("550 Message looks like spam", "554 5.6.0 Bad content", "552 5.3.4 Too big"):
        server.to_content = ours
        with pytest.raises(OSError, match=ours[:3]):
            send()


def test_what_a_server_says_fits_on_a_line_of_a_screen(server: MailServer) -> None:
    server.to_recipient = f"550-5.1.1 No\r\n550 5.1.1 \x07{'x' * 400}"
    with pytest.raises(MailboxRefused) as refused:
        send()
    assert len(str(refused.value)) == 300
    assert str(refused.value).startswith("550 5.1.1 No 5.1.1 x")


def test_a_mail_that_is_taken_arrives(server: MailServer) -> None:
    send()
    assert server.subjects == ["Your account was deleted"]
    assert server.got[0]["To"] == "alice@example.org"
