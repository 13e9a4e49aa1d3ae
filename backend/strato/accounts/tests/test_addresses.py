"""Addresses: one's own, with exactly one default."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from rest_framework.test import APIClient

from strato.accounts import services
from strato.accounts.errors import DefaultNeeded
from strato.accounts.models import Address, User
from strato.accounts.services.addresses import MAX_ADDRESSES
from strato.accounts.tests.factories import AddressFactory, UserFactory

ClientOf = Callable[..., APIClient]
BERLIN = {"name": "Alice", "street": "Lindenstr. 12", "postal_code": "10969", "city": "Berlin", "country": "de"}


def add(browser: APIClient, **fields: Any) -> Any:
    return browser.post("/api/me/addresses/", {**BERLIN, **fields})


def test_the_first_address_is_the_default(client_of: ClientOf, alice: User) -> None:
    answer = add(client_of(alice))
    assert (answer.status_code, answer.data["is_default"], answer.data["country"]) == (201, True, "DE")


def test_the_flags_move_to_the_address_that_takes_them(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    first, second = add(browser, is_billing=True).data["id"], add(browser).data["id"]
    browser.patch(f"/api/me/addresses/{second}/", {"is_default": True, "is_billing": True})
    listed = browser.get("/api/me/addresses/").data
    assert [(row["id"], row["is_default"], row["is_billing"]) for row in listed] == [
        (second, True, True),
        (first, False, False),
    ]


def test_the_default_is_not_given_up_without_an_heir(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    address = add(browser).data["id"]
    answer = browser.patch(f"/api/me/addresses/{address}/", {"is_default": False})
    assert (answer.status_code, answer.data["code"]) == (409, "default_needed")


def test_deleting_the_default_makes_the_newest_other_one_the_default(client_of: ClientOf, alice: User) -> None:
    browser = client_of(alice)
    ids = [add(browser, city=city).data["id"] for city in ("Berlin", "Bonn", "Bremen")]
    assert browser.delete(f"/api/me/addresses/{ids[0]}/").status_code == 204
    assert Address.objects.get(user=alice, is_default=True).city == "Bremen"


@pytest.mark.parametrize("country", ["XX", "DEU", ""])
def test_a_country_that_is_none_is_refused(client_of: ClientOf, alice: User, country: str) -> None:
    answer = add(client_of(alice), country=country)
    assert (answer.status_code, list(answer.data["fields"])) == (400, ["country"])


def test_there_is_an_end_to_adding(client_of: ClientOf, alice: User) -> None:
    AddressFactory.create_batch(MAX_ADDRESSES, user=alice)
    answer = add(client_of(alice))
    assert (answer.status_code, answer.data["code"]) == (409, "too_many_addresses")


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_nobody_else_sees_an_address_not_even_an_admin(
    client_of: ClientOf, alice: User, olaf: User, ada: User, method: str
) -> None:
    address = AddressFactory(user=alice)
    for stranger in (olaf, ada):
        answer = getattr(client_of(stranger), method)(f"/api/me/addresses/{address.pk}/", {})
        assert (answer.status_code, answer.data["code"]) == (404, "not_found")
    assert client_of().get("/api/me/addresses/").status_code == 401


def test_the_database_allows_one_default(alice: User) -> None:
    AddressFactory(user=alice, is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressFactory(user=alice, is_default=True)


class AnyWalk(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["add", "flag", "unflag", "drop"]), st.integers(0, 4)), max_size=12))
    def test_whatever_happens_there_is_exactly_one_default(self, steps: list[tuple[str, int]]) -> None:
        owner = UserFactory()
        for act, number in steps:
            mine = list(owner.addresses.order_by("pk"))
            if act == "add" or not mine:
                services.add_address(owner, fields={**BERLIN, "is_default": number > 2}, by=owner)
                continue
            chosen = mine[number % len(mine)]
            if act == "drop":
                services.remove_address(chosen, by=owner)
            else:
                try:
                    services.change_address(chosen, fields={"is_default": act == "flag"}, by=owner)
                except DefaultNeeded:
                    assert chosen.is_default
            assert owner.addresses.filter(is_default=True).count() == min(1, owner.addresses.count())
