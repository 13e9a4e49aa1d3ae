"""An address that takes no mail: what is not tried any more, what is, and how mail flows again. The server is a real one."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import links, services
from strato.accounts.models import AccountAct, AccountChange, Departure, User
from strato.core import queue
from strato.core.mailboxes import MailboxRefused
from strato.core.queue import Job, JobStatus
from strato.core.tests.mail_server import FINE, MailServer, mail_server
from strato.notifications.models import Notification
from strato.notifications.notices import API_KEY_CREATED, MAIL_REFUSED, ROLE_CHANGED
from strato.notifications.services import mail_person, notify

ClientOf = Callable[..., APIClient]
NOBODY = "550 5.1.1 <alice@example.org>: User unknown"
AGAIN = "/api/me/mail-again/"


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with mail_server(settings) as it:
        yield it


@pytest.fixture
def refused(server: MailServer, alice: User) -> User:
    """Alice, after one mail was refused."""
    server.to_recipient = NOBODY
    notify([alice], API_KEY_CREATED, facts={"name": "Web shop", "prefix": "p1"})
    queue.run_pending()
    alice.refresh_from_db()
    return alice


def told(person: User) -> list[str]:
    return sorted(Notification.objects.filter(recipient=person).values_list("kind", flat=True))


def test_a_refused_mail_ends_at_once_and_marks_the_address(server: MailServer, refused: User) -> None:
    assert (refused.email_refused_at is not None, refused.email_refusal) == (True, NOBODY)
    row = Notification.objects.get(kind=API_KEY_CREATED.code)
    assert (row.mail_due_at, row.mailed_at, row.mail_error) == (None, None, NOBODY)
    assert server.asked_for == ["alice@example.org"]


def test_the_person_is_told_in_the_bell_and_by_no_mail(refused: User) -> None:
    row = Notification.objects.get(kind=MAIL_REFUSED.code)
    assert (row.recipient, row.in_app, row.mail_due_at) == (refused, True, None)


def test_further_mails_are_not_tried_and_say_why(server: MailServer, refused: User) -> None:
    for name in ("one", "two"):
        notify([refused], ROLE_CHANGED, facts={"role": name})
    queue.run_pending()
    assert server.asked_for == ["alice@example.org"]
    rows = Notification.objects.filter(kind=ROLE_CHANGED.code)
    assert {(row.mail_due_at, row.mail_error) for row in rows} == {(None, NOBODY)}
    assert told(refused).count(MAIL_REFUSED.code) == 1


def test_one_refusal_is_enough_for_all_that_waits(server: MailServer, alice: User) -> None:
    server.to_recipient = NOBODY
    for name in ("one", "two", "three"):
        notify([alice], API_KEY_CREATED, facts={"name": name, "prefix": name})
    assert mail_person(alice.pk) == 0
    assert len(server.asked_for) == 1
    assert not Notification.objects.filter(mail_due_at__isnull=False).exists()


@pytest.mark.parametrize("stage", ["to_sender", "to_recipient", "to_content"])
def test_trouble_that_passes_marks_nobody_and_the_mail_waits(server: MailServer, alice: User, stage: str) -> None:
    setattr(server, stage, "451 4.3.0 Come again")
    notify([alice], API_KEY_CREATED, facts={"name": "Web shop", "prefix": "p1"})
    with pytest.raises(OSError, match=r"451|535"):
        mail_person(alice.pk)
    alice.refresh_from_db()
    assert alice.email_refused_at is None
    row = Notification.objects.get()
    assert (row.mail_due_at is not None, row.mail_error) == (True, "")


def test_our_own_mistake_marks_nobody_and_the_mail_waits(server: MailServer, alice: User, settings: Any) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD, server.is_password_right = "strato", "wrong", False
    notify([alice], API_KEY_CREATED, facts={"name": "Web shop", "prefix": "p1"})
    with pytest.raises(OSError, match=r"451|535"):
        mail_person(alice.pk)
    alice.refresh_from_db()
    assert alice.email_refused_at is None
    assert Notification.objects.get().mail_due_at is not None


def test_what_can_be_read_nowhere_else_is_tried_all_the_same(server: MailServer, refused: User, ada: User) -> None:
    services.deactivate(refused, by=ada, reason="Spam")
    queue.run_pending()
    assert len(server.asked_for) == 2


def test_a_confirmation_is_tried_and_the_confirmed_address_counts_again(server: MailServer, refused: User) -> None:
    server.to_recipient = FINE
    services.ask_confirmation(refused, by=refused)
    queue.run_pending()
    assert server.subjects == ["Confirm your e-mail address"]
    refused.refresh_from_db()
    assert (refused.email_refused_at, refused.email_refusal) == (None, "")


def test_a_refused_confirmation_says_so_on_its_job_and_is_not_repeated(server: MailServer, alice: User) -> None:
    server.to_recipient = NOBODY
    services.ask_confirmation(alice, by=alice)
    queue.run_pending()
    job = Job.objects.get(task="accounts.mail_confirmation")
    assert (job.status, job.error_code, job.error) == (JobStatus.FAILED, "mailbox_refused", NOBODY)


def test_confirming_by_the_link_clears_the_mark(refused: User) -> None:
    query = parse_qs(urlsplit(links.confirm_link(refused)).query)
    services.confirm_email(uid=UUID(query["uid"][0]), token=query["token"][0])
    refused.refresh_from_db()
    assert refused.email_refused_at is None


def test_an_address_that_changed_meanwhile_is_not_marked(server: MailServer, alice: User) -> None:
    server.to_recipient = NOBODY
    old = User.objects.get(pk=alice.pk)
    User.objects.filter(pk=alice.pk).update(email="alice@new.example")
    with pytest.raises(MailboxRefused):
        services.write_to(old, "accounts/mail/mail_again", context={})
    alice.refresh_from_db()
    assert alice.email_refused_at is None
    assert told(alice) == []


def test_the_person_sees_it_and_has_it_tried_again(server: MailServer, refused: User, client_of: ClientOf) -> None:
    browser = client_of(refused)
    assert browser.get("/api/me/").data["email_refusal"] == NOBODY
    server.to_recipient = FINE
    answer = browser.post(AGAIN)
    assert (answer.status_code, answer.data["email_refused_at"]) == (200, None)
    queue.run_pending()
    assert server.subjects == ["Mail from us reaches you again"]
    assert browser.post(AGAIN).data["code"] == "email_not_refused"


def test_an_address_that_refuses_again_is_marked_and_told_again(
    server: MailServer, refused: User, client_of: ClientOf
) -> None:
    browser = client_of(refused)
    browser.post(AGAIN)
    queue.run_pending()
    assert len(server.asked_for) == 2
    assert browser.get("/api/me/").data["email_refused_at"] is not None
    row = Notification.objects.get(kind=MAIL_REFUSED.code)
    assert row.repeats == 2


def test_an_admin_sees_it_and_has_it_tried_again(
    server: MailServer, refused: User, ada: User, client_of: ClientOf
) -> None:
    desk, page = client_of(ada), f"/api/users/{refused.pk}/"
    seen = desk.get(page).data
    assert (seen["email_refusal"], "mail_again" in seen["allowed_actions"]) == (NOBODY, True)
    server.to_recipient = FINE
    after = desk.post(f"{page}mail-again/").data
    assert (after["email_refused_at"], "mail_again" in after["allowed_actions"]) == (None, False)
    change = AccountChange.objects.get(user=refused)
    assert (change.act, change.by) == (AccountAct.MAIL_AGAIN, ada)
    queue.run_pending()
    assert server.got[0]["To"] == refused.email


def test_nobody_else_learns_of_it_or_has_it_tried(refused: User, mona: User, client_of: ClientOf) -> None:
    page = f"/api/users/{refused.pk}/"
    seen = client_of(mona).get(page).data
    assert (seen["email_refused_at"], seen["email_refusal"]) == (None, None)
    for person, status in ((mona, 403), (refused, 403), (None, 401)):
        assert client_of(person).post(f"{page}mail-again/").status_code == status
    assert client_of(None).post(AGAIN).status_code == 401


def test_another_address_given_at_the_desk_begins_anew(
    server: MailServer, refused: User, ada: User, client: Client
) -> None:
    client.force_login(ada, backend="django.contrib.auth.backends.AllowAllUsersModelBackend")
    server.to_recipient = FINE
    services.ask_new_email(refused, email="alice@third.example", by=refused)
    form = {"email": "Alice@New.Example", "name": "Alice", "language": "en", "currency": "EUR", "theme": "auto"}
    inlines = {
        f"{prefix}-{name}": "0"
        for prefix in ("addresses", "account_changes")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    answer = client.post(f"/admin/accounts/user/{refused.pk}/change/", {**form, "visibility": "public", **inlines})
    assert answer.status_code == 302
    refused.refresh_from_db()
    assert (refused.email, refused.email_refused_at, refused.email_confirmed_at) == ("alice@new.example", None, None)
    assert refused.pending_email is None
    assert AccountChange.objects.get(user=refused, act=AccountAct.EMAIL).by == ada
    queue.run_pending()
    assert server.got[0]["To"] == "alice@new.example"


def test_the_last_mail_refused_leaves_no_address_behind(server: MailServer, alice: User) -> None:
    server.to_recipient = NOBODY
    departure = services.ask_deletion(alice, by=alice)
    Departure.objects.update(due_at=timezone.now())
    services.forget(departure.pk)
    queue.run_pending()
    assert Departure.objects.get(pk=departure.pk).email == ""
