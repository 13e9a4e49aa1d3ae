"""Who wants to hear of what, by which channel; and the link that stops the mails."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.notifications.checks import check_words
from strato.notifications.kinds import Channel, Kind
from strato.notifications.services import set_wishes, wanted_channels
from strato.notifications.tests.factories import declared
from strato.notifications.unsubscribing import unsubscribe_url

ClientOf = Callable[..., APIClient]
HAPPENED = Kind("test.happened", "tests")
QUIET = Kind("test.quiet", "tests", default_channels=(Channel.IN_APP,))
BELL_ONLY = Kind("test.bell_only", "tests", default_channels=(Channel.IN_APP,), channels=(Channel.IN_APP,))


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    with declared(HAPPENED, QUIET, BELL_ONLY):
        yield


def table(answer: Any) -> dict[str, tuple[bool | None, bool | None, bool | None]]:
    return {line["kind"]: (line["in_app"], line["mail"], line["push"]) for line in answer.json()["kinds"]}


def test_the_table_starts_with_the_defaults(client_of: ClientOf, alice: User) -> None:
    lines = table(client_of(alice).get("/api/notification-preferences/"))
    assert lines["test.happened"] == (True, True, True)
    assert lines["test.quiet"] == (True, False, False)
    assert lines["test.bell_only"] == (True, None, None)
    assert lines["security.password_changed"] == (True, True, True)


def test_one_line_changes_the_rest_stays(client_of: ClientOf, alice: User, mona: User) -> None:
    browser = client_of(alice)
    before = table(browser.get("/api/notification-preferences/"))
    after = table(browser.put("/api/notification-preferences/", {"kinds": [{"kind": "test.quiet", "mail": True}]}))
    assert after == {**before, "test.quiet": (True, True, False)}
    assert table(client_of(mona).get("/api/notification-preferences/")) == before


def test_the_whole_table_may_come_back(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    whole = browser.get("/api/notification-preferences/").json()
    for line in whole["kinds"]:
        if line["kind"] == "test.happened":
            line["in_app"] = False
    answer = browser.put("/api/notification-preferences/", whole)
    assert (answer.status_code, table(answer)["test.happened"]) == (200, (False, True, True))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"kind": "test.unknown", "mail": True}, "unknown_kind"),
        ({"kind": "security.password_changed", "mail": False}, "kind_required"),
        ({"kind": "test.bell_only", "mail": True}, "channel_unavailable"),
    ],
)
def test_what_cannot_be_wished_is_refused(client_of: ClientOf, alice: User, line: dict[str, Any], code: str) -> None:
    answer = client_of(alice).put("/api/notification-preferences/", {"kinds": [line]})
    assert (answer.status_code, answer.data["code"]) == (400, code)


def test_security_goes_out_whatever_the_wishes_in_the_database(alice: User) -> None:
    required = Kind("test.required", "tests", required=True)
    with declared(required):
        alice.notification_preferences.create(kind="test.required", channel="mail", enabled=False)
        assert Channel.MAIL in wanted_channels(alice, required)


def path_of(url: str) -> str:
    return re.sub(r"^https?://[^/]+", "", url)


def test_one_click_stops_the_mails_of_a_kind_and_nothing_else(client_of: ClientOf, alice: User) -> None:
    path = path_of(unsubscribe_url(alice, HAPPENED.code))
    for _ in range(2):
        answer = client_of().post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200
    assert wanted_channels(alice, HAPPENED) == {Channel.IN_APP, Channel.PUSH}


def test_opening_the_link_only_asks_in_the_persons_language(client_of: ClientOf, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(language="de")
    answer = client_of().get(path_of(unsubscribe_url(alice, HAPPENED.code)), HTTP_ACCEPT="text/html")
    assert "Keine E-Mails dieser Art mehr?" in answer.content.decode()
    assert answer["Content-Type"].startswith("text/html")
    assert Channel.MAIL in wanted_channels(alice, HAPPENED)


def test_a_forged_link_is_refused(client_of: ClientOf, alice: User) -> None:
    path = path_of(unsubscribe_url(alice, HAPPENED.code))
    forged = path[:-5] + ("A" if path[-5] != "A" else "B") + path[-4:]
    for answer in (client_of().get(forged), client_of().post(forged)):
        assert (answer.status_code, answer.data["code"]) == (400, "unsubscribe_link_invalid")


def test_a_kind_without_the_words_of_its_mail_is_found_at_the_start() -> None:
    missing = {str(error.msg) for error in check_words(None)}
    languages = ("en", "de", "es")
    assert missing == {
        f"The mail notifications/mail/test.{kind}.{language}.txt is missing."
        for kind in ("happened", "quiet")
        for language in languages
    } | {f"The category tests has no title in {language}." for language in languages}


def test_saying_what_is_so_already_writes_nothing(alice: User) -> None:
    set_wishes(alice, {HAPPENED.code: {Channel.MAIL: True}}, by=alice)
    assert not alice.notification_preferences.exists()
