from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.realtime import bus, topics
from strato.labs import services
from strato.labs.models import Lab, Membership
from strato.labs.tests.factories import MembershipFactory
from strato.labs.tests.together import refusals, together

Client = Callable[..., APIClient]


@pytest.fixture
def owner(lab_north: Lab) -> User:
    return MembershipFactory(lab=lab_north, role="owner").user


def url(lab: Lab, member: User | None = None) -> str:
    tail = f"{Membership.objects.get(lab=lab, user=member).pk}/" if member else ""
    return f"/api/labs/{lab.pk}/members/{tail}"


def test_the_people_of_a_lab_see_each_other(mona: User, lena: User, lab_north: Lab, client_of: Client) -> None:
    rows = client_of(mona).get(url(lab_north)).json()["results"]
    assert [(row["user"]["name"], row["role"], row["email"]) for row in rows] == [
        ("Mona", "operator", "mona@example.org"),
        ("Lena", "manager", "lena@example.org"),
    ]
    assert rows[0]["allowed_actions"] == []


def test_others_do_not_see_them(olaf: User, lena: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(olaf).get(url(lab_north)).status_code == 403
    assert client_of().get(url(lab_north)).status_code == 401
    Lab.objects.filter(pk=lab_north.pk).update(status="suspended")
    assert client_of(olaf).get(url(lab_north)).status_code == 404
    assert client_of(olaf).get("/api/labs/nonsense/members/").status_code == 404


def test_a_manager_adds_somebody_by_mail(lena: User, alice: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(lena).post(url(lab_north), {"email": "Alice@Example.org", "role": "stock_keeper"})
    assert (answer.status_code, answer.json()["user"]["id"]) == (201, str(alice.pk))
    assert Membership.objects.get(lab=lab_north, user=alice).role == "stock_keeper"


def test_a_manager_adds_somebody_by_id(lena: User, alice: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(lena).post(url(lab_north), {"user": str(alice.pk), "role": "manager"}).status_code == 201


@pytest.mark.parametrize(
    "asked",
    [
        {"role": "operator"},
        {"email": "nobody@example.org", "role": "operator"},
        {"email": "alice@example.org"},
        {"email": "alice@example.org", "role": "king"},
    ],
)
def test_a_wrong_invitation_is_refused(
    asked: dict[str, Any], lena: User, alice: User, lab_north: Lab, client_of: Client
) -> None:
    assert client_of(lena).post(url(lab_north), asked).status_code == 400
    assert not lab_north.memberships.filter(user=alice).exists()


def test_nobody_is_a_member_twice(lena: User, mona: User, lab_north: Lab, client_of: Client) -> None:
    answer = client_of(lena).post(url(lab_north), {"email": mona.email, "role": "manager"})
    assert (answer.status_code, answer.json()["code"]) == (409, "already_member")


def test_operators_add_nobody(mona: User, alice: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(mona).post(url(lab_north), {"email": alice.email, "role": "operator"}).status_code == 403


def test_managers_make_no_owners(lena: User, mona: User, alice: User, lab_north: Lab, client_of: Client) -> None:
    added = client_of(lena).post(url(lab_north), {"email": alice.email, "role": "owner"})
    raised = client_of(lena).patch(url(lab_north, mona), {"role": "owner"})
    assert [(answer.status_code, answer.json()["code"]) for answer in (added, raised)] == [(403, "owners_only")] * 2


def test_managers_touch_no_owners(lena: User, owner: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(lena).patch(url(lab_north, owner), {"role": "operator"}).status_code == 403
    assert client_of(lena).delete(url(lab_north, owner)).status_code == 403


def test_an_owner_makes_another_owner_and_leaves(owner: User, lena: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(owner).patch(url(lab_north, lena), {"role": "owner"}).json()["role"] == "owner"
    assert client_of(owner).post(f"/api/labs/{lab_north.pk}/leave/").status_code == 204
    assert list(lab_north.memberships.filter(role="owner").values_list("user", flat=True)) == [lena.pk]


def test_the_last_owner_stays(owner: User, ada: User, lena: User, lab_north: Lab, client_of: Client) -> None:
    answers = [
        client_of(owner).post(f"/api/labs/{lab_north.pk}/leave/"),
        client_of(owner).patch(url(lab_north, owner), {"role": "manager"}),
        client_of(ada).delete(url(lab_north, owner)),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(409, "last_owner")] * 3
    assert lab_north.memberships.get(user=owner).role == "owner"


def test_who_must_stay_is_offered_no_way_out(owner: User, lena: User, lab_north: Lab, client_of: Client) -> None:
    def offers() -> tuple[bool, list[str]]:
        lab = client_of(owner).get(f"/api/labs/{lab_north.pk}/").json()
        rows = client_of(owner).get(url(lab_north)).json()["results"]
        return "leave" in lab["allowed_actions"], next(r for r in rows if r["user"]["id"] == str(owner.pk))[
            "allowed_actions"
        ]

    assert offers() == (False, [])
    client_of(owner).patch(url(lab_north, lena), {"role": "owner"})
    assert offers() == (True, ["partial_update", "destroy"])


def test_a_new_role_counts_at_once(lena: User, mona: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(mona).patch(f"/api/labs/{lab_north.pk}/", {"phone": "1"}).status_code == 403
    client_of(lena).patch(url(lab_north, mona), {"role": "manager"})
    fresh = User.objects.get(pk=mona.pk)
    assert client_of(fresh).patch(f"/api/labs/{lab_north.pk}/", {"phone": "1"}).status_code == 200


def test_a_manager_removes_an_operator(lena: User, mona: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(lena).delete(url(lab_north, mona)).status_code == 204
    assert not lab_north.memberships.filter(user=mona).exists()


def test_who_is_no_member_any_more_stops_following_live(
    mona: User, lena: User, lab_north: Lab, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr("strato.core.realtime.bus.send", lambda header, body=b"": sent.append(header))
    assert topics.may_follow(mona, f"lab:{lab_north.pk}")
    membership = Membership.objects.get(lab=lab_north, user=mona)
    with django_capture_on_commit_callbacks(execute=True):
        services.change_role(membership, role="stock_keeper", by=lena)
        services.remove_member(membership, by=lena)
    assert [header for header in sent if isinstance(header, bus.Revoke)] == [
        bus.Revoke(user=str(mona.pk), topic=None)
    ] * 2
    assert not topics.may_follow(User.objects.get(pk=mona.pk), f"lab:{lab_north.pk}")


def test_a_membership_of_another_lab_is_404(
    lena: User, olaf: User, lab_north: Lab, lab_south: Lab, client_of: Client
) -> None:
    foreign = Membership.objects.get(lab=lab_south, user=olaf)
    assert client_of(lena).delete(f"/api/labs/{lab_north.pk}/members/{foreign.pk}/").status_code == 404


def test_only_members_leave(alice: User, lab_north: Lab, client_of: Client) -> None:
    assert client_of(alice).post(f"/api/labs/{lab_north.pk}/leave/").status_code == 403


def test_the_list_costs_the_same_at_any_length(
    lena: User, lab_north: Lab, client_of: Client, django_assert_max_num_queries: Any
) -> None:
    MembershipFactory.create_batch(20, lab=lab_north, role="operator")
    with django_assert_max_num_queries(6):
        assert len(client_of(lena).get(url(lab_north)).json()["results"]) == 21


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_owners_leaving_at_once_one_stays(lab_north: Lab) -> None:
    both = [MembershipFactory(lab=lab_north, role="owner") for _ in range(2)]
    outcomes = together(*[lambda member=member: services.remove_member(member, by=member.user) for member in both])
    assert refusals(outcomes) == ["last_owner"]
    assert lab_north.memberships.filter(role="owner").count() == 1
