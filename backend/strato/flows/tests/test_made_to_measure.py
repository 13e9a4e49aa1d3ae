"""From a pet's measurements to prices."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.community.tests.factories import PetFactory, friends
from strato.inventory.models import Material
from strato.printing.models import Model3D

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]


@pytest.fixture
def pixel(alice: User) -> Any:
    return PetFactory(owner=alice, name="Pixel", visibility="public", neck_mm=385, leg_mm=300, weight_g=17_200)


def at(pet: Any, more: str = "") -> str:
    return f"/api/pets/{pet.pk}/made-to-measure/{more}"


def test_every_design_says_what_it_proposes(alice: User, pixel: Any, client_of: Client) -> None:
    tag, holder, slider = client_of(alice).get(at(pixel)).json()
    assert [tag["design"], holder["design"], slider["design"]] == ["collar_tag", "bowl_holder", "strap_slider"]
    assert (tag["needs"], tag["missing"], tag["out_of_reach"]) == (["neck"], [], [])
    assert tag["letterings"][0] == {"name": "name", "most": 24, "proposed": "Pixel"}
    assert holder["lengths"][0] == {"name": "height_mm", "least": 40, "most": 200, "proposed": 180}


def test_a_tag_becomes_a_model_that_is_ready_for_prices(alice: User, pixel: Any, client_of: Client) -> None:
    petg = Material.objects.get(code="petg")
    answer = client_of(alice).post(at(pixel), {"design": "collar_tag", "text": "0171 2345"}, format="json")
    assert answer.status_code == 201, answer.json()
    made = answer.json()
    model = Model3D.objects.get()
    assert made == {
        "model": str(model.pk),
        "material": str(petg.pk),
        "layer_height_mm": 0.2,
        "infill_percent": 100,
        "wall_count": 3,
    }
    assert (model.owner, model.status, model.is_watertight, model.name) == (alice, "ready", True, "Pixel - collar tag")


def test_without_its_material_the_model_is_made_all_the_same(alice: User, pixel: Any, client_of: Client) -> None:
    Material.objects.filter(code="petg").update(is_active=False)
    answer = client_of(alice).post(at(pixel), {"design": "bowl_holder", "bowl_mm": 150.5}, format="json")
    assert (answer.status_code, answer.json()["material"]) == (201, None)


def test_a_preview_is_the_same_solid_and_leaves_nothing(alice: User, pixel: Any, client_of: Client) -> None:
    wishes = {"design": "strap_slider", "strap_mm": 20}
    seen = client_of(alice).post(at(pixel, "preview/"), wishes, format="json")
    assert (seen.status_code, seen["Content-Type"]) == (200, "model/stl")
    assert not Model3D.objects.exists()
    client_of(alice).post(at(pixel), wishes, format="json")
    assert Model3D.objects.get().file.read() == seen.content


@pytest.mark.parametrize("door", ["", "preview/"])
def test_a_missing_measurement_is_said(door: str, alice: User, client_of: Client) -> None:
    pet = PetFactory(owner=alice, neck_mm=90)
    missing = client_of(alice).post(at(pet, door), {"design": "bowl_holder"}, format="json")
    assert (missing.status_code, missing.json()["code"]) == (409, "measure_missing")
    assert list(missing.json()["fields"]) == ["leg"]
    beyond = client_of(alice).post(at(pet, door), {"design": "collar_tag"}, format="json")
    assert (beyond.status_code, beyond.json()["code"]) == (409, "measure_out_of_reach")
    assert [said["message"] for said in beyond.json()["fields"]["neck"]] == ["Between 120 and 1200."]
    tag, holder, _ = client_of(alice).get(at(pet)).json()
    assert (tag["out_of_reach"], holder["missing"]) == ([{"measure": "neck", "least": 120, "most": 1200}], ["leg"])


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({}, "design"),
        ({"design": "kennel"}, "design"),
        ({"design": "collar_tag", "hole_mm": 9}, "hole_mm"),
        ({"design": "collar_tag", "hole_mm": "5"}, "hole_mm"),
        ({"design": "collar_tag", "name": "\x00"}, "name"),
        ({"design": "collar_tag", "name": "x" * 25}, "name"),
        ({"design": "collar_tag", "name": "小"}, "name"),
        ({"design": "collar_tag", "text": "W" * 32}, "text"),
        ({"design": "bowl_holder", "height_mm": 1e300}, "height_mm"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(
    wishes: Any, field: str, alice: User, pixel: Any, client_of: Client
) -> None:
    for door in ("", "preview/"):
        answer = client_of(alice).post(at(pixel, door), wishes, format="json")
        assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    assert not Model3D.objects.exists()


def test_nobody_else_finds_the_doors_of_a_pet(
    alice: User, mona: User, ada: User, pixel: Any, client_of: Client
) -> None:
    friends(alice, mona)
    for who in (mona, ada):
        browser = client_of(who)
        assert browser.get(at(pixel)).status_code == 404
        assert browser.post(at(pixel), {"design": "collar_tag"}, format="json").status_code == 404
        assert browser.post(at(pixel, "preview/"), {"design": "collar_tag"}, format="json").status_code == 404
    assert client_of().get(at(pixel)).status_code == 401
