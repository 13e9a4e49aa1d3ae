from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.labs.tests.factories import LabFactory, MembershipFactory

Client = Callable[..., APIClient]
ACTS = {
    "approve": (LabStatus.PENDING, LabStatus.ACTIVE),
    "reject": (LabStatus.PENDING, LabStatus.REJECTED),
    "suspend": (LabStatus.ACTIVE, LabStatus.SUSPENDED),
    "reactivate": (LabStatus.SUSPENDED, LabStatus.ACTIVE),
}
WRONG = {
    "approve": LabStatus.SUSPENDED,
    "reject": LabStatus.ACTIVE,
    "suspend": LabStatus.PENDING,
    "reactivate": LabStatus.PENDING,
}


@pytest.fixture
def owner(db: None) -> User:
    return MembershipFactory(lab=LabFactory(status=LabStatus.PENDING), role="owner").user


@pytest.fixture
def lab(owner: User) -> Lab:
    return owner.memberships.get().lab


def stand(lab: Lab, status: LabStatus) -> None:
    Lab.objects.filter(pk=lab.pk).update(status=status)


@pytest.mark.parametrize("act", ACTS)
def test_an_admin_judges(act: str, lab: Lab, ada: User, client_of: Client) -> None:
    before, after = ACTS[act]
    stand(lab, before)
    answer = client_of(ada).post(f"/api/labs/{lab.pk}/{act}/", {"reason": "Because."})
    assert (answer.status_code, answer.json()["status"]) == (200, after)
    step = lab.status_changes.get()
    assert (step.from_status, step.to_status, step.by) == (before, after, ada)
    assert step.reason == ("Because." if act in ("reject", "suspend") else "")


@pytest.mark.parametrize("act", WRONG)
def test_the_wrong_state_is_refused(act: str, lab: Lab, ada: User, client_of: Client) -> None:
    stand(lab, WRONG[act])
    answer = client_of(ada).post(f"/api/labs/{lab.pk}/{act}/", {"reason": "Because."})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")
    assert not lab.status_changes.exists()


@pytest.mark.parametrize("act", ACTS)
def test_only_admins_judge(act: str, lab: Lab, owner: User, alice: User, client_of: Client) -> None:
    assert client_of(owner).post(f"/api/labs/{lab.pk}/{act}/", {"reason": "x"}).status_code == 403
    assert client_of(alice).post(f"/api/labs/{lab.pk}/{act}/", {"reason": "x"}).status_code == 404
    assert client_of().post(f"/api/labs/{lab.pk}/{act}/", {"reason": "x"}).status_code == 401


@pytest.mark.parametrize("act", ["reject", "suspend"])
def test_a_no_needs_a_reason(act: str, lab: Lab, ada: User, client_of: Client) -> None:
    stand(lab, ACTS[act][0])
    answer = client_of(ada).post(f"/api/labs/{lab.pk}/{act}/", {"reason": " "})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["reason"])


def test_an_approved_lab_is_public(lab: Lab, ada: User, client_of: Client) -> None:
    assert client_of().get(f"/api/labs/{lab.pk}/").status_code == 404
    client_of(ada).post(f"/api/labs/{lab.pk}/approve/")
    assert client_of().get(f"/api/labs/{lab.pk}/").json()["status"] == "active"


def test_a_rejected_lab_may_apply_again(lab: Lab, owner: User, client_of: Client) -> None:
    stand(lab, LabStatus.REJECTED)
    answer = client_of(owner).post(f"/api/labs/{lab.pk}/reapply/", {"reason": "We have an address now."})
    assert (answer.status_code, answer.json()["status"]) == (200, "pending")
    again = client_of(owner).post(f"/api/labs/{lab.pk}/reapply/", {"reason": "Please."})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")


def test_the_buttons_follow_the_status(lab: Lab, ada: User, client_of: Client) -> None:
    shown = {
        LabStatus.PENDING: {"approve", "reject"},
        LabStatus.ACTIVE: {"suspend"},
        LabStatus.SUSPENDED: {"reactivate"},
        LabStatus.REJECTED: {"reapply"},
    }
    for status, acts in shown.items():
        stand(lab, status)
        offered = set(client_of(ada).get(f"/api/labs/{lab.pk}/").json()["allowed_actions"])
        assert offered & {*ACTS, "reapply"} == acts


def test_the_history_is_read_by_the_people_of_the_lab(
    lab: Lab, owner: User, ada: User, alice: User, client_of: Client
) -> None:
    client_of(ada).post(f"/api/labs/{lab.pk}/approve/")
    history = client_of(owner).get(f"/api/labs/{lab.pk}/history/").json()
    assert [(step["to_status"], step["by"]["name"]) for step in history] == [("active", "Ada")]
    assert client_of(alice).get(f"/api/labs/{lab.pk}/history/").status_code == 403
