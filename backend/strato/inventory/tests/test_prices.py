from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory.models import Material, MaterialPrice
from strato.inventory.tests.factories import MaterialFactory, MaterialPriceFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory

Client = Callable[..., APIClient]
URL = "/api/material-prices/"


@pytest.fixture
def pla(db: None) -> Material:
    return MaterialFactory()


def asked(lab: Lab, material: Material, amount: Any = 3200) -> dict[str, Any]:
    return {"lab": str(lab.pk), "material": str(material.pk), "amount_per_kg": amount}


def test_a_manager_offers_a_material(lena: User, lab_north: Lab, pla: Material, client_of: Client) -> None:
    answer = client_of(lena).post(URL, asked(lab_north, pla))
    assert answer.status_code == 201, answer.json()
    assert (answer.json()["lab"]["currency"], answer.json()["amount_per_kg"]) == ("EUR", 3200)
    assert MaterialPrice.objects.get(lab=lab_north, material=pla).amount_per_kg == 3200


def test_a_material_has_one_price_per_lab(lena: User, lab_north: Lab, pla: Material, client_of: Client) -> None:
    client_of(lena).post(URL, asked(lab_north, pla))
    answer = client_of(lena).post(URL, asked(lab_north, pla, 1))
    assert (answer.status_code, answer.json()["code"]) == (409, "already_priced")
    assert MaterialPrice.objects.get().amount_per_kg == 3200


def test_a_manager_changes_and_removes_the_price(lena: User, lab_north: Lab, client_of: Client) -> None:
    price = MaterialPriceFactory(lab=lab_north)
    assert client_of(lena).patch(f"{URL}{price.pk}/", {"amount_per_kg": 2900}).json()["amount_per_kg"] == 2900
    assert client_of(lena).delete(f"{URL}{price.pk}/").status_code == 204
    assert not MaterialPrice.objects.exists()


def test_operators_and_outsiders_price_nothing(
    mona: User, olaf: User, alice: User, lena: User, lab_north: Lab, pla: Material, client_of: Client
) -> None:
    price = MaterialPriceFactory(lab=lab_north, material=MaterialFactory(code="petg", name="PETG"))
    for person in (mona, olaf, alice):
        assert client_of(person).post(URL, asked(lab_north, pla)).status_code == 403
        assert client_of(person).patch(f"{URL}{price.pk}/", {"amount_per_kg": 1}).status_code == 403
        assert client_of(person).delete(f"{URL}{price.pk}/").status_code == 403
    foreign = LabFactory()
    assert client_of(lena).post(URL, asked(foreign, pla)).status_code == 403
    assert client_of().post(URL, asked(lab_north, pla)).status_code == 401


def test_a_lab_that_one_cannot_see_does_not_exist(lena: User, pla: Material, client_of: Client) -> None:
    answer = client_of(lena).post(URL, asked(LabFactory(status="pending"), pla))
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["lab"])


@pytest.mark.parametrize("amount", [-1, 1.5, "x", None, 10**12])
def test_an_amount_is_a_sane_integer(amount: Any, lena: User, lab_north: Lab, pla: Material, client_of: Client) -> None:
    assert client_of(lena).post(URL, asked(lab_north, pla, amount)).status_code == 400


def test_prices_are_public_for_active_labs_only(
    lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        MaterialPriceFactory(lab=lab_north, material=MaterialFactory(code=f"m{number}", name=f"M{number}"))
    MaterialPriceFactory(lab=LabFactory(status="suspended"))
    with django_assert_max_num_queries(3):
        rows = client_of().get(f"{URL}?lab={lab_north.pk}").json()["results"]
    assert len(rows) == 8
    assert len(client_of().get(URL).json()["results"]) == 8
