"""Asking to be deleted, what stands in the way, and staying after all."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from strato.accounts import services
from strato.accounts.errors import AccountGone, DeletionBlocked, NotLeaving
from strato.accounts.models import AccountAct, AccountChange, Departure, DeviceSession, Role, User
from strato.accounts.tests.factories import PASSWORD, UserFactory, make_key
from strato.accounts.tests.leaver import days
from strato.accounts.tests.signing import later, proof, sign_in, signed_in, turn_on_two_step
from strato.community.tests.factories import EventFactory
from strato.core import queue
from strato.labs.models import Lab, Membership
from strato.labs.states import LabRole
from strato.labs.tests.factories import MembershipFactory
from strato.orders.models import Order
from strato.orders.states import OrderStatus
from strato.payments.models import Dispute, Payment
from strato.payments.tests.factories import owed
from strato.printing.tests.factories import PrintJobFactory
from strato.store.tests.factories import OrderFactory

ROUTES = Path(__file__).parents[4] / "frontend" / "src" / "routes"
PAGES = {"/" + file.stem.removesuffix(".index").replace(".", "/") for file in ROUTES.glob("*.tsx")}
DOOR, KEEP = "/api/me/deletion/", "/api/token/keep/"


def leave(user: User) -> Any:
    browser = signed_in(user)
    return browser.post(DOOR, proof(browser))


def keep(challenge: str) -> Any:
    return APIClient().post(KEEP, {"challenge": challenge})


def test_who_asks_has_fourteen_days(alice: User) -> None:
    answer = leave(alice)
    assert answer.status_code == 200
    departure = Departure.objects.get(user=alice)
    assert timedelta(days=13, hours=23) < departure.due_at - timezone.now() <= timedelta(days=14)
    act = AccountChange.objects.get(user=alice)
    assert (act.act, act.before, act.after, act.by) == (AccountAct.LEAVE, "active", "leaving", alice)


def test_it_takes_a_proof(alice: User) -> None:
    browser = signed_in(alice)
    assert browser.post(DOOR, {"proof": "x"}).data["code"] == "proof_required"
    assert browser.post(DOOR, {}).status_code == 400
    assert APIClient().post(DOOR, {"proof": "x"}).status_code == 401
    assert not Departure.objects.exists()


def test_everything_else_ends_at_once(alice: User, mona: User) -> None:
    elsewhere, watcher = signed_in(alice), signed_in(mona)
    key = make_key(alice)
    machine = APIClient()
    machine.credentials(HTTP_AUTHORIZATION=f"Bearer {key}")
    assert watcher.get(f"/api/users/{alice.pk}/").status_code == 200
    leave(alice)
    assert elsewhere.get("/api/me/").status_code == 401
    assert machine.get("/api/orders/").status_code == 401
    assert watcher.get(f"/api/users/{alice.pk}/").status_code == 404
    assert not DeviceSession.objects.living().filter(user=alice).exists()


def test_the_mail_says_until_when(alice: User, mailoutbox: list[EmailMessage]) -> None:
    leave(alice)
    queue.run_pending()
    due = Departure.objects.get(user=alice).due_at
    assert mailoutbox[-1].to == [alice.email]
    assert f"{due:%Y-%m-%d}" in mailoutbox[-1].subject
    assert "/sign-in" in str(mailoutbox[-1].body)


def test_signing_in_offers_to_keep_it(alice: User) -> None:
    leave(alice)
    answer = sign_in(alice)
    assert (answer.status_code, answer.data["code"]) == (403, "account_leaving")
    assert answer.data["facts"]["due_at"] == Departure.objects.get(user=alice).due_at.isoformat()
    assert not DeviceSession.objects.living().filter(user=alice).exists()
    kept = keep(answer.data["facts"]["challenge"])
    assert (kept.status_code, kept.data["user"]["email"]) == (200, alice.email)
    assert sign_in(alice).status_code == 200
    assert not Departure.objects.exists()
    assert AccountChange.objects.filter(user=alice, act=AccountAct.KEEP, by=alice).count() == 1


def test_a_wrong_password_learns_nothing(alice: User) -> None:
    leave(alice)
    assert sign_in(alice, password="wrong").data["code"] == "wrong_credentials"


def test_the_second_step_comes_first(alice: User) -> None:
    app, _ = turn_on_two_step(signed_in(alice))
    with later(60):
        leave_by_service(alice)
        halfway = sign_in(alice)
        assert halfway.data["code"] == "second_factor_required"
        said = {"challenge": halfway.data["facts"]["challenge"], "code": app.at(timezone.now())}
        answer = APIClient().post("/api/token/second-step/", said)
        assert answer.data["code"] == "account_leaving"
        assert keep(halfway.data["facts"]["challenge"]).data["code"] == "challenge_invalid"
        assert keep(answer.data["facts"]["challenge"]).status_code == 200


def leave_by_service(user: User) -> Departure:
    return services.ask_deletion(user, by=user)


def test_it_is_kept_once(alice: User) -> None:
    leave(alice)
    challenge = sign_in(alice).data["facts"]["challenge"]
    assert keep(challenge).status_code == 200
    assert keep(challenge).data["code"] == "not_leaving"
    assert keep("nonsense").data["code"] == "challenge_invalid"


def test_a_lost_password_is_no_reason_to_lose_the_account(alice: User, mailoutbox: list[EmailMessage]) -> None:
    leave(alice)
    APIClient().post("/api/password-reset/", {"email": alice.email})
    queue.run_pending()
    assert any("/reset-password" in str(mail.body) for mail in mailoutbox)


def test_nobody_keeps_what_is_being_forgotten(alice: User) -> None:
    departure = leave_by_service(alice)
    Departure.objects.filter(pk=departure.pk).update(begun_at=timezone.now())
    with pytest.raises(NotLeaving):
        services.keep_account(alice, by=alice)
    assert sign_in(alice).data["code"] == "account_inactive"


def test_who_was_kept_is_not_forgotten(alice: User) -> None:
    departure = leave_by_service(alice)
    services.keep_account(alice, by=alice)
    with time_machine.travel(days(15)):
        assert not services.forget(departure.pk)
    alice.refresh_from_db()
    assert alice.is_active


def test_after_the_days_the_account_is_unknown(alice: User) -> None:
    departure = leave_by_service(alice)
    with time_machine.travel(days(15)):
        assert services.forget(departure.pk)
        assert sign_in(alice).data["code"] == "wrong_credentials"
        again = APIClient().post("/api/register/", {"email": alice.email, "password": "layers-of-teal-9"})
        assert again.status_code == 201


def obstacles(user: User) -> dict[str, int]:
    """How many of each; every one leads to a page of the SPA."""
    told = signed_in(user).get(DOOR).data["obstacles"]
    assert {found["link"] for found in told} <= PAGES
    return {found["code"]: found["count"] for found in told}


def test_open_orders_and_print_jobs_stand_in_the_way(alice: User) -> None:
    OrderFactory(customer=alice, status=OrderStatus.PAID)
    OrderFactory(customer=alice, status=OrderStatus.DELIVERED)
    PrintJobFactory(customer=alice)
    assert obstacles(alice) == {"open_orders": 1, "open_print_jobs": 1}
    answer = leave(alice)
    assert (answer.status_code, answer.data["code"]) == (409, "deletion_blocked")
    assert {found["link"] for found in answer.data["facts"]["obstacles"]} == {"/orders", "/prints"}
    assert not Departure.objects.exists()


def test_an_argued_payment_stands_in_the_way(alice: User) -> None:
    payable = owed(alice)
    payment = Payment.objects.create(
        payable=payable, amount=1, currency="EUR", status="succeeded", expires_at=timezone.now()
    )
    said = {"payment": payment, "payable": payable, "amount": 1, "currency": "EUR"}
    dispute = Dispute.objects.create(**said, gateway_id="dp_1", gateway_status="needs_response")
    assert obstacles(alice) == {"open_payments": 1}
    Dispute.objects.filter(pk=dispute.pk).update(gateway_status="lost")
    assert obstacles(alice) == {}


def test_a_lab_needs_an_owner(alice: User, mona: User, lab_north: Lab) -> None:
    MembershipFactory(user=alice, lab=lab_north, role=LabRole.OWNER)
    assert obstacles(alice) == {"lab_needs_owner": 1}
    Membership.objects.filter(user=mona, lab=lab_north).update(role=LabRole.OWNER)
    assert obstacles(alice) == {}
    leave_by_service(mona)
    assert obstacles(alice) == {"lab_needs_owner": 1}


def test_guests_are_told_before_their_host_leaves(alice: User) -> None:
    EventFactory(organizer=alice)
    EventFactory(organizer=alice, seats_taken=3, days=-3)
    assert obstacles(alice) == {}
    EventFactory(organizer=alice, seats_taken=3)
    assert obstacles(alice) == {"coming_events": 1}


def test_the_last_administrator_stays(ada: User) -> None:
    assert obstacles(ada) == {"last_admin": 1}
    assert leave(ada).data["code"] == "deletion_blocked"
    UserFactory(role=Role.ADMIN)
    assert leave(ada).status_code == 200


def test_what_came_up_meanwhile_is_waited_for_and_told_once(alice: User, mailoutbox: list[EmailMessage]) -> None:
    departure = leave_by_service(alice)
    order = OrderFactory(customer=alice, status=OrderStatus.PAID)  # paid at the last moment
    with time_machine.travel(days(15)):
        assert not services.forget(departure.pk)
        assert not services.forget(departure.pk)
        queue.run_pending()
        told = [mail for mail in mailoutbox if mail.subject == "Your account is not deleted yet"]
        assert len(told) == 1
        assert "an order that is not delivered" in str(told[0].body)
        Order.objects.filter(pk=order.pk).update(status=OrderStatus.DELIVERED)
        assert services.forget(departure.pk)


def test_an_administrator_does_it_for_who_writes_a_letter(alice: User, ada: User) -> None:
    site = Client()
    site.force_login(ada, backend="django.contrib.auth.backends.AllowAllUsersModelBackend")
    rows = {"action": "delete_account", "_selected_action": [str(alice.pk)]}
    assert site.post("/admin/accounts/user/", rows).status_code == 302
    alice.refresh_from_db()
    assert not alice.is_active
    assert AccountChange.objects.get(user=alice).by == ada
    services.reactivate(alice, by=ada)
    assert not Departure.objects.exists()
    site.post("/admin/accounts/user/", {"action": "delete_account", "_selected_action": [str(ada.pk)]})
    assert not Departure.objects.exists()


def test_who_was_closed_out_does_not_come_back_by_leaving(alice: User, ada: User) -> None:
    services.deactivate(alice, by=ada)
    services.delete_for(alice, by=ada)
    assert sign_in(alice).data["code"] == "account_inactive"


def test_nothing_brings_back_who_is_gone(alice: User, ada: User) -> None:
    departure = leave_by_service(alice)
    with time_machine.travel(days(15)):
        services.forget(departure.pk)
        alice.refresh_from_db()
        for act in (services.reactivate, services.delete_for, services.deactivate):
            with pytest.raises(AccountGone):
                act(alice, by=ada)


def test_asking_twice_is_asking_once(alice: User) -> None:
    assert leave_by_service(alice) == leave_by_service(alice)
    assert AccountChange.objects.filter(user=alice).count() == 1


def test_the_service_names_what_stands_in_the_way(alice: User) -> None:
    PrintJobFactory(customer=alice)
    with pytest.raises(DeletionBlocked) as refused:
        leave_by_service(alice)
    assert [found["code"] for found in refused.value.facts["obstacles"]] == ["open_print_jobs"]
    assert alice.check_password(PASSWORD)
