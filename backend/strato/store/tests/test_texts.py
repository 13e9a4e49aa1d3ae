"""Texts of goods in several languages: who writes them, who reads what, what a search finds, what an order keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.orders.models import OrderLine
from strato.store import services
from strato.store.errors import OwnLanguageTranslated
from strato.store.models import Category, Product
from strato.store.tests.factories import category, product
from strato.store.texts import read

ClientOf = Callable[..., APIClient]
GERMAN = {"de": {"name": "Schichtbecher", "summary": "Hält Kaffee"}}
OWN: dict[str, Any] = {"name": "Mug", "summary": "Holds coffee", "description": "A mug."}


@pytest.mark.parametrize(
    ("readers", "name", "summary"),
    [
        ([], "Mug", "Holds coffee"),
        (["en", "de"], "Mug", "Holds coffee"),
        (["de", "en"], "Becher", "Holds coffee"),
        (["es"], "Mug", "Sujeta el café"),
        (["es", "de"], "Becher", "Sujeta el café"),
    ],
)
def test_each_text_is_read_in_the_first_language_that_has_it(readers: list[str], name: str, summary: str) -> None:
    translations = {"de": {"name": "Becher"}, "es": {"summary": "Sujeta el café"}}
    assert read(OWN, "en", translations, readers) == {"name": name, "summary": summary, "description": "A mug."}


def get(client: APIClient, url: str, language: str, **query: str) -> Any:
    return client.get(url, query, headers={"Accept-Language": language})


@pytest.mark.django_db
def test_the_shop_speaks_the_readers_language(client_of: ClientOf, lab_north: Lab, alice: User) -> None:
    shelf = category("Kitchen")
    services.edit_category(shelf, by=None, translations={"de": {"name": "Küche"}})
    mug = product(lab_north, **OWN, translations=GERMAN, category=shelf)
    services.wish_for(mug, by=alice)
    client = client_of(alice)
    for language, name, shelf_name in (
        ("de-CH, en;q=0.5", "Schichtbecher", "Küche"),
        ("es", "Mug", "Kitchen"),
        ("en", "Mug", "Kitchen"),
    ):
        for url in ("/api/products/", "/api/wishlist/"):
            answer = get(client, url, language)
            card = answer.json()["results"][0]
            assert (card["name"], card["category"]) == (name, shelf_name)
            assert "Accept-Language" in answer["Vary"]
        answer = get(client, f"/api/products/{mug.slug}/", language)
        one = answer.json()
        assert (one["name"], one["category"]["name"], one["description"]) == (name, shelf_name, "A mug.")
        assert "Accept-Language" in answer["Vary"]
        assert get(client, "/api/categories/", language).json()[0]["name"] == shelf_name
        assert get(client, "/api/products/facets/", language).json()["categories"][0]["name"] == shelf_name
        assert (one["own"], one["language"], one["translations"]) == (OWN, "en", GERMAN)
    assert client.get(f"/api/products/{mug.slug}/").json()["name"] == "Mug"


@pytest.mark.django_db
def test_words_of_any_language_find_a_product(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    mug = product(lab_north, **OWN, translations={**GERMAN, "es": {"description": "Una taza azul."}})
    for words in ("schichtbecher", "halt kaffee", "mug", "azul", "coffee taza"):
        found = get(client_of(), "/api/products/", "de", search=words).json()["results"]
        assert [row["name"] for row in found] == ["Schichtbecher"], words
    services.edit_product(mug, by=lena, translations={"de": {"name": "Humpen"}})
    assert get(client_of(), "/api/products/", "de", search="kaffee").json()["results"] == []
    assert get(client_of(), "/api/products/", "es", search="humpen").json()["results"][0]["name"] == "Mug"


@pytest.mark.django_db
def test_a_name_weighs_more_than_other_texts_in_every_language(client_of: ClientOf, lab_north: Lab) -> None:
    product(lab_north, name="Saucer", translations={"de": {"summary": "Für den Becher"}})
    product(lab_north, name="Cup", translations={"de": {"name": "Becher"}})
    product(lab_north, name="Spoon", translations={"de": {"description": "Passt in den Becher"}})
    found = get(client_of(), "/api/products/", "", search="becher").json()["results"]
    assert (found[0]["name"], len(found)) == ("Cup", 3)


@pytest.mark.django_db
def test_a_lab_finds_what_is_not_translated(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    product(lab_north, name="Mug", translations=GERMAN)
    product(lab_north, name="Saucer", translations={"de": {"summary": "Für den Becher"}, "es": {"name": "Platillo"}})
    product(lab_north, name="Becher", language="de", on_sale=False)
    for language, names in (("de", ["Saucer"]), ("es", ["Becher", "Mug"]), ("en", ["Becher"])):
        found = client_of(lena).get("/api/products/", {"mine": "true", "missing": language}).json()["results"]
        assert [row["name"] for row in found] == names, language
    assert client_of(lena).get("/api/products/", {"missing": "fr"}).status_code == 400


@pytest.mark.django_db
def test_a_manager_writes_a_product_in_several_languages(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    client = client_of(lena)
    new = {"lab": str(lab_north.pk), "name": "Becher", "language": "de", "translations": {"en": {"name": "Mug"}}}
    made = client.post("/api/products/", new, format="json")
    assert (made.status_code, made.json()["name"], made.json()["slug"]) == (201, "Becher", "becher")
    url = f"/api/products/{made.json()['slug']}/"
    body = {"translations": {"es": {"name": " Taza ", "summary": "  "}, "en": {}}}
    changed = client.patch(url, body, format="json")
    assert (changed.status_code, changed.json()["translations"]) == (200, {"es": {"name": "Taza"}})
    swapped = {"language": "es", "name": "Taza", "translations": {"de": {"name": "Becher"}}}
    assert client.patch(url, swapped, format="json").json()["own"]["name"] == "Taza"
    assert client.patch(url, {"summary": "Roja"}, format="json").json()["translations"] == {"de": {"name": "Becher"}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"translations": {"fr": {"name": "Tasse"}}}, "translations.fr"),
        ({"translations": {"de": {"title": "x"}}}, "translations.de.title"),
        ({"translations": {"de": {"name": "x" * 161}}}, "translations.de.name"),
        ({"translations": {"de": {"name": 5}}}, "translations.de.name"),
        ({"translations": {"de": {"name": None}}}, "translations.de.name"),
        ({"translations": {"de": {"name": "a\x00b"}}}, "translations.de.name"),
        ({"translations": {"de": 5}}, "translations.de.non_field_errors"),
        ({"translations": {"de": None}}, "translations.de"),
        ({"translations": []}, "translations.non_field_errors"),
        ({"translations": "de"}, "translations.non_field_errors"),
        ({"translations": None}, "translations"),
        ({"language": "fr"}, "language"),
        ({"language": None}, "language"),
        ({"translations": {"en": {"name": "Twice"}}}, "translations.en"),
        ({"language": "de"}, "translations.de"),
    ],
)
def test_what_is_no_translation_is_refused_by_field(
    client_of: ClientOf, lab_north: Lab, lena: User, ada: User, body: dict[str, Any], field: str
) -> None:
    mug = product(lab_north, **OWN, translations=GERMAN)
    shelf = category("Kitchen")
    services.edit_category(shelf, by=None, translations={"de": {"name": "Küche"}})
    for client, url in (
        (client_of(lena), f"/api/products/{mug.slug}/"),
        (client_of(ada), f"/api/categories/{shelf.pk}/"),
    ):
        refused = client.patch(url, body, format="json")
        assert (refused.status_code, list(refused.json()["fields"])) == (400, [field])
    assert Product.objects.get().translations == GERMAN
    assert Category.objects.get().translations == {"de": {"name": "Küche"}}


@pytest.mark.django_db
def test_own_texts_are_not_translated_into_their_own_language(lab_north: Lab, lena: User) -> None:
    mug = product(lab_north, **OWN, translations=GERMAN)
    with pytest.raises(OwnLanguageTranslated):
        services.edit_product(mug, by=lena, language="de")
    with pytest.raises(OwnLanguageTranslated):
        services.add_category(name="Küche", by=lena, language="de", translations={"de": {"name": "Kochen"}})


@pytest.mark.django_db
def test_an_admin_writes_categories_in_several_languages(client_of: ClientOf, ada: User, lena: User) -> None:
    new = {"name": "Küche", "language": "de", "description": "Zum Kochen", "translations": {"en": {"name": "Kitchen"}}}
    assert client_of(lena).post("/api/categories/", new, format="json").status_code == 403
    made = client_of(ada).post("/api/categories/", new, format="json").json()
    assert (made["slug"], made["own"]) == ("kuche", {"name": "Küche", "description": "Zum Kochen"})
    texts = {"translations": {"en": {"name": "Kitchen"}, "es": {"name": "Cocina"}}}
    assert client_of(ada).patch(f"/api/categories/{made['id']}/", texts, format="json").status_code == 200
    shown = {
        language: get(client_of(), "/api/categories/", language).json()[0]["name"] for language in ("en", "es", "")
    }
    assert shown == {"en": "Kitchen", "es": "Cocina", "": "Küche"}
    too_long = {"translations": {"es": {"name": "x" * 81}}}
    assert client_of(ada).patch(f"/api/categories/{made['id']}/", too_long, format="json").status_code == 400


@pytest.mark.django_db
def test_what_was_bought_keeps_the_name_it_was_read_by(client_of: ClientOf, lab_north: Lab, alice: User) -> None:
    mug = product(lab_north, **OWN, translations=GERMAN, made_to_order=True)
    client = client_of(alice)
    pick = {"kind": "variant", "ref": str(mug.variants.get().pk), "quantity": 1}
    cart = client.post("/api/cart/items/", pick, format="json", headers={"Accept-Language": "de"})
    assert (cart.json()["lines"][0]["title"], "Accept-Language" in cart["Vary"]) == ("Schichtbecher", True)
    assert get(client, "/api/cart/", "es").json()["lines"][0]["title"] == "Mug"
    ordered = client.post(
        "/api/orders/",
        {"expected_total": cart.json()["total"]},
        format="json",
        headers={"Accept-Language": "de", "Idempotency-Key": "one"},
    )
    assert ordered.status_code == 201
    services.edit_product(mug, by=None, translations={"de": {"name": "Humpen"}})
    url = f"/api/orders/{ordered.json()['id']}/"
    for language in ("de", "en"):
        assert get(client, url, language).json()["lines"][0]["title"] == "Schichtbecher"
    assert OrderLine.objects.get().title == "Schichtbecher"
