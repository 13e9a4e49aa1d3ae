"""Buying at the product's one address: a cart, an order, the payment service's own page, the money back."""

import random
from typing import Any

from journeys.production.people import Person

BERLIN = {"name": "A Buyer", "street": "Lindenstr. 12", "postal_code": "10969", "city": "Berlin", "country": "DE"}


def place_order(customer: Person) -> Any:
    """An order of one thing that the shop has, to be sent to Berlin."""
    goods = customer.get("/api/products/?available=true&page_size=50")["results"]
    product = customer.get(f"/api/products/{random.choice(goods)['slug']}/")
    variant = next(one for one in product["variants"] if one["is_active"] and one["available"] != 0)
    pick = {"kind": "variant", "ref": variant["id"], "quantity": 1}
    cart = customer.answered("PUT", "/api/cart/?country=DE", json={"items": [pick]})
    parcel = next(way["id"] for way in cart["shipping_options"] if way["problem"] == "")
    cart = customer.get(f"/api/cart/?country=DE&shipping_method={parcel}")
    return customer.post("/api/orders/", expected_total=cart["total"], shipping_method=parcel, shipping_address=BERLIN)


def pay(customer: Person, order: Any) -> Any:
    """Paid on the sandbox's page; gives the payment's name and where the page leads back to."""
    checkout = customer.post(f"/api/orders/{order['id']}/checkout/")
    form = {"way": "pay", "email": "buyer@example.org"}
    answer = customer.session.post(checkout["url"], data=form, allow_redirects=False, timeout=60)
    assert answer.is_redirect, (answer.status_code, answer.text[:500])
    return {"payment": checkout["payment"], "back": answer.headers["Location"]}


def give_back(office: Person, order: Any) -> None:
    """All of the money; the pieces are on the shelf again."""
    office.post(f"/api/orders/{order['id']}/refund/", restock=True, reason="As asked")
