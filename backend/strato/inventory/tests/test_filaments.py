from collections.abc import Callable

from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory import filaments
from strato.inventory.catalog import MATERIALS
from strato.inventory.models import HEX_COLOR

Client = Callable[..., APIClient]


def test_every_filament_is_of_a_material_of_the_catalog() -> None:
    codes = {material.code for material in MATERIALS}
    found = [filament for filament, _ in filaments.catalog()]
    assert {filament.material for filament in found} <= codes
    assert len(found) > 10_000
    for filament in found:
        HEX_COLOR(filament.color_hex)


def test_words_are_found_in_any_order_and_the_closest_first() -> None:
    found = filaments.search("orange prusament", material="pla")
    assert found
    assert all("Prusament" in filament.brand for filament in found)
    assert all("orange" in filament.color_name.casefold() for filament in found)
    assert filaments.search("prusament prusa orange", material="petg")[0].color_name == "Prusa Orange"
    assert filaments.search("no such thing at all") == []


def test_a_maker_picks_from_the_list(mona: User, client_of: Client) -> None:
    rows = client_of(mona).get("/api/filaments/?search=prusament%20prusa%20orange&material=petg").json()
    assert rows[0] == {
        "material": "petg",
        "brand": "Prusament",
        "color_name": "Prusa Orange",
        "color_hex": rows[0]["color_hex"],
    }
    assert len(client_of(mona).get("/api/filaments/").json()) == 30
    assert client_of().get("/api/filaments/").status_code == 401
    assert client_of(mona).get("/api/filaments/?material=!").status_code == 400
