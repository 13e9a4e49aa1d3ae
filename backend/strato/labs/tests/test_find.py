from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.api.serializers import LabSummarySerializer
from strato.labs.models import Lab
from strato.labs.tests.factories import LabFactory, MembershipFactory

Client = Callable[..., APIClient]


def names(answer: Any) -> list[str]:
    body = answer.json()
    return [row["name"] for row in (body["results"] if isinstance(body, dict) else body)]


@pytest.fixture
def labs(db: None) -> None:
    LabFactory(name="Alpha", city="Hamburg", country="DE", lat=53.55, lng=9.99)
    LabFactory(name="Beta", city="Berlin", country="DE", lat=52.52, lng=13.40, payment_policy="free")
    LabFactory(name="Gamma", city="Wien", country="AT", lat=48.21, lng=16.37, auto_accept=True)
    LabFactory(name="Hidden", city="Hamburg", country="DE", lat=53.55, lng=9.99, status="pending")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alpha", "Beta", "Gamma"]),
        ("?search=wien", ["Gamma"]),
        ("?city=hamburg", ["Alpha"]),
        ("?country=de&ordering=-name", ["Beta", "Alpha"]),
        ("?payment_policy=free", ["Beta"]),
        ("?auto_accept=true", ["Gamma"]),
        ("?status=pending", []),
        ("?mine=true", []),
        ("?page_size=1&page=2", ["Beta"]),
    ],
)
def test_the_world_finds_active_labs(query: str, found: list[str], labs: None, client_of: Client) -> None:
    assert names(client_of().get(f"/api/labs/{query}")) == found


def test_members_find_their_own_in_every_status(labs: None, alice: User, client_of: Client) -> None:
    MembershipFactory(lab=Lab.objects.get(name="Hidden"), user=alice, role="owner")
    MembershipFactory(lab=Lab.objects.get(name="Beta"), user=alice, role="operator")
    rows = client_of(alice).get("/api/labs/?mine=true").json()["results"]
    assert [(row["name"], row["status"], row["my_role"]) for row in rows] == [
        ("Beta", "active", "operator"),
        ("Hidden", "pending", "owner"),
    ]
    assert names(client_of(alice).get("/api/labs/")) == ["Alpha", "Beta", "Gamma"]


def test_the_list_says_of_each_lab_what_the_lab_itself_says(labs: None, alice: User, client_of: Client) -> None:
    lab = LabFactory(name="Delta", opening_hours={"mon": [["09:00", "12:00"]]}, cover="labs/delta.webp")
    MembershipFactory(lab=lab, user=alice, role="owner")
    browser = client_of(alice)
    rows = browser.get("/api/labs/").json()["results"]
    assert len(rows) == 4
    for row in rows:
        one = browser.get(f"/api/labs/{row['id']}/").json()
        assert row == {name: one[name] for name in row}
        assert [*row] == [*LabSummarySerializer.Meta.fields]


def test_admins_find_those_awaiting_approval(labs: None, ada: User, client_of: Client) -> None:
    assert names(client_of(ada).get("/api/labs/?status=pending")) == ["Hidden"]


def test_nearby_gives_the_nearest_first_with_the_distance(labs: None, client_of: Client) -> None:
    rows = client_of().get("/api/labs/nearby/?lat=53.6&lng=10&radius_km=300").json()
    assert [row["name"] for row in rows] == ["Alpha", "Beta"]
    assert rows[0]["distance_km"] == pytest.approx(5.6, abs=0.2)
    assert rows[1]["distance_km"] == pytest.approx(258, abs=3)
    assert names(client_of().get("/api/labs/nearby/?lat=53.6&lng=10&radius_km=20")) == ["Alpha"]


def test_nearby_looks_across_the_180th_meridian(db: None, client_of: Client) -> None:
    LabFactory(name="Fiji", lat=-17.0, lng=-179.9)
    assert names(client_of().get("/api/labs/nearby/?lat=-17&lng=179.9&radius_km=100")) == ["Fiji"]


@pytest.mark.parametrize(
    "query", ["", "?lat=1", "?lat=91&lng=0", "?lat=x&lng=0", "?lat=0&lng=0&radius_km=0", "?lat=nan&lng=0"]
)
def test_nearby_needs_a_place(query: str, db: None, client_of: Client) -> None:
    answer = client_of().get(f"/api/labs/nearby/{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_lab_that_is_not_there_is_404(db: None, client_of: Client) -> None:
    assert client_of().get("/api/labs/nonsense/").status_code == 404
    assert client_of().get("/api/labs/01890000-0000-7000-8000-000000000001/").status_code == 404


def test_lists_cost_the_same_at_any_length(alice: User, client_of: Client, django_assert_max_num_queries: Any) -> None:
    for _ in range(20):
        MembershipFactory(lab=LabFactory(lat=50, lng=10), user=alice, role="operator")
    with django_assert_max_num_queries(4):
        assert len(client_of(alice).get("/api/labs/").json()["results"]) == 20
    with django_assert_max_num_queries(3):
        assert len(client_of(alice).get("/api/labs/nearby/?lat=50&lng=10").json()) == 20


def test_me_knows_my_labs(mona: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(mona).get("/api/me/").json()["memberships"] == [
        {"lab": str(lab_north.pk), "name": "Lab North", "slug": "lab-north", "status": "active", "role": "operator"}
    ]


def test_the_list_opens_as_its_first_page(client_of: Client, alice: User, labs: None) -> None:
    """The opening is read by a question of its own, which must not know better."""
    MembershipFactory(user=alice, lab=Lab.objects.get(name="Beta"))
    reader = client_of(alice)
    for size in (1, 3, 10):
        opened = reader.get(f"/api/labs/?page_size={size}").json()
        asked = reader.get(f"/api/labs/?page_size={size}&page=1").json()
        assert (opened["count"], opened["results"], opened["previous"]) == (3, asked["results"], None)
        assert bool(opened["next"]) == bool(asked["next"]) == (size < 3)


def test_a_list_of_nothing_opens_empty(client_of: Client, db: None) -> None:
    assert client_of().get("/api/labs/").json() == {"count": 0, "next": None, "previous": None, "results": []}
