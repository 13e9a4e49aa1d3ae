"""Finding people, and what admins do to accounts."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from strato.accounts import services
from strato.accounts.errors import LastAdmin, NotOnYourself
from strato.accounts.models import AccountChange, Role, User, Visibility
from strato.accounts.tests.factories import UserFactory

ClientOf = Callable[..., APIClient]


def names(browser: APIClient, query: str) -> list[str]:
    return [row["display_name"] for row in browser.get(f"/api/users/?{query}").data["results"]]


def test_people_find_each_other_by_name_and_see_the_public_part(client_of: ClientOf, alice: User, mona: User) -> None:
    found = client_of(alice).get("/api/users/?search=mon").data["results"]
    assert [row["display_name"] for row in found] == ["Mona"]
    assert [found[0][secret] for secret in ("email", "role", "is_active", "last_login", "created_at")] == [None] * 5
    assert found[0]["allowed_actions"] == []


def test_without_a_search_only_admins_get_a_list(client_of: ClientOf, alice: User, ada: User) -> None:
    assert names(client_of(alice), "") == []
    assert names(client_of(alice), "search=a") == []
    assert names(client_of(ada), "") == ["Ada", "Alice"]


def test_somebody_private_is_found_only_by_who_knows_their_address(client_of: ClientOf, alice: User) -> None:
    UserFactory(name="Mia Hidden", email="mia@example.org", username="mia99", visibility=Visibility.PRIVATE)
    browser = client_of(alice)
    assert names(browser, "search=mia") == []
    assert names(browser, "search=mia@example.org") == ["Mia Hidden"]
    assert names(browser, "search=MIA99") == ["Mia Hidden"]


def test_part_of_an_address_finds_nobody(client_of: ClientOf, alice: User, mona: User) -> None:
    assert names(client_of(alice), "search=example.org") == []


@pytest.mark.parametrize(("visibility", "bio"), [("public", "I print."), ("friends", None), ("private", None)])
def test_the_bio_is_for_strangers_only_when_public(
    client_of: ClientOf, alice: User, mona: User, ada: User, visibility: str, bio: str | None
) -> None:
    User.objects.filter(pk=mona.pk).update(bio="I print.", visibility=visibility)
    assert client_of(alice).get(f"/api/users/{mona.pk}/").data["bio"] == bio
    for reader in (ada, mona):
        assert client_of(reader).get(f"/api/users/{mona.pk}/").data["bio"] == "I print."


def test_a_deactivated_person_is_gone_for_everybody_but_admins(
    client_of: ClientOf, alice: User, mona: User, ada: User
) -> None:
    User.objects.filter(pk=mona.pk).update(is_active=False)
    assert client_of(alice).get(f"/api/users/{mona.pk}/").status_code == 404
    assert names(client_of(alice), "search=mona") == []
    assert names(client_of(ada), "is_active=false") == ["Mona"]


def test_admins_filter_by_role_and_others_learn_nothing_by_it(client_of: ClientOf, alice: User, ada: User) -> None:
    assert names(client_of(ada), "role=admin") == ["Ada"]
    assert names(client_of(alice), "role=admin&search=al") == ["Alice"]


def test_the_list_costs_the_same_at_any_length(
    client_of: ClientOf, ada: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    UserFactory.create_batch(30)
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined]
        assert len(names(client_of(ada), "page_size=25")) == 25


def test_an_admin_changes_a_role_and_it_is_kept_who_did(client_of: ClientOf, alice: User, ada: User) -> None:
    browser = client_of(ada)
    answer = browser.patch(f"/api/users/{alice.pk}/", {"role": "admin", "reason": "Joins us"})
    assert (answer.status_code, answer.data["role"]) == (200, "admin")
    history = browser.get(f"/api/users/{alice.pk}/history/").data
    told = {name: history[0][name] for name in ("act", "before", "after", "by", "reason")}
    assert told == {"act": "role", "before": "user", "after": "admin", "by": "Ada", "reason": "Joins us"}


def test_the_same_role_again_leaves_no_trace(alice: User, ada: User) -> None:
    services.change_role(alice, Role.USER, by=ada)
    assert not AccountChange.objects.exists()


def test_deactivating_ends_every_session_and_reactivating_lets_in_again(
    client_of: ClientOf, alice: User, ada: User
) -> None:
    hers = APIClient()
    signed = {"email": "alice@example.org", "password": "correct horse battery"}
    pair = hers.post("/api/token/", signed).data
    browser = client_of(ada)
    answer = browser.post(f"/api/users/{alice.pk}/deactivate/", {"reason": "Spam"})
    assert (answer.data["is_active"], answer.data["allowed_actions"]) == (
        False,
        ["partial_update", "reactivate", "history"],
    )
    assert hers.post("/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 401
    assert hers.post("/api/token/", signed).data["code"] == "account_inactive"
    assert browser.post(f"/api/users/{alice.pk}/reactivate/").data["is_active"] is True
    assert hers.post("/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 401
    assert hers.post("/api/token/", signed).status_code == 200


@pytest.mark.parametrize("act", ["", "deactivate/", "reactivate/", "history/"])
def test_only_admins_keep_accounts(client_of: ClientOf, alice: User, mona: User, act: str) -> None:
    path = f"/api/users/{mona.pk}/{act}"
    for person, status in ((alice, 403), (None, 401)):
        browser = client_of(person)
        answer = browser.get(path) if act == "history/" else (browser.post if act else browser.patch)(path, {})
        assert answer.status_code == status


def test_an_admin_does_nothing_to_themselves(client_of: ClientOf, ada: User) -> None:
    UserFactory(role=Role.ADMIN)
    assert client_of(ada).patch(f"/api/users/{ada.pk}/", {"role": "user"}).status_code == 403
    with pytest.raises(NotOnYourself):
        services.deactivate(ada, by=ada)


def test_the_last_admin_stays(ada: User) -> None:
    former = UserFactory()
    with pytest.raises(LastAdmin):
        services.change_role(ada, Role.USER, by=former)
    with pytest.raises(LastAdmin):
        services.deactivate(ada, by=former)
    UserFactory(role=Role.ADMIN)
    assert services.deactivate(ada, by=former).is_active is False
