from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab, Membership
from strato.labs.tests.factories import LabFactory

Client = Callable[..., APIClient]


def test_anyone_signed_in_applies_and_becomes_owner(alice: User, client_of: Client) -> None:
    asked = {"name": "Hafen Lab", "city": "Hamburg", "rates": {"setup_amount": 300}}
    answer = client_of(alice).post("/api/labs/", asked)
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert (body["status"], body["slug"], body["my_role"]) == ("pending", "hafen-lab", "owner")
    assert (body["rates"]["setup_amount"], body["rates"]["machine_hour"]["fdm"]) == (300, 180)
    assert Membership.objects.get(lab_id=body["id"]).user == alice
    assert body["allowed_actions"] == ["partial_update", "cover", "history"]  # the only owner stays


def test_nobody_applies_without_signing_in(client_of: Client) -> None:
    assert client_of().post("/api/labs/", {"name": "X"}).status_code == 401


def test_labs_of_one_name_get_different_slugs(alice: User, client_of: Client) -> None:
    LabFactory(name="Hafen Lab", slug="hafen-lab")
    slugs = [client_of(alice).post("/api/labs/", {"name": "Hafen Lab"}).json()["slug"] for _ in range(2)]
    assert slugs == ["hafen-lab-2", "hafen-lab-3"]


def test_a_name_without_latin_letters_still_gets_a_slug(alice: User, client_of: Client) -> None:
    assert client_of(alice).post("/api/labs/", {"name": "工房"}).json()["slug"] == "lab"


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({}, "invalid", "name"),
        ({"name": "X", "lat": 91}, "invalid", "lat"),
        ({"name": "X", "lat": 50}, "invalid", "lng"),
        ({"name": "X", "country": "Germany"}, "invalid", "country"),
        ({"name": "X", "currency": "XXX"}, "invalid", "currency"),
        ({"name": "X", "currency": "KWD"}, "currency_unavailable", "currency"),
        ({"name": "X", "timezone": "Europe/Nowhere"}, "unknown_timezone", "timezone"),
        ({"name": "X", "opening_hours": {"mon": [["18:00", "09:00"]]}}, "invalid_hours", "opening_hours.mon"),
        ({"name": "X", "opening_hours": [1]}, "invalid_hours", None),
        ({"name": "X", "rates": {"setup_amount": -1}}, "invalid", "rates.setup_amount"),
        (
            {"name": "X", "rates": {"quantity_breaks": [{"from": 3, "percent": 1}] * 2}},
            "invalid_rates",
            "quantity_breaks",
        ),
    ],
)
def test_a_wrong_application_is_refused(
    asked: dict[str, Any], code: str, field: str | None, alice: User, client_of: Client
) -> None:
    answer = client_of(alice).post("/api/labs/", asked)
    assert (answer.status_code in (400, 409), answer.json()["code"]) == (True, code)
    assert field is None or field in answer.json()["fields"]
    assert not Lab.objects.exists()


def test_nobody_applies_as_an_active_lab(alice: User, client_of: Client) -> None:
    body = client_of(alice).post("/api/labs/", {"name": "X", "status": "active", "slug": "mine"}).json()
    assert (body["status"], body["slug"]) == ("pending", "x")
