"""The catalog from outside: who sees what, found by words, narrowed down, in few queries."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory import services as inventory
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.labs.tests.factories import LabFactory
from strato.store import services
from strato.store.models import Category, Product
from strato.store.tests.factories import category, product, review

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., APIClient]


def names(client: APIClient, **query: str | float) -> list[str]:
    answer = client.get("/api/products/", query)
    assert answer.status_code == 200, answer.json()
    return [row["name"] for row in answer.json()["results"]]


def test_the_world_sees_what_is_published(
    client_of: ClientOf, lab_north: Lab, mona: User, olaf: User, ada: User
) -> None:
    product(lab_north, name="Mug")
    draft = product(lab_north, name="Secret", on_sale=False)
    for user in (None, olaf, mona, ada):
        assert names(client_of(user)) == ["Mug"]
    assert names(client_of(mona), mine="true") == ["Secret", "Mug"]
    assert names(client_of(olaf), mine="true") == []
    assert client_of(olaf).get(f"/api/products/{draft.slug}/").status_code == 404
    assert client_of(mona).get(f"/api/products/{draft.slug}/").status_code == 200


def test_products_of_a_suspended_lab_are_gone(client_of: ClientOf, lab_north: Lab) -> None:
    mug = product(lab_north)
    Lab.objects.filter(pk=lab_north.pk).update(status=LabStatus.SUSPENDED)
    assert names(client_of()) == []
    assert client_of().get(f"/api/products/{mug.slug}/").status_code == 404


def test_words_find_products_even_unfinished_ones(client_of: ClientOf) -> None:
    product(name="Layer mug", summary="Holds coffee")
    product(name="Desk lamp", description="Warm light; a mug warmer is not included")
    assert set(names(client_of(), search="mug")) == {"Layer mug", "Desk lamp"}
    assert names(client_of(), search="COFFEE lay") == ["Layer mug"]
    assert names(client_of(), search="nothing like it") == []
    assert names(client_of(), search="  ' & | ! \\ :* ") == []


def test_the_catalog_is_narrowed_down(client_of: ClientOf, alice: User) -> None:
    home = category("Home")
    desk = category("Desk", home)
    lamp = product(name="Lamp", amounts=(5000, 6000), category=desk)
    product(name="Sign", amounts=(900,), made_to_order=True)
    review(lamp, alice, rating=4)
    client = client_of()
    assert names(client, category="home") == ["Lamp"]
    assert names(client, category="no-such") == []
    assert names(client, price_max=1000) == ["Sign"]
    assert names(client, price_min=1000, price_max=5500) == ["Lamp"]
    assert names(client, rating_min=4) == ["Lamp"]
    assert names(client, rating_min=4.5) == []
    assert names(client, available="true") == ["Sign"]
    assert names(client, ordering="from_amount") == ["Sign", "Lamp"]


def test_price_bounds_mean_money_not_digits(client_of: ClientOf) -> None:
    product(LabFactory(currency="EUR"), name="Mug", amounts=(1850,))
    product(LabFactory(currency="JPY"), name="Bowl", amounts=(3000,))  # about 18 euros
    product(LabFactory(currency="GBP"), name="Lamp", amounts=(3200,))  # about 37 euros
    client = client_of()
    assert set(names(client, price_max=2500, currency="EUR")) == {"Mug", "Bowl"}
    assert names(client, price_min=2500, currency="EUR") == ["Lamp"]
    assert set(names(client, price_min=1000, price_max=4500, currency="JPY")) == {"Mug", "Bowl"}
    assert names(client, price_min=10**40, currency="EUR") == []
    assert len(names(client, price_max=10**40, currency="EUR")) == 3


@pytest.mark.parametrize("currency", ["AAA", "eur", "", "%00"])
def test_a_currency_that_nobody_knows_is_refused(client_of: ClientOf, currency: str) -> None:
    mug = product(name="Mug")
    for url in ("/api/products/", f"/api/products/{mug.slug}/"):
        answer = client_of().get(f"{url}?currency={currency}")
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["currency"])


def test_stock_makes_a_product_buyable(client_of: ClientOf, lena: User) -> None:
    mug = product(name="Mug")
    item = mug.variants.get().item
    assert item is not None
    assert names(client_of(), available="true") == []
    inventory.receive(item, 2000, by=lena)
    assert names(client_of(), available="true") == ["Mug"]
    inventory.hold({item.pk: 2000}, reference="order:1", until=None)
    assert names(client_of(), available="true") == []
    shown = client_of().get(f"/api/products/{mug.slug}/").json()
    assert shown["variants"][0]["available"] == 0


def test_prices_are_shown_in_the_currency_asked_for(client_of: ClientOf, lena: User) -> None:
    mug = product(amounts=(1850,))
    client = client_of()
    assert client.get("/api/products/").json()["results"][0]["from_price"] == {"amount": 1850, "currency": "EUR"}
    by_rate = client.get("/api/products/", {"currency": "USD"}).json()["results"][0]["from_price"]
    assert by_rate["currency"] == "USD"
    assert 1500 < by_rate["amount"] < 3000
    services.edit_variant(mug.variants.get(), prices={"USD": 1999}, by=lena)
    for url in ("/api/products/", f"/api/products/{mug.slug}/"):
        answer = client.get(url, {"currency": "USD"}).json()
        price = answer["results"][0]["from_price"] if "results" in answer else answer["variants"][0]["price"]
        assert price == {"amount": 1999, "currency": "USD"}
    assert client.get("/api/products/", {"currency": "KWD"}).json()["results"][0]["from_price"]["currency"] == "EUR"


def test_facets_count_what_the_words_leave(client_of: ClientOf) -> None:
    home = category("Home")
    desk = category("Desk", home)
    product(name="Lamp", amounts=(5000,), category=Category.objects.get(pk=desk.pk))
    product(name="Mug", amounts=(1850, 2100), category=Category.objects.get(pk=home.pk))
    facets = client_of().get("/api/products/facets/").json()
    assert [(one["name"], one["count"]) for one in facets["categories"]] == [("Home", 2), ("Desk", 1)]
    assert (facets["price_min"], facets["price_max"]) == (1850, 5000)
    narrowed = client_of().get("/api/products/facets/", {"search": "lamp"}).json()
    assert [(one["name"], one["count"]) for one in narrowed["categories"]] == [("Home", 1), ("Desk", 1)]


def test_ten_times_as_many_products_cost_the_same_queries(client_of: ClientOf, alice: User) -> None:
    client, counts = client_of(alice), []
    for more in (2, 18):
        for _ in range(more):
            product(amounts=(100, 200))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/api/products/", {"currency": "USD"})
        counts.append(len(queries))
        asked = [query["sql"] for query in queries if "store_product" in query["sql"]]
        assert sum("thumbnail" in sql for sql in asked) == 1  # prices and pictures of the page alone
    assert counts[0] == counts[1] <= 6


def test_a_manager_fills_the_shop(client_of: ClientOf, lab_north: Lab, lena: User, mona: User, olaf: User) -> None:
    body = {
        "lab": str(lab_north.pk),
        "name": "Layer mug",
        "variants": [{"sku": "MUG", "amount": 1850, "prices": {"USD": 1990}}],
    }
    assert client_of(mona).post("/api/products/", body).status_code == 403
    assert client_of(olaf).post("/api/products/", body).status_code == 403
    client = client_of(lena)
    made = client.post("/api/products/", body)
    assert made.status_code == 201, made.json()
    assert {"publish", "partial_update", "variants", "pictures", "destroy"} <= set(made.json()["allowed_actions"])
    url = f"/api/products/{made.json()['slug']}/"
    assert client.post(f"{url}variants/", {"sku": "MUG-L", "amount": 2100, "options": {"Size": "L"}}).status_code == 201
    variant = client.get(url).json()["variants"][1]
    changed = client.patch(f"/api/variants/{variant['id']}/", {"amount": 2200})
    assert (changed.status_code, changed.json()["amount"]) == (200, 2200)
    assert client.post(f"{url}publish/").json()["is_published"] is True
    assert client.delete(f"/api/variants/{variant['id']}/").status_code == 204
    assert client_of().get(url).json()["allowed_actions"] == []
    assert client_of(olaf).patch(url, {"name": "Mine"}).status_code == 403


def test_an_edit_of_an_old_version_is_refused(client_of: ClientOf, lab_north: Lab, lena: User) -> None:
    url = f"/api/products/{product(lab_north).slug}/"
    client = client_of(lena)
    tag = client.get(url)["ETag"]
    assert client.patch(url, {"name": "First"}, HTTP_IF_MATCH=tag).status_code == 200
    assert client.patch(url, {"name": "Second"}, HTTP_IF_MATCH=tag).status_code == 412
    assert Product.objects.get().name == "First"


def test_wishes_are_ones_own(client_of: ClientOf, alice: User, olaf: User) -> None:
    url = f"/api/products/{product(name='Mug').slug}/"
    assert client_of().post(f"{url}wish/").status_code == 401
    for _ in range(2):
        assert client_of(alice).post(f"{url}wish/").status_code == 204
    assert [row["name"] for row in client_of(alice).get("/api/wishlist/").json()["results"]] == ["Mug"]
    assert client_of(olaf).get("/api/wishlist/").json()["results"] == []
    assert client_of(alice).get(url).json()["is_wished"] is True
    assert client_of(alice).delete(f"{url}wish/").status_code == 204
    assert client_of(alice).get("/api/wishlist/").json()["results"] == []


def test_the_lab_answers_a_review_and_others_do_not(
    client_of: ClientOf, lab_north: Lab, alice: User, lena: User, olaf: User
) -> None:
    mug = product(lab_north)
    made = review(mug, alice)
    url = f"/api/products/{mug.slug}/reviews/{made.pk}/"
    assert client_of(olaf).post(f"{url}answer/", {"text": "Thanks"}).status_code == 403
    assert client_of(lena).post(f"{url}answer/", {"text": "Thanks"}).json()["answer"] == "Thanks"
    assert client_of(olaf).patch(url, {"rating": 1}).status_code == 403
    assert client_of(alice).patch(url, {"rating": 9}).status_code == 400
    assert client_of(alice).patch(url, {"rating": 3}).json()["rating"] == 3
    assert client_of().get(f"/api/products/{mug.slug}/reviews/").json()["results"][0]["answer"] == "Thanks"
