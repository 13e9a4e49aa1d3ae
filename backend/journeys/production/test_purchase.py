"""A purchase over the production topology: the webhook alone settles it, the buyer's page is told, the money comes back."""

import requests

from journeys.production.people import Person
from journeys.production.shopping import give_back, pay, place_order
from journeys.production.topology import Topology, until


def test_a_purchase_is_paid_by_webhook_and_given_back(topology: Topology, alice: Person) -> None:
    with alice.socket() as line:
        order = place_order(alice)
        path = f"/api/orders/{order['id']}/"
        paid = pay(alice, order)
        assert "/checkout/success" in paid["back"]
        line.until("status.changed", id=order["id"], to_status="paid")
        assert alice.get(path)["paid"] == order["total"]
    invoice = until(lambda: next((one for one in alice.get(path)["documents"] if one["kind"] == "invoice"), None))
    link = alice.get(f"{path}documents/{invoice['id']}/")["url"]
    paper = alice.session.get(topology.url + link, timeout=20)
    assert paper.content.startswith(b"%PDF")
    give_back(Person(topology.url, "ada"), order)
    until(lambda: alice.get(path)["refunded"] == order["total"])


def test_a_stranger_sees_nothing_of_it(topology: Topology, alice: Person) -> None:
    order = place_order(alice)
    assert requests.get(f"{topology.url}/api/orders/{order['id']}/", timeout=20).status_code == 401
    alice.post(f"/api/orders/{order['id']}/cancel/")
