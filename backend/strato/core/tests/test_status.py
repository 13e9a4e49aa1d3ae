"""A status changes in one place: under a lock, by the table, with a history row and word to those who watch."""

import pytest

from strato.accounts.models import User
from strato.core import status
from strato.core.errors import WrongState
from strato.core.realtime.models import UserEvent
from strato.core.tests.threads import at_once
from strato.labs.models import Lab
from strato.labs.states import LabStatus
from strato.labs.tests.factories import LabFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pending(db: None) -> Lab:
    return LabFactory(status=LabStatus.PENDING)


def test_a_change_is_on_the_row_and_in_its_history(pending: Lab, ada: User) -> None:
    before = pending.status_changed_at
    assert status.change(pending, LabStatus.ACTIVE, by=ada, reason="checked the address") is pending
    stored = Lab.objects.get(pk=pending.pk)
    assert (stored.status, pending.status) == ("active", "active")
    assert stored.status_changed_at > before
    step = stored.status_changes.get()
    assert (step.from_status, step.to_status, step.by, step.reason) == (
        "pending",
        "active",
        ada,
        "checked the address",
    )
    assert step.at == stored.status_changed_at


def test_a_step_that_the_table_does_not_know_is_refused(pending: Lab) -> None:
    with pytest.raises(WrongState) as refused:
        status.change(pending, LabStatus.SUSPENDED, by=None)
    assert (refused.value.code, refused.value.status) == ("wrong_state", 409)
    assert refused.value.facts == {"from_status": "pending", "to_status": "suspended"}
    assert pending.status == "pending"
    assert not pending.status_changes.exists()


def test_the_row_at_hand_may_be_old_the_stored_one_decides(pending: Lab, ada: User) -> None:
    old = Lab.objects.get(pk=pending.pk)
    status.change(pending, LabStatus.REJECTED, by=ada)
    with pytest.raises(WrongState):
        status.change(old, LabStatus.ACTIVE, by=ada)
    assert Lab.objects.get(pk=pending.pk).status == "rejected"


def test_other_fields_of_the_row_at_hand_are_not_written(pending: Lab) -> None:
    pending.name = "Unsaved"
    status.change(pending, LabStatus.ACTIVE, by=None)
    assert Lab.objects.get(pk=pending.pk).name != "Unsaved"


def test_those_who_watch_are_told_once_each(lab_north: Lab, lena: User, mona: User, olaf: User, ada: User) -> None:
    status.change(lab_north, LabStatus.SUSPENDED, by=ada, reason="moved")
    told = UserEvent.objects.filter(type="status.changed")
    assert {event.user_id for event in told} == {lena.pk, mona.pk}
    assert told[0].data == {
        "kind": "lab",
        "id": str(lab_north.pk),
        "from_status": "active",
        "to_status": "suspended",
        "reason": "moved",
    }


def test_can_become_answers_from_the_table(pending: Lab) -> None:
    assert pending.can_become(LabStatus.ACTIVE)
    assert not pending.can_become(LabStatus.SUSPENDED)
    assert not pending.can_become("nonsense")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_hands_one_takes_the_step() -> None:
    lab = LabFactory(status=LabStatus.PENDING)

    def approve() -> str:
        try:
            status.change(Lab.objects.get(pk=lab.pk), LabStatus.ACTIVE, by=None)
        except WrongState as refused:
            return refused.code
        return "done"

    assert sorted(at_once(approve)) == ["done"] + ["wrong_state"] * 7
    assert lab.status_changes.count() == 1
