"""What the others see of somebody who closed their account: at once, and taken back when they stay."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts import services as accounts
from strato.accounts.models import User
from strato.core import queue
from strato.core.realtime.models import UserEvent
from strato.messaging.tests.factories import direct, group, say

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


def told(person: User) -> list[tuple[str, str]]:
    """Which conversations of theirs have new people, since the last look."""
    rows = UserEvent.objects.filter(user_id=person.pk, type="conversation.changed").order_by("seq")
    found = [(row.data["conversation"], row.data["what"]) for row in rows]
    UserEvent.objects.filter(user_id=person.pk).delete()
    return found


def shown(browser: APIClient, conversation: Any, person: User) -> tuple[str, bool, bool]:
    """The name of this person there, whether they are there, and whether they can be written to."""
    found = browser.get(f"/api/conversations/{conversation.pk}/").json()
    seat = next(one for one in found["people"] if one["id"] == str(person.pk))
    return seat["display_name"], seat["is_here"], "send" in found["allowed_actions"]


def test_a_talk_says_at_once_that_nobody_reads_it_any_more(alice: User, mona: User, client_of: Client) -> None:
    talk = direct(alice, mona)
    say(talk, alice)
    queue.run_pending()
    told(mona)
    assert shown(client_of(mona), talk, alice) == ("Alice", True, True)
    accounts.ask_deletion(alice, by=alice)
    queue.run_pending()
    assert told(mona) == [(str(talk.pk), "people")]
    assert shown(client_of(mona), talk, alice) == ("Alice", False, False)


def test_who_stays_can_be_written_to_again(alice: User, mona: User, client_of: Client) -> None:
    talk = direct(alice, mona)
    say(talk, alice)
    accounts.ask_deletion(alice, by=alice)
    queue.run_pending()
    told(mona)
    accounts.keep_account(alice, by=alice)
    queue.run_pending()
    assert told(mona) == [(str(talk.pk), "people")]
    assert shown(client_of(mona), talk, alice) == ("Alice", True, True)


def test_a_group_goes_on_without_them_and_has_them_back(alice: User, mona: User, lena: User, client_of: Client) -> None:
    club = group(mona, alice, lena)
    say(club, mona)
    queue.run_pending()
    told(lena)
    accounts.ask_deletion(alice, by=alice)
    queue.run_pending()
    assert told(lena) == [(str(club.pk), "people")]
    assert shown(client_of(lena), club, alice) == ("Alice", False, True)
    accounts.keep_account(alice, by=alice)
    assert shown(client_of(lena), club, alice) == ("Alice", True, True)


def test_an_account_that_is_closed_and_opened_by_an_admin_says_so_too(alice: User, mona: User, ada: User) -> None:
    talk = direct(alice, mona)
    say(talk, alice)
    queue.run_pending()
    told(mona)
    accounts.deactivate(alice, by=ada)
    queue.run_pending()
    accounts.reactivate(alice, by=ada)
    queue.run_pending()
    assert told(mona) == [(str(talk.pk), "people")] * 2


def test_who_left_a_talk_and_empty_talks_are_not_spoken_of(alice: User, mona: User) -> None:
    direct(alice, mona)
    accounts.ask_deletion(alice, by=alice)
    queue.run_pending()
    assert told(mona) == []
