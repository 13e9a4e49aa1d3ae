"""Who hears what about a lab."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core import queue
from strato.labs import notices, services
from strato.labs.models import Lab, Membership
from strato.labs.states import LabStatus
from strato.labs.tests.factories import LabFactory, MembershipFactory
from strato.notifications.kinds import Kind
from strato.notifications.models import Notification
from strato.notifications.services import notify

Client = Callable[..., APIClient]


def told(user: User) -> list[tuple[str, dict[str, str]]]:
    return [(row.kind, row.facts) for row in Notification.objects.filter(recipient=user).order_by("id")]


def test_admins_hear_of_an_application_once_each(alice: User, ada: User, mona: User) -> None:
    lab = services.apply_for_lab(by=alice, name="Hafen Lab", city="Hamburg")
    assert told(ada) == [("lab.applied", {"lab": "Hafen Lab", "city": "Hamburg", "by": "Alice"})]
    assert told(alice) == told(mona) == []
    services.reject_lab(lab, by=ada, reason="No address")
    services.reapply(lab, by=alice, reason="Here it is")
    assert Notification.objects.get(recipient=ada, kind="lab.applied").repeats == 2


@pytest.mark.parametrize(
    ("status", "act", "kind"),
    [
        (LabStatus.PENDING, lambda lab, ada: services.approve_lab(lab, by=ada), "lab.approved"),
        (LabStatus.PENDING, lambda lab, ada: services.reject_lab(lab, by=ada, reason="No"), "lab.rejected"),
        (LabStatus.ACTIVE, lambda lab, ada: services.suspend_lab(lab, by=ada, reason="No"), "lab.suspended"),
        (LabStatus.SUSPENDED, lambda lab, ada: services.reactivate_lab(lab, by=ada), "lab.reactivated"),
    ],
)
def test_its_managers_hear_how_the_lab_was_judged(
    status: LabStatus, act: Callable[[Lab, User], Lab], kind: str, ada: User
) -> None:
    lab = LabFactory(name="Hafen Lab", status=status)
    owner, manager, operator = [MembershipFactory(lab=lab, role=role).user for role in ("owner", "manager", "operator")]
    act(lab, ada)
    facts = {"lab": "Hafen Lab", "reason": "No"} if kind in ("lab.rejected", "lab.suspended") else {"lab": "Hafen Lab"}
    assert told(owner) == told(manager) == [(kind, facts)]
    assert told(operator) == []


def test_a_member_hears_what_happens_to_their_place(lena: User, alice: User, lab_north: Lab) -> None:
    membership = services.add_member(lab_north, user=alice, role="operator", by=lena)
    membership = services.change_role(membership, role="stock_keeper", by=lena)
    services.remove_member(membership, by=lena)
    known = {"lab": "Lab North", "by": "Lena"}
    assert told(alice) == [
        ("membership.joined", {**known, "role": "operator"}),
        ("membership.role_changed", {**known, "role": "stock_keeper", "before": "operator"}),
        ("membership.removed", known),
    ]


def test_who_leaves_is_not_told_so(mona: User, lab_north: Lab) -> None:
    services.remove_member(Membership.objects.get(lab=lab_north, user=mona), by=mona)
    assert told(mona) == []


@pytest.mark.parametrize("kind", notices.KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_mail_has_its_words_in_every_language(
    kind: Kind, language: str, lab_north: Lab, mona: User, lena: User
) -> None:
    User.objects.filter(pk=mona.pk).update(language=language)
    facts = {
        "lab": "Lab North",
        "by": "Lena",
        "city": "Kiel",
        "reason": "Because of this",
        "role": "manager",
        "before": "operator",
    }
    notify([mona], kind, subject=lab_north, facts=facts, by=lena)
    queue.run_pending()
    sent = mail.outbox[-1]
    assert "Lab North" in sent.subject
    words = f"{sent.subject} {sent.body}"
    assert "{{" not in words
    assert "{%" not in words
    if "reason" in kind.code or kind in (notices.LAB_REJECTED, notices.LAB_SUSPENDED):
        assert "Because of this" in sent.body
