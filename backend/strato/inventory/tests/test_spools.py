from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.inventory.models import Spool
from strato.inventory.tests.factories import MaterialFactory, MaterialPriceFactory, SpoolFactory
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory, MembershipFactory

Client = Callable[..., APIClient]
URL = "/api/spools/"


@pytest.fixture
def keeper(lab_north: Lab) -> User:
    return MembershipFactory(lab=lab_north, role="stock_keeper").user


def asked(at: Lab, **changes: Any) -> dict[str, Any]:
    material = MaterialFactory()
    known = {
        "lab": str(at.pk),
        "material": str(material.pk),
        "color_name": "Orange",
        "color_hex": "#F97316",
        "initial_mg": 1_000_000,
    }
    return {**known, **changes}


def test_a_stock_keeper_puts_a_spool_on_the_shelf(keeper: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(keeper).post(URL, asked(lab_north, label="A-12"), HTTP_IDEMPOTENCY_KEY="one")
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert (body["remaining_mg"], body["color_hex"], body["is_low"]) == (1_000_000, "#f97316", False)
    move = Spool.objects.get(pk=body["id"]).moves.get()
    assert (move.delta_mg, move.by, move.reason) == (1_000_000, keeper, "added")


def test_a_spool_that_is_sent_twice_stands_once_on_the_shelf(keeper: User, lab_north: Lab, client_of: Client) -> None:
    body = asked(lab_north)
    first, second = (client_of(keeper).post(URL, body, HTTP_IDEMPOTENCY_KEY="one") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] == second.json()["id"]
    assert Spool.objects.count() == 1
    without = client_of(keeper).post(URL, body)
    assert (without.status_code, without.json()["code"]) == (400, "idempotency_key_missing")


def test_a_keeper_edits_only_the_version_that_the_list_showed(keeper: User, lab_north: Lab, client_of: Client) -> None:
    spool = SpoolFactory(lab=lab_north)
    client = client_of(keeper)
    shown = client.get(URL).json()["results"][0]["version"]
    assert client.get(f"{URL}{spool.pk}/")["ETag"] == shown
    first = client.patch(f"{URL}{spool.pk}/", {"label": "A-1"}, headers={"If-Match": shown})
    assert (first.status_code, first.json()["version"]) == (200, first["ETag"])
    late = client.patch(f"{URL}{spool.pk}/", {"label": "A-2"}, headers={"If-Match": shown})
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert late.json()["facts"]["current"] == first.json()["version"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"initial_mg": 0}, "invalid"),
        ({"initial_mg": -5}, "invalid"),
        ({"initial_mg": 10**18}, "invalid"),
        ({"color_hex": "orange"}, "invalid"),
        ({"color_hex": "#12345g"}, "invalid"),
        ({"remaining_mg": 1_000_001}, "spool_overfull"),
        ({"material": "01890000-0000-7000-8000-000000000001"}, "invalid"),
    ],
)
def test_a_wrong_spool_is_refused(
    change: dict[str, Any], code: str, keeper: User, lab_north: Lab, client_of: Client
) -> None:
    answer = client_of(keeper).post(URL, asked(lab_north, **change), HTTP_IDEMPOTENCY_KEY="one")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not Spool.objects.exists()


def test_operators_see_the_stock_but_do_not_keep_it(mona: User, lab_north: Lab, client_of: Client) -> None:
    spool = SpoolFactory(lab=lab_north)
    row = client_of(mona).get(f"{URL}{spool.pk}/").json()
    assert row["allowed_actions"] == ["moves"]
    assert client_of(mona).post(URL, asked(lab_north)).status_code == 403
    for act in ("archive", "restore"):
        assert client_of(mona).post(f"{URL}{spool.pk}/{act}/").status_code == 403
    assert client_of(mona).patch(f"{URL}{spool.pk}/", {"label": "x"}).status_code == 403
    assert client_of(mona).post(f"{URL}{spool.pk}/count/", {"remaining_mg": 1}).status_code == 403


def test_others_see_nothing(olaf: User, alice: User, lab_north: Lab, client_of: Client) -> None:
    spool = SpoolFactory(lab=lab_north)
    assert client_of(olaf).get(f"{URL}{spool.pk}/").status_code == 404
    assert client_of(olaf).post(f"{URL}{spool.pk}/archive/").status_code == 404
    assert client_of(olaf).get(URL).json()["results"] == []
    assert client_of(alice).get(URL).status_code == 403
    assert client_of().get(URL).status_code == 401


