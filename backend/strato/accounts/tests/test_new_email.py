"""A person changes their e-mail address: the new one counts when the mail to it was answered."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail, signing
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import links, portable, services, tasks
from strato.accounts.errors import AccountInactive
from strato.accounts.models import AccountAct, AccountChange, EmailChange, User
from strato.accounts.portability import Records
from strato.accounts.tests.factories import PASSWORD, UserFactory
from strato.core import queue
from strato.core.queue import Job
from strato.notifications.models import Notification

ClientOf = Callable[..., APIClient]
DOOR, AGAIN, CONFIRM = "/api/me/email/", "/api/me/email/again/", "/api/me/email/confirm/"
OLD, NEW = "alice@example.org", "alice@new.example"


def signed_in(email: str = OLD) -> APIClient:
    browser = APIClient()
    answer = browser.post("/api/token/", {"email": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.data
    browser.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.data['access']}")
    return browser


def ask(browser: APIClient, email: str = NEW, password: str = PASSWORD) -> None:
    answer = browser.post(DOOR, {"email": email, "password": password})
    assert (answer.status_code, answer.data["pending_email"]) == (200, email.lower()), answer.data
    queue.run_pending()


def mailed_to(address: str) -> list[str]:
    """The subjects of what came there."""
    return [letter.subject for letter in mail.outbox if letter.to == [address]]


def mailed_token(address: str = NEW) -> str:
    """What the newest link that came there says."""
    letter = [one for one in mail.outbox if one.to == [address]][-1]
    found = re.search(r"https?://\S+/confirm-new-email\S+", str(letter.body))
    assert found
    return parse_qs(urlsplit(found.group().rstrip(")")).query)["token"][0]


def confirm(token: str) -> tuple[int, str]:
    answer = APIClient().post(CONFIRM, {"token": token})
    return answer.status_code, (answer.data or {}).get("code", "")


def test_the_new_address_counts_once_the_mail_to_it_is_answered(alice: User) -> None:
    browser = signed_in()
    ask(browser, "Alice@New.Example")
    me = browser.get("/api/me/").data
    assert (me["email"], me["pending_email"]) == (OLD, NEW)
    assert (mailed_to(NEW), mailed_to(OLD)) == (["Confirm your new e-mail address"], [])

    assert confirm(mailed_token()) == (204, "")
    me = browser.get("/api/me/").data
    assert (me["email"], me["pending_email"], me["email_confirmed_at"] is not None) == (NEW, None, True)
    signed_in(NEW)
    assert APIClient().post("/api/token/", {"email": OLD, "password": PASSWORD}).status_code == 401


def test_both_mailboxes_and_the_bell_are_told(alice: User) -> None:
    ask(signed_in())
    confirm(mailed_token())
    queue.run_pending()
    assert mailed_to(OLD) == ["Your account has another e-mail address"]
    assert mailed_to(NEW)[-1] == "Your e-mail address was changed"
    assert not any(NEW in str(letter.body) for letter in mail.outbox if letter.to == [OLD])
    assert Notification.objects.get(recipient=alice).kind == "security.email_changed"


def test_the_audit_says_so_without_an_address(alice: User) -> None:
    ask(signed_in())
    confirm(mailed_token())
    change = AccountChange.objects.get(user=alice)
    assert (change.act, change.before, change.after, change.by) == (AccountAct.EMAIL, "unconfirmed", "confirmed", alice)


def test_every_session_ends_but_the_one_that_asked(alice: User) -> None:
    here, there = signed_in(), signed_in()
    ask(here)
    assert there.get("/api/me/").status_code == 200
    confirm(mailed_token())
    assert (here.get("/api/me/").status_code, there.get("/api/me/").status_code) == (200, 401)


def test_a_link_works_once(alice: User) -> None:
    ask(signed_in())
    token = mailed_token()
    assert [confirm(token), confirm(token)] == [(204, ""), (400, "link_invalid")]


def test_a_link_is_good_for_a_day(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    EmailChange.objects.update(expires_at=timezone.now())
    assert confirm(mailed_token()) == (400, "link_invalid")
    assert browser.get("/api/me/").data["pending_email"] is None
    assert browser.post(AGAIN).data["code"] == "email_change_missing"
    tasks.forget_sessions()
    assert not EmailChange.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "\x00", "a" * 401, 7, None, ["x"], signing.dumps("x", salt="other")])
def test_what_is_no_link_is_refused(db: None, token: object) -> None:
    answer = APIClient().post(CONFIRM, {"token": token}, format="json")
    assert answer.status_code == 400


def test_a_signed_word_that_is_no_id_is_refused(db: None) -> None:
    for word in ("x", 7, None, ["x"]):
        assert confirm(signing.dumps(word, salt=links.CHANGE_SALT)) == (400, "link_invalid")


def test_it_can_be_called_off(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    assert [browser.delete(DOOR).status_code for _ in range(2)] == [204, 204]
    assert browser.get("/api/me/").data["pending_email"] is None
    assert confirm(mailed_token()) == (400, "link_invalid")


def test_another_address_takes_the_place_of_the_one_before(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    ask(browser, "alice@third.example")
    assert confirm(mailed_token()) == (400, "link_invalid")
    assert confirm(mailed_token("alice@third.example")) == (204, "")


def test_the_same_address_again_keeps_its_link(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    ask(browser)
    assert browser.post(AGAIN).data["pending_email"] == NEW
    queue.run_pending()
    assert len(mailed_to(NEW)) <= 2  # one in five minutes, and a pause may end in between
    assert confirm(mailed_token()) == (204, "")


def test_sending_again_lets_the_link_live_from_now_on(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    soon = timezone.now() + timedelta(minutes=1)
    EmailChange.objects.update(expires_at=soon)
    Job.objects.all().delete()  # the pause is over
    assert browser.post(AGAIN).status_code == 200
    queue.run_pending()
    assert len(mailed_to(NEW)) == 2
    assert EmailChange.objects.get().expires_at > soon + timedelta(hours=23)


def test_a_taken_address_is_answered_alike_and_its_owner_is_told(alice: User, mona: User) -> None:
    browser = signed_in()
    mail.outbox.clear()
    ask(browser, mona.email.upper())
    assert mailed_to(mona.email) == ["Somebody wanted to use your e-mail address"]
    assert not any("confirm-new-email" in str(letter.body) for letter in mail.outbox)
    assert browser.get("/api/me/").data["pending_email"] == mona.email


def test_an_address_that_was_taken_meanwhile_is_refused(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    UserFactory(email=NEW)
    assert confirm(mailed_token()) == (400, "email_taken")
    assert browser.get("/api/me/").data["email"] == OLD


@pytest.mark.parametrize(
    ("given", "status", "code", "fields"),
    [
        ({"email": NEW, "password": "wrong"}, 400, "wrong_password", ["password"]),
        ({"email": "Alice@Example.ORG", "password": PASSWORD}, 400, "email_unchanged", ["email"]),
        ({"email": "nonsense", "password": PASSWORD}, 400, "invalid", ["email"]),
        ({"email": f"{'a' * 250}@b.example", "password": PASSWORD}, 400, "invalid", ["email"]),
        ({"email": "\x00@b.example", "password": PASSWORD}, 400, "invalid", ["email"]),
        ({"password": PASSWORD}, 400, "invalid", ["email"]),
        ({"email": NEW}, 403, "proof_required", []),
        ({"email": NEW, "proof": "x"}, 403, "proof_required", []),
    ],
)
def test_what_is_refused_asks_for_nothing(
    client_of: ClientOf, alice: User, given: dict[str, str], status: int, code: str, fields: list[str]
) -> None:
    answer = client_of(alice).post(DOOR, given)
    assert (answer.status_code, answer.data["code"], list(answer.data.get("fields") or [])) == (status, code, fields)
    assert not EmailChange.objects.exists()


def test_a_letter_that_grows_in_lower_case_is_measured_as_it_is_kept(client_of: ClientOf, alice: User) -> None:
    domain = ".".join(["\u0130" * 50] * 4)  # 203 letters, 403 in lower case
    answer = client_of(alice).post(DOOR, {"email": f"a@{domain}.example", "password": PASSWORD})
    assert (answer.status_code, list(answer.data["fields"])) == (400, ["email"])


def test_a_proof_by_a_passkey_or_password_does_instead(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    proof = browser.post("/api/me/proof/", {"password": PASSWORD}).data["proof"]
    assert browser.post(DOOR, {"email": NEW, "proof": proof}).data["pending_email"] == NEW


@override_settings(AXES_ENABLED=True)
def test_guessing_the_password_locks_like_guessing_at_the_sign_in(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    codes = [browser.post(DOOR, {"email": NEW, "password": f"wrong {n}"}).data["code"] for n in range(12)]
    assert codes[0] == "wrong_password"
    assert codes[-1] == "account_locked"


def test_a_reset_link_from_before_is_dead(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(last_login=None)
    ask(signed_in())
    alice.refresh_from_db()
    query = parse_qs(urlsplit(links.reset_link(alice)).query)
    reset = {"uid": query["uid"][0], "token": query["token"][0], "password": "forty-micron-summer"}
    confirm(mailed_token())
    answer = APIClient().post("/api/password-reset/confirm/", reset)
    assert (answer.status_code, answer.data["code"]) == (400, "link_invalid")


def test_another_password_calls_it_off(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    browser.post("/api/me/password/", {"current": PASSWORD, "new": "forty-micron-summer"})
    assert confirm(mailed_token()) == (400, "link_invalid")


def test_a_closed_account_confirms_nothing(alice: User, ada: User) -> None:
    ask(signed_in())
    services.deactivate(alice, by=ada)
    assert confirm(mailed_token()) == (400, "link_invalid")


def test_who_leaves_confirms_nothing_and_asks_for_nothing(alice: User) -> None:
    browser = signed_in()
    ask(browser)
    services.ask_deletion(alice, by=alice)
    assert confirm(mailed_token()) == (400, "link_invalid")
    assert browser.post(DOOR, {"email": NEW, "password": PASSWORD}).status_code == 401
    for act in (
        lambda: services.ask_new_email(alice, email=NEW, by=alice),
        lambda: services.send_email_change_again(alice, by=alice),
    ):
        with pytest.raises(AccountInactive):
            act()


def test_a_refused_address_is_forgotten_with_its_mark(alice: User) -> None:
    ask(signed_in())
    User.objects.filter(pk=alice.pk).update(email_refused_at=timezone.now(), email_refusal="550 User unknown")
    confirm(mailed_token())
    alice.refresh_from_db()
    assert (alice.email_refused_at, alice.email_refusal) == (None, "")


@override_settings(AXES_ENABLED=True)
def test_sign_ins_of_before_stay_theirs(alice: User) -> None:
    ask(signed_in())
    confirm(mailed_token())
    alice.refresh_from_db()
    ours = [piece for piece in portable.gives(alice) if isinstance(piece, Records) and piece.name == "sign-ins.json"]
    assert len(list(ours[0].rows)) == 1


def test_a_profile_saved_from_before_does_not_bring_the_old_address_back(alice: User) -> None:
    stale = User.objects.get(pk=alice.pk)
    ask(signed_in())
    confirm(mailed_token())
    services.update_profile(stale, changes={"name": "Alice"}, by=stale)
    alice.refresh_from_db()
    assert (alice.email, alice.name) == (NEW, "Alice")
