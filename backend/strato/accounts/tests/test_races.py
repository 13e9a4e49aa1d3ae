"""Two at once, on a real PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connections
from django.utils import timezone
from rest_framework.test import APIClient
from rest_framework_simplejwt.token_blacklist.models import OutstandingToken

from strato.accounts import challenges, links, services, tokens
from strato.accounts.challenges import Purpose
from strato.accounts.errors import ChallengeRefused, LastAdmin, NotLeaving
from strato.accounts.models import AccountAct, AccountChange, Address, Departure, EmailChange, Role, User
from strato.accounts.tests.factories import UserFactory
from strato.core.errors import DomainError

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BERLIN = {"name": "A", "street": "Lindenstr. 12", "city": "Berlin", "country": "DE"}


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave, or the code of its refusal, when all begin at the same moment."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            gate.wait(60)
            return act()
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_one_address_is_registered_once() -> None:
    def register() -> tuple[int, str]:
        answer = APIClient().post("/api/register/", {"email": "new@example.org", "password": "layers-of-teal-9"})
        return answer.status_code, answer.data.get("code", "")

    results = sorted(at_once(*[register] * 6))
    assert results == [(201, ""), *[(400, "email_taken")] * 5]
    assert User.objects.count() == 1


def confirming(person: User) -> Callable[[], str]:
    """Whoever follows the link to the address that this person asked for."""
    services.ask_new_email(person, email="new@example.org", by=person)
    token = parse_qs(urlsplit(links.change_link(EmailChange.objects.get(user=person))).query)["token"][0]
    return lambda: str(services.confirm_new_email(token).email)


def test_two_who_confirm_the_same_new_address_end_as_one() -> None:
    people = UserFactory.create_batch(4)
    results = at_once(*[confirming(person) for person in people])
    assert sorted(results) == [*["email_taken"] * 3, "new@example.org"]
    assert User.objects.filter(email="new@example.org").count() == 1
    assert AccountChange.objects.filter(act=AccountAct.EMAIL).count() == 1


def test_a_link_to_a_new_address_works_once_however_often_it_is_followed_at_once() -> None:
    results = at_once(*[confirming(UserFactory())] * 4)
    assert sorted(results) == [*["link_invalid"] * 3, "new@example.org"]
    assert AccountChange.objects.filter(act=AccountAct.EMAIL).count() == 1


def test_one_username_is_given_once() -> None:
    people = UserFactory.create_batch(4)
    acts = [lambda who=who: services.update_profile(who, changes={"username": "Layers"}, by=who).pk for who in people]
    results = at_once(*acts)
    assert sorted(map(str, results)).count("username_taken") == 3


def test_windows_that_refresh_together_get_the_same_session() -> None:
    refresh = tokens.issue(UserFactory()).refresh
    results = at_once(*[lambda: services.refresh_session(refresh)] * 6)
    assert len({pair.refresh for pair in results}) == 1
    assert OutstandingToken.objects.count() == 2


def test_two_admins_cannot_remove_each_other() -> None:
    ada, bea = UserFactory(role=Role.ADMIN), UserFactory(role=Role.ADMIN)
    results = at_once(
        lambda: services.deactivate(ada, by=bea).pk,
        lambda: services.change_role(bea, Role.USER, by=ada).pk,
    )
    assert results.count(LastAdmin.code) == 1
    assert User.objects.active_admins().count() == 1


def test_many_first_addresses_have_one_default() -> None:
    owner = UserFactory()
    results = at_once(*[lambda: services.add_address(owner, fields=dict(BERLIN), by=owner).pk] * 6)
    assert len(set(results)) == 6
    assert Address.objects.filter(user=owner, is_default=True).count() == 1


@pytest.mark.parametrize("round_", range(4))
def test_an_account_is_either_kept_or_forgotten(round_: int) -> None:
    alice = UserFactory(email="alice@example.org")
    departure = services.ask_deletion(alice, by=alice)
    Departure.objects.filter(pk=departure.pk).update(due_at=timezone.now())
    alice.refresh_from_db()
    ticket = challenges.give(Purpose.KEEP, alice)

    kept, forgotten = at_once(lambda: services.keep_by(ticket).pk, lambda: services.forget(departure.pk))
    alice.refresh_from_db()
    ends = set(AccountChange.objects.filter(act__in=[AccountAct.KEEP, AccountAct.FORGET]).values_list("act", flat=True))
    if kept == alice.pk:
        assert (forgotten, alice.is_active, alice.email) == (False, True, "alice@example.org")
        assert ends == {AccountAct.KEEP}
        assert not Departure.objects.exists()
    else:
        assert kept in (NotLeaving.code, ChallengeRefused.code)  # begun, or over: whose ticket it was is nobody by then
        assert (forgotten, alice.is_gone, alice.is_active) == (True, True, False)
        assert ends == {AccountAct.FORGET}


def test_two_workers_forget_a_person_once() -> None:
    alice = UserFactory()
    departure = services.ask_deletion(alice, by=alice)
    Departure.objects.filter(pk=departure.pk).update(due_at=timezone.now())
    results = at_once(*[lambda: services.forget(departure.pk)] * 3)
    assert sorted(results) == [False, False, True]
    assert AccountChange.objects.filter(act=AccountAct.FORGET).count() == 1
