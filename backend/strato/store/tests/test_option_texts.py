"""Options and pictures in several languages: who writes them, who reads what, what is said to be in which language."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.orders.models import OrderLine
from strato.store import services
from strato.store.models import Product, ProductImage
from strato.store.reports import has_word_index
from strato.store.tests.test_pictures import photo
from strato.store.tests.test_texts import get

ClientOf = Callable[..., APIClient]
pytestmark = pytest.mark.django_db
GERMAN = {"de": {"Color": "Farbe", "Teal": "Petrol", "Large": "Groß"}}


def mug_of(lab: Lab, **details: Any) -> Product:
    """A teal mug, extra large, with a picture."""
    mug = services.add_product(lab, by=None, name="Mug", made_to_order=True, **details)
    services.add_variant(mug, by=None, sku="M-1", amount=1000, options={"Color": "Teal", "Height": "XL"})
    services.add_picture(mug, image=photo(8, 6), by=None, alt="A mug on a table")
    return services.publish_product(mug, by=None)


def test_a_shopper_reads_options_and_pictures(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    mug = mug_of(lab_north, option_texts=GERMAN)
    services.describe_picture(mug.images.get(), by=lena, translations={"de": "Ein Becher"})
    url = f"/api/products/{mug.slug}/"
    german, spanish = get(client_of(), url, "de").json(), get(client_of(), url, "es").json()
    [variant], [picture] = german["variants"], german["images"]
    assert (variant["title"], variant["title_language"]) == ("Petrol, XL", "de")
    assert [(one["name"]["text"], one["value"]["language"]) for one in variant["said"]] == [
        ("Farbe", "de"),
        ("Height", "en"),
    ]
    assert variant["options"] == {"Color": "Teal", "Height": "XL"}
    assert (picture["alt"], picture["alt_language"], picture["own_alt"]) == ("Ein Becher", "de", "A mug on a table")
    [variant], [picture] = spanish["variants"], spanish["images"]
    assert (variant["title"], variant["title_language"]) == ("Teal, XL", "en")
    assert (picture["alt"], picture["alt_language"]) == ("A mug on a table", "en")
    assert german["option_texts"] == GERMAN


def test_each_text_says_its_language(client_of: ClientOf, lab_north: Lab, alice: User) -> None:
    mug = mug_of(lab_north, summary="Holds coffee", translations={"de": {"name": "Becher"}}, option_texts=GERMAN)
    shelf = services.add_category(name="Kitchen", by=None, translations={"de": {"name": "Küche"}})
    services.edit_product(mug, by=None, category=shelf)
    mixed = {"name": "de", "summary": "en", "description": "en"}
    one = get(client_of(), f"/api/products/{mug.slug}/", "de").json()
    assert (one["languages"], one["category"]["languages"]) == (mixed, {"name": "de", "description": "en"})
    card = get(client_of(), "/api/products/", "de").json()["results"][0]
    assert (card["languages"], card["category"]) == ({"name": "de", "summary": "en", "category": "de"}, "Küche")
    facets = get(client_of(), "/api/products/facets/", "es").json()
    assert [(row["name"], row["language"]) for row in facets["categories"]] == [("Kitchen", "en")]
    pick = {"kind": "variant", "ref": str(mug.variants.get().pk), "quantity": 1}
    client_of(alice).post("/api/cart/items/", pick, format="json")
    for language, said in (("de", ("Becher", "de", "Petrol, XL", "de")), ("es", ("Mug", "en", "Teal, XL", "en"))):
        [line] = get(client_of(alice), "/api/cart/", language).json()["lines"]
        assert (line["title"], line["title_language"], line["detail"], line["detail_language"]) == said


def test_an_order_keeps_the_options_it_was_read_by(client_of: ClientOf, lab_north: Lab, alice: User) -> None:
    mug = mug_of(lab_north, option_texts=GERMAN)
    client = client_of(alice)
    pick = {"kind": "variant", "ref": str(mug.variants.get().pk), "quantity": 1}
    cart = client.post("/api/cart/items/", pick, format="json", headers={"Accept-Language": "de"}).json()
    headers = {"Accept-Language": "de", "Idempotency-Key": "one"}
    ordered = client.post("/api/orders/", {"expected_total": cart["total"]}, format="json", headers=headers)
    assert ordered.status_code == 201
    services.edit_product(mug, by=None, option_texts={})
    assert OrderLine.objects.get().detail == "Petrol, XL"


def test_a_maker_writes_options_and_pictures(client_of: ClientOf, lab_north: Lab, lena: User, olaf: User) -> None:
    mug = mug_of(lab_north)
    url, picture = f"/api/products/{mug.slug}/", f"/api/product-images/{mug.images.get().pk}/"
    body = {"option_texts": {"de": {"Color": " Farbe ", "Teal": ""}, "es": {}}}
    changed = client_of(lena).patch(url, body, format="json").json()
    assert changed["option_texts"] == {"de": {"Color": "Farbe"}}
    described = client_of(lena).patch(picture, {"translations": {"de": "Ein Becher", "es": " "}}, format="json").json()
    assert (described["alt"], described["translations"]) == ("A mug on a table", {"de": "Ein Becher"})
    described = (
        client_of(lena).patch(picture, {"alt": "A cup"}, format="json", headers={"Accept-Language": "de"}).json()
    )
    assert (described["alt"], described["own_alt"]) == ("Ein Becher", "A cup")
    assert client_of(olaf).patch(picture, {"alt": "x"}, format="json").status_code == 403
    assert client_of(lena).patch(url, {"summary": "Blue"}, format="json").json()["option_texts"] == {
        "de": {"Color": "Farbe"}
    }


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"option_texts": {"fr": {"Color": "Couleur"}}}, "option_texts.fr"),
        ({"option_texts": {"de": {"Color": 5}}}, "option_texts.de.Color"),
        ({"option_texts": {"de": {"Color": "x" * 61}}}, "option_texts.de.Color"),
        ({"option_texts": {"de": {"x" * 61: "Farbe"}}}, "option_texts.de"),
        ({"option_texts": {"de": {"a\x00b": "Farbe"}}}, "option_texts.de"),
        ({"option_texts": {"de": {"": "Farbe"}}}, "option_texts.de"),
        ({"option_texts": {"de": {f"w{n}": "x" for n in range(201)}}}, "option_texts.de"),
        ({"option_texts": {"de": ["Farbe"]}}, "option_texts.de"),
        ({"option_texts": {"de": None}}, "option_texts.de"),
        ({"option_texts": None}, "option_texts"),
        ({"option_texts": []}, "option_texts.non_field_errors"),
    ],
)
def test_what_is_no_word_of_an_option_is_refused_by_field(
    client_of: ClientOf, lab_north: Lab, lena: User, body: dict[str, Any], field: str
) -> None:
    mug = mug_of(lab_north, option_texts=GERMAN)
    refused = client_of(lena).patch(f"/api/products/{mug.slug}/", body, format="json")
    assert (refused.status_code, list(refused.json()["fields"])) == (400, [field])
    assert Product.objects.get().option_texts == GERMAN


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"translations": {"fr": "Une tasse"}}, "translations.fr"),
        ({"translations": {"en": "A mug"}}, "translations.en"),
        ({"translations": {"de": "x" * 201}}, "translations.de"),
        ({"translations": {"de": {"alt": "x"}}}, "translations.de"),
        ({"translations": {"de": None}}, "translations.de"),
        ({"translations": None}, "translations"),
        ({"translations": {"de": "a\x00b"}}, "translations.de"),
    ],
)
def test_what_is_no_description_is_refused_by_field(
    client_of: ClientOf, lab_north: Lab, lena: User, body: dict[str, Any], field: str
) -> None:
    picture = mug_of(lab_north).images.get()
    refused = client_of(lena).patch(f"/api/product-images/{picture.pk}/", body, format="json")
    assert (refused.status_code, list(refused.json()["fields"])) == (400, [field])
    assert ProductImage.objects.get().translations == {}


def test_options_with_impossible_names_are_refused(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    new = {"sku": "M-2", "amount": 100, "options": {"a\x00b": "c"}}
    mug = mug_of(lab_north)
    assert client_of(lena).post(f"/api/products/{mug.slug}/variants/", new, format="json").status_code == 400


def test_another_own_language_takes_options_and_pictures_along(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    """The German words become the own ones; who reads English still reads the English ones."""
    mug = mug_of(lab_north, option_texts=GERMAN)
    services.describe_picture(mug.images.get(), by=lena, translations={"de": "Ein Becher"})
    services.edit_product(mug, by=lena, language="de", name="Becher", translations={"en": {"name": "Mug"}})
    url = f"/api/products/{mug.slug}/"
    for language, title, alt in (
        ("de", ("Petrol, XL", "de"), ("Ein Becher", "de")),
        ("en", ("Teal, XL", "en"), ("A mug on a table", "en")),
        ("es", ("Petrol, XL", "de"), ("Ein Becher", "de")),
    ):
        shown = get(client_of(), url, language).json()
        [variant], [picture] = shown["variants"], shown["images"]
        assert (variant["title"], variant["title_language"]) == title
        assert (picture["alt"], picture["alt_language"]) == alt


def test_texts_that_were_german_all_along_stay(lab_north: Lab, lena: User) -> None:
    mug = mug_of(lab_north)
    services.edit_product(mug, by=lena, language="de")
    picture, variant = mug.images.get(), mug.variants.get()
    assert (picture.alt_for(["de"]), variant.title_for(["de"])) == (("A mug on a table", "de"), ("Teal, XL", "de"))
    assert Product.objects.get().option_texts == {}


def test_the_search_index_outlives_the_new_columns(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    """A table that SQLite builds anew loses its triggers; that of the words was left alone."""
    mug = mug_of(lab_north)
    assert connection.vendor == "postgresql" or has_word_index()
    services.edit_product(mug, by=lena, name="Beaker")
    assert [row["name"] for row in client_of().get("/api/products/", {"search": "beaker"}).json()["results"]] == [
        "Beaker"
    ]
    assert client_of().get("/api/products/", {"search": "mug"}).json()["results"] == []
