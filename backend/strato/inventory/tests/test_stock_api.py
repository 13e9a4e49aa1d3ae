"""The doors of the ledger: who may, what is refused, and that a nervous finger moves stock once."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory import services
from strato.inventory.models import Balance, Item, Location, StockMove
from strato.inventory.tests.factories import ItemFactory, LocationFactory, LotFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory, MembershipFactory

Client = Callable[..., APIClient]
URL = "/api/inventory/"


@pytest.fixture
def keeper(lab_north: Lab) -> User:
    return MembershipFactory(lab=lab_north, role="stock_keeper").user


@pytest.fixture
def shelf(lab_north: Lab) -> Location:
    return LocationFactory(lab=lab_north, name="Rack 1")


@pytest.fixture
def item(lab_north: Lab, shelf: Location) -> Item:
    """Five pieces on a shelf, one of them promised."""
    made = ItemFactory(lab=lab_north, sku="B-608", name="Bearing", low_at=2000)
    services.receive(made, 5000, by=None, location=shelf, reason="opening")
    services.hold({made.pk: 1000}, reference="order:1", until=None)
    return made


def post(client: APIClient, path: str, body: Any = None, key: str = "") -> Any:
    return client.post(f"{URL}{path}", body or {}, headers={"Idempotency-Key": key or str(uuid4())})


def test_a_keeper_adds_an_item(keeper: User, lab_north: Lab, client_of: Client) -> None:
    body = {"lab": str(lab_north.pk), "sku": "G-1", "name": "Gear", "low_at": 2000}
    answer = post(client_of(keeper), "items/", body)
    assert answer.status_code == 201, answer.json()
    made = answer.json()
    assert (made["sku"], made["unit"], made["on_hand"], made["available"], made["is_low"]) == (
        "G-1",
        "piece",
        0,
        0,
        True,
    )
    again = post(client_of(keeper), "items/", body)
    assert (again.status_code, again.json()["code"]) == (409, "sku_taken")


@pytest.mark.parametrize("change", [{"sku": ""}, {"name": None}, {"low_at": -1}, {"unit": "barrel"}, {"low_at": "2"}])
def test_a_wrong_item_is_refused(change: dict[str, Any], keeper: User, lab_north: Lab, client_of: Client) -> None:
    body = {"lab": str(lab_north.pk), "sku": "G-1", "name": "Gear", **change}
    answer = post(client_of(keeper), "items/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert list(answer.json()["fields"]) == list(change)
    assert not Item.objects.exists()


def test_an_item_tells_its_stock_and_what_may_be_done(item: Item, keeper: User, mona: User, client_of: Client) -> None:
    row = client_of(keeper).get(f"{URL}items/{item.pk}/").json()
    assert (row["on_hand"], row["reserved"], row["available"], row["is_low"]) == (5000, 1000, 4000, False)
    assert row["allowed_actions"] == ["partial_update", "receive", "transfer"]  # it stays in the books
    assert client_of(mona).get(f"{URL}items/{item.pk}/").json()["allowed_actions"] == []


def test_an_item_is_edited_by_who_saw_it_last(item: Item, keeper: User, client_of: Client) -> None:
    browser = client_of(keeper)
    seen = browser.get(f"{URL}items/{item.pk}/").json()["version"]
    answer = browser.patch(f"{URL}items/{item.pk}/", {"low_at": 4000, "unit": "gram"}, headers={"If-Match": seen})
    assert (answer.json()["low_at"], answer.json()["is_low"], answer.json()["unit"]) == (4000, True, "piece")
    stale = browser.patch(f"{URL}items/{item.pk}/", {"low_at": 0}, headers={"If-Match": seen})
    assert (stale.status_code, stale.json()["code"]) == (412, "stale")


def test_an_item_that_moved_stays_in_the_books(item: Item, keeper: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(keeper).delete(f"{URL}items/{item.pk}/")
    assert (answer.status_code, answer.json()["code"]) == (409, "item_in_use")
    assert client_of(keeper).delete(f"{URL}items/{ItemFactory(lab=lab_north).pk}/").status_code == 204


def test_goods_are_received_once_for_each_key(item: Item, shelf: Location, keeper: User, client_of: Client) -> None:
    body = {"quantity": 2000, "location": str(shelf.pk), "reason": "Delivery 17"}
    first, again = (post(client_of(keeper), f"items/{item.pk}/receive/", body, key="k1") for _ in range(2))
    assert (first.status_code, again.json(), again["Idempotent-Replayed"]) == (201, first.json(), "true")
    move = first.json()
    assert (move["kind"], move["by"]["id"], move["reason"]) == ("receive", str(keeper.pk), "Delivery 17")
    assert [(entry["delta"], entry["on_hand_after"]) for entry in move["entries"]] == [(2000, 7000), (-2000, None)]
    other = post(client_of(keeper), f"items/{item.pk}/receive/", {"quantity": 1}, key="k1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    without = client_of(keeper).post(f"{URL}items/{item.pk}/receive/", body)
    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_missing")
    assert Balance.objects.get(item=item).on_hand == 7000


@pytest.mark.parametrize("quantity", [0, -5, 10**13, "1000", 1.5, None])
def test_a_wrong_quantity_is_refused(quantity: Any, item: Item, keeper: User, client_of: Client) -> None:
    answer = post(client_of(keeper), f"items/{item.pk}/receive/", {"quantity": quantity})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["quantity"])


def test_goods_go_to_shelves_of_their_lab_only(item: Item, ada: User, client_of: Client) -> None:
    body = {"quantity": 1000, "location": str(LocationFactory().pk)}
    answer = post(client_of(ada), f"items/{item.pk}/receive/", body)
    assert (answer.status_code, answer.json()["code"], list(answer.json()["fields"])) == (
        400,
        "place_refused",
        ["location"],
    )
    body = {"quantity": 1000, "lot": str(LotFactory().pk)}
    answer = post(client_of(ada), f"items/{item.pk}/receive/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "lot_refused")


def test_what_is_promised_is_not_moved_away(item: Item, lab_north: Lab, keeper: User, client_of: Client) -> None:
    there = LocationFactory(lab=lab_north)
    path, browser = f"items/{item.pk}/transfer/", client_of(keeper)
    refused = post(browser, path, {"quantity": 5000, "to": str(there.pk)})
    assert (refused.status_code, refused.json()["code"]) == (409, "insufficient_stock")
    assert refused.json()["facts"]["items"] == [{"item": str(item.pk), "wanted": 5000, "available": 4000}]
    assert post(browser, path, {"quantity": 4000, "to": str(there.pk)}).status_code == 201
    assert Balance.objects.get(item=item, location=there).on_hand == 4000


def test_a_move_is_taken_back_once(item: Item, keeper: User, client_of: Client) -> None:
    browser = client_of(keeper)
    move = post(browser, f"items/{item.pk}/receive/", {"quantity": 2000}).json()
    assert move["id"] in [row["id"] for row in browser.get(f"{URL}moves/").json()["results"]]
    assert browser.get(f"{URL}moves/{move['id']}/").json()["allowed_actions"] == ["reverse"]
    back = post(browser, f"moves/{move['id']}/reverse/", {"reason": "Booked twice"})
    assert (back.status_code, back.json()["kind"], back.json()["reverses"]) == (201, "reversal", move["id"])
    row = browser.get(f"{URL}moves/{move['id']}/").json()
    assert (row["reversed_by"], row["allowed_actions"]) == (back.json()["id"], [])
    again = post(browser, f"moves/{move['id']}/reverse/", {"reason": "Booked twice"})
    assert (again.status_code, again.json()["code"]) == (409, "already_reversed")
    assert post(browser, f"moves/{move['id']}/reverse/").status_code == 400


def test_nobody_changes_or_deletes_a_move(item: Item, ada: User, client_of: Client) -> None:
    path = f"{URL}moves/{StockMove.objects.earliest('id').pk}/"
    for method in ("patch", "put", "delete"):
        assert getattr(client_of(ada), method)(path, {"reason": "x"}).status_code == 405
    assert client_of(ada).post(f"{URL}moves/", {}).status_code == 405


def test_a_count_books_all_differences_as_one_move(
    item: Item, shelf: Location, lab_north: Lab, keeper: User, client_of: Client
) -> None:
    other, lot = ItemFactory(lab=lab_north), LotFactory(item=item)
    lines = [
        {"item": str(item.pk), "location": str(shelf.pk), "on_hand": 3000},
        {"item": str(item.pk), "location": str(shelf.pk), "lot": str(lot.pk), "on_hand": 500},
        {"item": str(other.pk), "on_hand": 7000},
    ]
    answer = post(client_of(keeper), "counts/", {"lab": str(lab_north.pk), "reason": "Yearly", "lines": lines})
    assert answer.status_code == 201, answer.json()
    booked = {
        (entry["item"]["id"], (entry["lot"] or {}).get("id")): entry["delta"]
        for entry in answer.json()["entries"]
        if entry["location"]["kind"] == "shelf"
    }
    assert booked == {(str(item.pk), None): -2000, (str(item.pk), str(lot.pk)): 500, (str(other.pk), None): 7000}
    listed = client_of(keeper).get(f"{URL}counts/").json()["results"]
    assert [(row["id"], row["allowed_actions"]) for row in listed] == [(answer.json()["id"], ["reverse"])]


def test_a_count_cannot_take_what_is_promised(item: Item, shelf: Location, keeper: User, client_of: Client) -> None:
    lines = [{"item": str(item.pk), "location": str(shelf.pk), "on_hand": 0}]
    answer = post(client_of(keeper), "counts/", {"lab": str(item.lab_id), "lines": lines})
    assert (answer.status_code, answer.json()["code"]) == (409, "stock_promised")
    assert answer.json()["facts"] == {"items": [{"item": str(item.pk), "reserved": 1000}]}


def test_wrong_lines_of_a_count_are_named(item: Item, keeper: User, client_of: Client) -> None:
    def refusal(*lines: dict[str, Any]) -> tuple[int, set[str]]:
        answer = post(client_of(keeper), "counts/", {"lab": str(item.lab_id), "lines": list(lines)})
        return answer.status_code, set(answer.json()["fields"])

    good = {"item": str(item.pk), "on_hand": 1000}
    assert refusal() == (400, {"lines"})
    assert refusal(good, {"item": str(ItemFactory().pk), "on_hand": 1}) == (400, {"lines.1.item"})
    assert refusal(good, good) == (400, {"lines"})
    assert refusal({"item": str(item.pk), "on_hand": -1}) == (400, {"lines.0.on_hand"})
    assert refusal(*[good] * 101) == (400, {"lines"})


def test_shelves_are_added_renamed_and_put_out_of_use(
    item: Item, shelf: Location, lab_north: Lab, keeper: User, client_of: Client
) -> None:
    browser = client_of(keeper)
    made = post(browser, "locations/", {"lab": str(lab_north.pk), "name": "Rack 2"})
    assert (made.status_code, made.json()["kind"], made.json()["allowed_actions"]) == (201, "shelf", ["partial_update"])
    taken = post(browser, "locations/", {"lab": str(lab_north.pk), "name": "Rack 1"})
    assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
    renamed = browser.patch(f"{URL}locations/{made.json()['id']}/", {"name": "Rack 3", "is_active": False})
    assert (renamed.json()["name"], renamed.json()["is_active"]) == ("Rack 3", False)
    in_use = browser.patch(f"{URL}locations/{shelf.pk}/", {"is_active": False})
    assert (in_use.status_code, in_use.json()["code"]) == (409, "shelf_in_use")
    supplier = Location.objects.get(lab=lab_north, kind="supplier")
    assert browser.get(f"{URL}locations/{supplier.pk}/").json()["allowed_actions"] == []
    assert browser.patch(f"{URL}locations/{supplier.pk}/", {"name": "x"}).status_code == 400


def test_lots_are_added_and_corrected(item: Item, keeper: User, client_of: Client) -> None:
    browser = client_of(keeper)
    made = post(browser, "lots/", {"item": str(item.pk), "code": "2026-11", "expires_on": "2027-11-30"})
    assert (made.status_code, made.json()["expires_on"], made.json()["on_hand"]) == (201, "2027-11-30", 0)
    known = post(browser, "lots/", {"item": str(item.pk), "code": "2026-11"})
    assert (known.status_code, known.json()["code"]) == (409, "lot_known")
    post(browser, f"items/{item.pk}/receive/", {"quantity": 3000, "lot": made.json()["id"]})
    changed = browser.patch(f"{URL}lots/{made.json()['id']}/", {"expires_on": None}).json()
    assert (changed["expires_on"], changed["on_hand"]) == (None, 3000)


def test_operators_read_and_do_not_write(item: Item, shelf: Location, mona: User, client_of: Client) -> None:
    browser, lab = client_of(mona), str(item.lab_id)
    for name in ("items", "locations", "lots", "levels", "moves", "counts"):
        assert browser.get(f"{URL}{name}/").status_code == 200, name
    move = StockMove.objects.earliest("id")
    for path, body in (
        ("items/", {"lab": lab, "sku": "x", "name": "x"}),
        ("locations/", {"lab": lab, "name": "x"}),
        ("lots/", {"item": str(item.pk), "code": "x"}),
        ("counts/", {"lab": lab, "lines": [{"item": str(item.pk), "on_hand": 0}]}),
        (f"items/{item.pk}/receive/", {"quantity": 1}),
        (f"items/{item.pk}/transfer/", {"quantity": 1, "to": str(shelf.pk)}),
        (f"moves/{move.pk}/reverse/", {"reason": "x"}),
    ):
        assert post(browser, path, body).status_code == 403, path
    assert browser.patch(f"{URL}items/{item.pk}/", {"name": "x"}).status_code == 403


def test_a_keeper_of_another_lab_writes_nothing_here(item: Item, lab_south: Lab, client_of: Client) -> None:
    """A keeper there, an operator here."""
    both = MembershipFactory(lab=lab_south, role="stock_keeper").user
    MembershipFactory(lab=item.lab, role="operator", user=both)
    lab = str(item.lab_id)
    for path, body in (
        ("items/", {"lab": lab, "sku": "x", "name": "x"}),
        ("locations/", {"lab": lab, "name": "x"}),
        ("lots/", {"item": str(item.pk), "code": "x"}),
        ("counts/", {"lab": lab, "lines": [{"item": str(item.pk), "on_hand": 0}]}),
        (f"items/{item.pk}/receive/", {"quantity": 1}),
    ):
        assert post(client_of(both), path, body).status_code == 403, path
    assert Balance.objects.get(item=item).on_hand == 5000


def test_others_see_nothing(item: Item, shelf: Location, olaf: User, alice: User, client_of: Client) -> None:
    lot, move = LotFactory(item=item), StockMove.objects.earliest("id")
    for path in (f"items/{item.pk}", f"locations/{shelf.pk}", f"lots/{lot.pk}", f"moves/{move.pk}"):
        assert client_of(olaf).get(f"{URL}{path}/").status_code == 404, path
    for name in ("items", "locations", "lots", "levels", "moves", "counts"):
        assert client_of(olaf).get(f"{URL}{name}/").json()["results"] == [], name
        assert client_of(alice).get(f"{URL}{name}/").status_code == 403, name
        assert client_of().get(f"{URL}{name}/").status_code == 401, name
    assert post(client_of(olaf), f"items/{item.pk}/receive/", {"quantity": 1}).status_code == 404


def test_lists_are_narrowed_down(item: Item, shelf: Location, lab_north: Lab, keeper: User, client_of: Client) -> None:
    gone = ItemFactory(lab=lab_north, sku="Z-1", name="Zip tie", is_active=False)
    low = ItemFactory(lab=lab_north, sku="L-1", name="Lamp", low_at=1000)
    services.receive(low, 1000, by=None, location=LocationFactory(lab=lab_north))
    browser = client_of(keeper)

    def found(path: str, *names: str) -> list[Any]:
        rows = browser.get(f"{URL}{path}").json()["results"]
        return [row[names[0]] if len(names) == 1 else row[names[0]][names[1]] for row in rows]

    assert found("items/?low=true", "sku") == ["L-1"]
    assert found("items/?is_active=false", "sku") == [gone.sku]
    assert found("items/?search=bear", "sku") == ["B-608"]
    assert found("items/?ordering=-available", "sku") == ["B-608", "L-1", "Z-1"]
    assert found(f"items/?lab={LabFactory().pk}", "sku") == []
    assert found(f"levels/?location={shelf.pk}", "item", "sku") == ["B-608"]
    assert found("levels/?search=lamp", "on_hand") == [1000]
    assert found(f"moves/?item={low.pk}", "kind") == ["receive"]
    assert found(f"moves/?location={shelf.pk}", "reason") == ["opening"]
    assert found("moves/?kind=ship", "kind") == []
    assert found("moves/?until=2020-01-01T00:00:00Z", "kind") == []
    services.count_item(low, 0, by=None, location=Location.objects.exclude(pk=shelf.pk).get(kind="shelf"))
    assert found("levels/", "item", "sku") == ["B-608"]
    assert found("levels/?empty=true", "item", "sku") == ["B-608", "L-1"]
    assert browser.get(f"{URL}items/?low=perhaps").status_code == 400


@pytest.mark.parametrize("name", ["items", "locations", "lots", "levels", "moves", "counts"])
def test_lists_cost_the_same_at_any_length(
    name: str, keeper: User, lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    shelf = LocationFactory(lab=lab_north)
    for _ in range(12):
        item = ItemFactory(lab=lab_north)
        services.receive(item, 1000, by=keeper, lot=LotFactory(item=item), location=LocationFactory(lab=lab_north))
        services.count_item(item, 2000, by=keeper, location=shelf)
    with django_assert_max_num_queries(5):
        assert len(client_of(keeper).get(f"{URL}{name}/?page_size=12").json()["results"]) == 12
