"""What nobody means to send is refused by name, never answered with an error of ours."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., APIClient]


def test_words_are_sent_as_json_alone(client_of: ClientOf, ada: User) -> None:
    answer = client_of(ada).post("/api/coupons/", {"code": "FORM10", "kind": "percent"}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize("query", ["min_amount=0.5", "max_amount=2.5", "lab=%1C", "customer=%20"])
def test_a_filter_of_the_wrong_type_is_refused(client_of: ClientOf, ada: User, query: str) -> None:
    answer = client_of(ada).get(f"/api/orders/?{query}")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [query.partition("=")[0]])


def test_a_table_of_an_unknown_kind_is_refused(client_of: ClientOf, ada: User) -> None:
    answer = client_of(ada).get("/api/orders/export/", {"as": "pdf"})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["as"])


def test_a_number_beyond_all_bounds_is_no_error_of_ours(client_of: ClientOf, ada: User) -> None:
    answer = client_of(ada).post(
        "/api/inventory/items/", {"sku": 77464801987968618201088}, format="json", HTTP_IDEMPOTENCY_KEY="a-key"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("field", ["amount", "amount_per_kg", "free_from", "max_weight_mg", "days", "position"])
def test_no_term_makes_a_total_that_no_number_holds(client_of: ClientOf, ada: User, field: str) -> None:
    terms = {"name": "Parcel", "kind": "weight", "currency": "EUR", field: 2**62}
    answer = client_of(ada).post("/api/shipping-methods/", terms)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
