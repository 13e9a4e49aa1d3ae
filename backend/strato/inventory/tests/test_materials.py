from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory.catalog import MATERIALS
from strato.inventory.models import Material, Spool
from strato.inventory.tests.factories import MaterialFactory, MaterialPriceFactory, SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory

Client = Callable[..., APIClient]
NEW = {"code": "hips", "name": "HIPS", "technology": "fdm", "density_g_cm3": 1.04}


@pytest.fixture
def pla(db: None) -> Material:
    return MaterialFactory()


def codes(answer: Any) -> set[str]:
    return {row["code"] for row in answer.json()["results"]}


@pytest.mark.django_db
def test_a_new_platform_has_the_catalog(client_of: Client) -> None:
    for entry in MATERIALS:  # tests with real transactions empty the tables
        MaterialFactory(
            code=entry.code, name=entry.name, technology=entry.technology, density_g_cm3=entry.density_g_cm3
        )
    rows = {row["code"]: row for row in client_of().get("/api/materials/").json()["results"]}
    assert rows.keys() == {entry.code for entry in MATERIALS}
    assert (rows["pla"]["density_g_cm3"], rows["pla"]["technology"]) == (1.24, "fdm")
    assert rows["resin-tough"]["technology"] == "sla"


def test_materials_are_searched_and_narrowed_down(pla: Material, lab_north: Lab, client_of: Client) -> None:
    resin = MaterialFactory(code="r1", name="Castable wax", technology="sla", density_g_cm3=1.1)
    MaterialPriceFactory(lab=lab_north, material=pla)
    MaterialPriceFactory(lab=LabFactory(status="pending"), material=resin)
    browser = client_of()
    assert codes(browser.get("/api/materials/?search=castable")) == {"r1"}
    assert "r1" in codes(browser.get("/api/materials/?technology=sla"))
    assert "pla" not in codes(browser.get("/api/materials/?technology=sla"))
    assert codes(browser.get(f"/api/materials/?lab={lab_north.pk}")) == {"pla"}
    assert codes(browser.get("/api/materials/?offered=true")) == {"pla"}


def test_admins_keep_the_catalog(ada: User, client_of: Client) -> None:
    added = client_of(ada).post("/api/materials/", NEW)
    assert added.status_code == 201, added.json()
    url = f"/api/materials/{added.json()['id']}/"
    assert client_of(ada).patch(url, {"description": "Dissolves in limonene.", "is_active": False}).status_code == 200
    assert client_of().get(url).status_code == 404
    assert client_of(ada).get(url).json()["description"] == "Dissolves in limonene."
    assert client_of(ada).delete(url).status_code == 204
    assert not Material.objects.filter(code="hips").exists()


def test_others_do_not(lena: User, pla: Material, client_of: Client) -> None:
    assert client_of(lena).post("/api/materials/", NEW).status_code == 403
    assert client_of(lena).patch(f"/api/materials/{pla.pk}/", {"name": "X"}).status_code == 403
    assert client_of().delete(f"/api/materials/{pla.pk}/").status_code == 401


@pytest.mark.parametrize(
    "change",
    [{"density_g_cm3": 0}, {"density_g_cm3": -1}, {"technology": "cnc"}, {"code": "no spaces"}, {"code": "pla"}],
)
def test_a_wrong_material_is_refused(change: dict[str, Any], pla: Material, ada: User, client_of: Client) -> None:
    answer = client_of(ada).post("/api/materials/", {**NEW, **change})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_material_in_use_is_not_deleted(pla: Material, ada: User, client_of: Client) -> None:
    SpoolFactory(material=pla)
    answer = client_of(ada).delete(f"/api/materials/{pla.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "material_in_use")
    assert "destroy" not in client_of(ada).get(f"/api/materials/{pla.pk}/").json()["allowed_actions"]
    Spool.objects.all().delete()
    assert "destroy" in client_of(ada).get("/api/materials/").json()["results"][0]["allowed_actions"]
    assert Material.objects.filter(pk=pla.pk).exists()


def test_a_lab_shows_its_materials_and_colors(
    pla: Material, lab_north: Lab, lab_south: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    petg, asa = MaterialFactory(code="petg-x"), MaterialFactory(code="asa-x")
    for material in (pla, petg):
        MaterialPriceFactory(lab=lab_north, material=material)
    for _ in range(3):
        SpoolFactory(lab=lab_north, material=pla, color_hex="#ff0000", color_name="Red")
    SpoolFactory(lab=lab_north, material=petg, color_hex="#00ff00", color_name="Green", is_archived=True)
    SpoolFactory(lab=lab_north, material=asa, color_hex="#0000ff", color_name="Not offered")
    SpoolFactory(lab=lab_south, material=pla, color_hex="#ffffff", color_name="Elsewhere")
    listed = client_of().get(f"/api/materials/?lab={lab_north.pk}").json()["results"]
    assert {row["id"] for row in listed} == {str(pla.pk), str(petg.pk)}
    with django_assert_max_num_queries(2):
        colors = client_of().get(f"/api/materials/colors/?lab={lab_north.pk}").json()
    assert colors == [{"material": str(pla.pk), "color_hex": "#ff0000", "color_name": "Red"}]


def test_colors_of_a_lab_that_one_does_not_see_are_not_found(alice: User, client_of: Client) -> None:
    hidden = LabFactory(status="pending")
    assert client_of(alice).get(f"/api/materials/colors/?lab={hidden.pk}").status_code == 404
    assert client_of(alice).get("/api/materials/colors/").status_code == 400


def test_colors_in_stock_over_all_active_labs(pla: Material, lab_north: Lab, lab_south: Lab, client_of: Client) -> None:
    SpoolFactory(lab=lab_north, remaining_mg=300_000)
    SpoolFactory(lab=lab_south, remaining_mg=100_000, color_name="Signal orange")
    SpoolFactory(lab=lab_south, remaining_mg=50_000, color_name="Orange")
    SpoolFactory(lab=lab_south, color_name="Black", color_hex="#000000")
    SpoolFactory(lab=lab_south, color_name="Gone", color_hex="#111111", remaining_mg=0)
    SpoolFactory(lab=lab_south, color_name="Shelved", color_hex="#222222", is_archived=True)
    SpoolFactory(lab=LabFactory(status="suspended"), color_name="Closed", color_hex="#333333")
    SpoolFactory(material=MaterialFactory(code="petg", name="PETG"), lab=lab_north, color_hex="#444444")
    assert client_of().get(f"/api/materials/{pla.pk}/colors/").json() == [
        {"color_hex": "#000000", "color_name": "Black", "available_mg": 1_000_000, "labs": 1},
        {"color_hex": "#f97316", "color_name": "Orange", "available_mg": 450_000, "labs": 2},
    ]


def test_lists_cost_the_same_at_any_length(
    pla: Material, lab_south: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        SpoolFactory(lab=lab_south, color_hex=f"#0000{number:02x}")
    with django_assert_max_num_queries(2):
        client_of().get("/api/materials/")
    with django_assert_max_num_queries(3):
        assert len(client_of().get(f"/api/materials/{pla.pk}/colors/").json()) == 15
