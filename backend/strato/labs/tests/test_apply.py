from collections.abc import Callable

from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab, Membership

Client = Callable[..., APIClient]


def test_anyone_signed_in_applies_and_becomes_owner(alice: User, client_of: Client) -> None:
    answer = client_of(alice).post(
        "/api/labs/", {"name": "Hafen Lab", "city": "Hamburg", "rates": {"setup_amount": 300}}
    )
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert (body["status"], body["slug"], body["my_role"]) == ("pending", "hafen-lab", "owner")
    assert body["rates"]["setup_amount"] == 300
    assert body["rates"]["machine_hour"]["fdm"] == 180
    assert Membership.objects.get(lab_id=body["id"]).user == alice
    assert body["allowed_actions"] == ["partial_update", "cover", "history", "leave"]


def test_nobody_applies_without_signing_in(client_of: Client) -> None:
    assert client_of().post("/api/labs/", {"name": "X"}).status_code == 401


def test_an_admin_approves_and_the_lab_becomes_public(alice: User, ada: User, client_of: Client) -> None:
    lab = Lab.objects.get(pk=client_of(alice).post("/api/labs/", {"name": "Hafen Lab"}).json()["id"])
    assert client_of().get(f"/api/labs/{lab.pk}/").status_code == 404
    answer = client_of(ada).post(f"/api/labs/{lab.pk}/approve/")
    assert answer.status_code == 200, answer.json()
    assert client_of().get(f"/api/labs/{lab.pk}/").json()["status"] == "active"
    assert [row["id"] for row in client_of().get("/api/labs/").json()["results"]] == [str(lab.pk)]