def test_a_spool_is_edited_but_never_its_content(keeper: User, lab_north: Lab, client_of: Client) -> None:
    spool = SpoolFactory(lab=lab_north)
    changes = {"label": "B-1", "color_hex": "#AABBCC", "low_at_mg": 5, "remaining_mg": 7, "initial_mg": 7}
    body = client_of(keeper).patch(f"{URL}{spool.pk}/", changes).json()
    assert (body["label"], body["color_hex"], body["low_at_mg"]) == ("B-1", "#aabbcc", 5)
    assert (body["remaining_mg"], body["initial_mg"]) == (1_000_000, 1_000_000)


def test_a_count_corrects_the_book_and_says_so(keeper: User, lab_north: Lab, client_of: Client) -> None:
    spool = SpoolFactory(lab=lab_north, remaining_mg=500_000)
    body = client_of(keeper).post(f"{URL}{spool.pk}/count/", {"remaining_mg": 420_000, "reason": "weighed"}).json()
    assert body["remaining_mg"] == 420_000
    moves = client_of(keeper).get(f"{URL}{spool.pk}/moves/").json()["results"]
    assert [(move["delta_mg"], move["remaining_mg"], move["reason"]) for move in moves] == [
        (-80_000, 420_000, "weighed")
    ]
    over = client_of(keeper).post(f"{URL}{spool.pk}/count/", {"remaining_mg": 1_000_001})
    assert (over.status_code, over.json()["code"]) == (400, "spool_overfull")


def test_a_spool_is_archived_and_restored(keeper: User, lab_north: Lab, client_of: Client) -> None:
    spool = SpoolFactory(lab=lab_north)
    browser = client_of(keeper)
    archived = browser.post(f"{URL}{spool.pk}/archive/").json()
    assert archived["is_archived"]
    assert "restore" in archived["allowed_actions"]
    assert "archive" not in archived["allowed_actions"]
    assert browser.get(URL).json()["count"] == 0
    assert browser.get(f"{URL}?archived=true").json()["count"] == 1
    assert not browser.post(f"{URL}{spool.pk}/restore/").json()["is_archived"]


def test_spools_are_searched_and_narrowed_down(keeper: User, lab_north: Lab, client_of: Client) -> None:
    low = SpoolFactory(lab=lab_north, remaining_mg=90_000, color_name="Black", color_hex="#000000")
    petg = SpoolFactory(lab=lab_north, material=MaterialFactory(code="petg", name="PETG"), label="Z-9")
    browser = client_of(keeper)

    def found(query: str) -> list[str]:
        return [row["id"] for row in browser.get(f"{URL}?{query}").json()["results"]]

    assert found("low=true") == [str(low.pk)]
    assert found(f"material={petg.material_id}") == [str(petg.pk)]
    assert found("search=z-9") == [str(petg.pk)]
    assert found("color_hex=%23000000") == [str(low.pk)]
    assert found(f"lab={LabFactory().pk}") == []
    assert found("ordering=remaining_mg") == [str(low.pk), str(petg.pk)]


def test_the_list_costs_the_same_at_any_length(
    keeper: User, lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    SpoolFactory.create_batch(20, lab=lab_north)
    with django_assert_max_num_queries(4):
        assert len(client_of(keeper).get(URL).json()["results"]) == 20


def test_the_stock_of_a_lab_by_material_and_color(
    mona: User, olaf: User, lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    MaterialPriceFactory(lab=lab_north, amount_per_kg=2900)
    SpoolFactory(lab=lab_north, remaining_mg=700_000)
    SpoolFactory(lab=lab_north, remaining_mg=50_000)
    SpoolFactory(lab=lab_north, is_archived=True)
    SpoolFactory(
        lab=lab_north, material=MaterialFactory(code="petg", name="PETG"), color_name="Black", color_hex="#000000"
    )
    url = f"/api/labs/{lab_north.pk}/stock/"
    with django_assert_max_num_queries(4):
        petg, pla = client_of(mona).get(url).json()
    assert (petg["material"]["code"], petg["color_name"], petg["amount_per_kg"]) == ("petg", "Black", None)
    assert pla["material"]["code"] == "pla"
    shown = ("available_mg", "largest_mg", "spools", "low_spools", "amount_per_kg")
    assert [pla[field] for field in shown] == [750_000, 700_000, 2, 1, 2900]
    assert client_of(olaf).get(url).status_code == 403
    assert client_of().get(url).status_code == 401
