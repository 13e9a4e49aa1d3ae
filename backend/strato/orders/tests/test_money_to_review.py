"""Money that came, but not what was asked for: an admin takes it for the order, or gives it back."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from strato.accounts.models import User
from strato.core.rows import new_id
from strato.labs.models import Lab
from strato.orders.models import Order
from strato.orders.states import OrderStatus as S
from strato.orders.tests.buying import checked_out, on_hand, ordered, paid, stocked
from strato.orders.tests.toys import ToyShop
from strato.payments import services as payments
from strato.payments.models import Payable, Payment
from strato.payments.tests.rig import Rig
from stripe_sandbox import acts

pytestmark = pytest.mark.django_db
Client = Callable[..., APIClient]
OTHER_CURRENCY = {"currency": "usd"}


def paid_otherwise(order: Order, sandbox: Rig, **change: Any) -> Payment:
    """The page took something else than was asked for: ``amount_total``, ``currency``."""
    payment = checked_out(order)
    sandbox.act(lambda tx: tx.put(acts.the(tx, "checkout.session", payment.session_id or "") | change))
    sandbox.pay(payment.url)
    settled(sandbox)
    payment.refresh_from_db()
    return payment


def settled(sandbox: Rig) -> None:
    """Webhooks arrive, refunds are sent, until nothing is new."""
    sandbox.deliver()
    while sandbox.settle():
        sandbox.deliver()


def decide(client: APIClient, act: str, payment: Payment, **words: Any) -> Any:
    headers = {"Idempotency-Key": str(new_id())}
    return client.post(f"/api/payments/{payment.pk}/{act}/", words, headers=headers)


@pytest.mark.parametrize(("came", "kept"), [(900, 900), (1100, 1000)])
def test_what_came_is_taken_for_the_order(
    toys: ToyShop, alice: User, ada: User, lab_north: Lab, sandbox: Rig, client_of: Client, came: int, kept: int
) -> None:
    """What is missing is waived; what is too much goes back."""
    item = stocked(lab_north, 1)
    order = ordered(alice, (toys.offer("Top", 1000, item=item), 1))
    payment = paid_otherwise(order, sandbox, amount_total=came)
    shown = client_of(ada).get(f"/api/payments/{payment.pk}/").data
    assert (shown["status"], shown["received"]) == ("review", came)
    assert shown["allowed_actions"] == ["accept", "refuse"]
    answer = decide(client_of(ada), "accept", payment, reason="Agreed on the phone.")
    assert (answer.status_code, answer.data["status"], answer.data["allowed_actions"]) == (200, "succeeded", [])
    settled(sandbox)
    order.refresh_from_db()
    payable = Payable.objects.get(pk=order.pk)
    assert (order.status, order.review, on_hand(item)) == (S.PAID, "", (0, 0))
    assert (payable.kept.amount, payable.amount) == (kept, kept)
    step = payment.status_changes.latest("id")
    assert (step.by, step.reason, step.from_status) == (ada, "Agreed on the phone.", "review")
    assert payments.reconcile().findings == []


def test_an_order_whose_rest_was_waived_can_be_refunded_whole(
    toys: ToyShop, alice: User, ada: User, sandbox: Rig, client_of: Client
) -> None:
    order = ordered(alice, (toys.offer("Top", 1000), 1))
    payment = paid_otherwise(order, sandbox, amount_total=900)
    decide(client_of(ada), "accept", payment)
    answer = client_of(ada).post(f"/api/orders/{order.pk}/refund/", {}, headers={"Idempotency-Key": str(new_id())})
    assert answer.status_code == 200
    settled(sandbox)
    order.refresh_from_db()
    assert (order.status, Payable.objects.get(pk=order.pk).kept.amount) == (S.REFUNDED, 0)


@pytest.mark.parametrize("change", [{"amount_total": 900}, OTHER_CURRENCY])
def test_what_came_goes_back_and_the_order_can_be_paid(
    toys: ToyShop, alice: User, ada: User, sandbox: Rig, client_of: Client, change: dict[str, Any]
) -> None:
    order = ordered(alice, (toys.offer("Top", 1000), 1))
    payment = paid_otherwise(order, sandbox, **change)
    answer = decide(client_of(ada), "refuse", payment, reason="Please pay again.")
    assert (answer.status_code, answer.data["status"]) == (200, "refused")
    settled(sandbox)
    refund = payment.refunds.get()
    assert (refund.status, refund.amount, refund.currency) == (
        "succeeded",
        change.get("amount_total", 1000),
        change.get("currency", "eur").upper(),
    )
    order.refresh_from_db()
    assert (order.status, order.review) == (S.PENDING, "")
    assert paid(order, sandbox).status == S.PAID
    assert Payable.objects.get(pk=order.pk).kept.amount == 1000
    assert payments.reconcile().findings == []


def test_other_currencies_can_only_go_back(
    toys: ToyShop, alice: User, ada: User, sandbox: Rig, client_of: Client
) -> None:
    payment = paid_otherwise(ordered(alice, (toys.offer("Top", 1000), 1)), sandbox, **OTHER_CURRENCY)
    client = client_of(ada)
    assert client.get(f"/api/payments/{payment.pk}/").data["allowed_actions"] == ["refuse"]
    assert decide(client, "accept", payment).data["code"] == "money_foreign"


def test_an_order_that_was_paid_meanwhile_is_not_paid_twice(
    toys: ToyShop, alice: User, ada: User, sandbox: Rig, client_of: Client
) -> None:
    order = ordered(alice, (toys.offer("Top", 1000), 1))
    strange = paid_otherwise(order, sandbox, amount_total=900)
    assert paid(order, sandbox).status == S.PAID
    assert decide(client_of(ada), "accept", strange).data["code"] == "already_paid"
    assert decide(client_of(ada), "refuse", strange).status_code == 200
    settled(sandbox)
    order.refresh_from_db()
    assert (order.status, Payable.objects.get(pk=order.pk).kept.amount) == (S.PAID, 1000)


def test_money_for_an_order_that_was_called_off_goes_back_however_it_is_decided(
    toys: ToyShop, alice: User, ada: User, sandbox: Rig, client_of: Client
) -> None:
    order = ordered(alice, (toys.offer("Top", 1000), 1))
    payment = paid_otherwise(order, sandbox, amount_total=900)
    assert client_of(alice).post(f"/api/orders/{order.pk}/cancel/").status_code == 200
    assert decide(client_of(ada), "accept", payment).status_code == 200
    settled(sandbox)
    assert Payable.objects.get(pk=order.pk).kept.amount == 0


def test_only_admins_decide_and_only_once(
    toys: ToyShop, alice: User, mona: User, ada: User, sandbox: Rig, client_of: Client
) -> None:
    payment = paid_otherwise(ordered(alice, (toys.offer("Top", 1000), 1)), sandbox, amount_total=900)
    for act in ("accept", "refuse"):
        assert decide(client_of(alice), act, payment).status_code == 403
        assert decide(client_of(mona), act, payment).status_code == 404
        assert client_of(ada).post(f"/api/payments/{payment.pk}/{act}/").data["code"] == "idempotency_key_missing"
    assert decide(client_of(ada), "refuse", payment, reason="x" * 401).status_code == 400
    assert decide(client_of(ada), "refuse", payment).status_code == 200
    for act in ("accept", "refuse"):
        assert decide(client_of(ada), act, payment).data["code"] == "wrong_state"
