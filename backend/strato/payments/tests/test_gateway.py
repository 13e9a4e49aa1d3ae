"""What the gateway asks and how it takes every answer; that all of it is Stripe's language, the ``sandbox`` fixture judges."""

from datetime import timedelta

import pytest
from django.utils import timezone

from strato.accounts.models import User
from strato.core.errors import DomainError
from strato.core.money import Money
from strato.payments import services
from strato.payments.errors import GatewayRefused, GatewayUnavailable, PaymentDeclined
from strato.payments.gateways import gateway
from strato.payments.gateways.amounts import check_payable, from_gateway, to_gateway
from strato.payments.models import Payment
from strato.payments.states import PaymentStatus
from strato.payments.tests.factories import opened, owed, wanted
from strato.payments.tests.rig import Rig
from stripe_sandbox.tests import judge

pytestmark = pytest.mark.django_db


def test_a_session_is_asked_for_with_key_version_and_everything_written_before(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    said = sandbox.requests("checkout/sessions")[0]
    assert said.headers["idempotency-key"] == f"co:{payment.pk}"
    assert said.headers["stripe-version"] == judge.document()["info"]["version"] == "2026-05-27.dahlia"
    assert said.answer["client_reference_id"] == str(payment.pk)
    assert said.answer["expires_at"] == int(payment.expires_at.timestamp())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("mode=payment", "mode=gift"),
        ("%5Bunit_amount%5D=4200", "%5Bunit_amount%5D=many"),
        ("%5Bquantity%5D=1", "%5Bquantity%5D=one"),
        ("%5Bproduct_data%5D%5Bname%5D=", "%5Bproduct_data%5D%5Btitle%5D="),
        ("client_reference_id=", "client_reference="),
        ("expires_at=", "expires_on="),
        ("locale=auto", "locale=klingon"),
        ("payment_intent_data%5Bmetadata%5D", "payment_intent_data%5Bmeta%5D"),
    ],
)
def test_the_judge_refuses_a_request_that_is_not_stripes(alice: User, sandbox: Rig, before: str, after: str) -> None:
    opened(owed(alice))
    text = sandbox.requests("checkout/sessions")[0].text.replace("[", "%5B").replace("]", "%5D")
    assert judge.judge_request("POST", "/v1/checkout/sessions", text) == []
    assert before in text
    assert judge.judge_request("POST", "/v1/checkout/sessions", text.replace(before, after)) != []


def test_a_lost_answer_is_asked_for_again_under_the_same_key(alice: User, sandbox: Rig) -> None:
    sandbox.recorder.trouble = ["cut"]
    payment = opened(owed(alice))
    asked = [said for said in sandbox.requests("checkout/sessions") if said.method == "POST"]
    assert len({said.headers["idempotency-key"] for said in asked}) == 1
    assert len(asked) == 2
    assert len({said.text for said in asked}) == 1
    assert {said.answer["id"] for said in asked} == {payment.session_id}


def test_a_gateway_that_is_down_leaves_the_payment_open(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    payment = services.open_payment(payable, wanted=wanted(payable), expires_at=timezone.now(), by=alice)
    sandbox.recorder.trouble = ["down"] * 3
    with pytest.raises(GatewayUnavailable):
        services.start_session(payment)
    payment.refresh_from_db()
    assert (payment.status, payment.session_id) == (PaymentStatus.OPEN, None)
    assert services.start_session(payment).url  # once it is back


ERRORS: list[tuple[int, dict[str, str], type[DomainError]]] = [
    (402, {"type": "card_error", "code": "card_declined"}, PaymentDeclined),
    (409, {"type": "invalid_request_error", "code": "lock_timeout"}, GatewayUnavailable),
    (429, {"type": "invalid_request_error", "code": "rate_limit"}, GatewayUnavailable),
    (500, {"type": "api_error"}, GatewayUnavailable),
    (401, {"type": "invalid_request_error"}, GatewayUnavailable),
    (403, {"type": "invalid_request_error"}, GatewayUnavailable),
    (400, {"type": "idempotency_error"}, GatewayRefused),
    (400, {"type": "invalid_request_error", "code": "parameter_invalid_integer"}, GatewayRefused),
    (404, {"type": "invalid_request_error", "code": "resource_missing"}, GatewayRefused),
]


@pytest.mark.parametrize(("status", "error", "ours"), ERRORS)
def test_each_error_of_stripe_has_a_name_of_ours(
    alice: User, sandbox: Rig, status: int, error: dict[str, str], ours: type[DomainError]
) -> None:
    sandbox.recorder.trouble = [(status, {"error": {"message": "no", **error}})] * 3
    with pytest.raises(ours) as refused:
        opened(owed(alice))
    payment = Payment.objects.get()
    lost = ours is GatewayRefused
    assert payment.status == (PaymentStatus.FAILED if lost else PaymentStatus.OPEN)
    assert "no" not in refused.value.detail.split()  # the service's own words stay in the log


def test_a_refused_page_makes_room_for_another_try(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    with pytest.raises(GatewayRefused):
        opened(payable, success_url="nowhere")
    assert payable.payments.get().failure_code == "url_invalid"
    assert opened(payable).session_id


def test_a_replaced_try_has_a_page_of_its_own(alice: User, sandbox: Rig) -> None:
    payable = owed(alice)
    first = services.open_payment(payable, wanted=wanted(payable), expires_at=timezone.now(), by=alice)
    Payment.objects.filter(pk=first.pk).update(expires_at=timezone.now() + timedelta(minutes=20))  # too late to begin
    second = opened(payable)
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.status == PaymentStatus.EXPIRED


@pytest.mark.parametrize(
    ("money", "theirs"),
    [
        (Money(1250, "EUR"), 1250),
        (Money(1250, "JPY"), 1250),
        (Money(1250, "KWD"), 1250),
        (Money(1250, "ISK"), 125000),
    ],
)
def test_amounts_are_counted_as_stripe_counts_them(money: Money, theirs: int) -> None:
    assert to_gateway(money) == theirs
    assert from_gateway(theirs, money.currency.lower()) == money


@pytest.mark.parametrize(
    ("money", "code"),
    [
        (Money(49, "EUR"), "amount_too_small"),
        (Money(0, "EUR"), "amount_too_small"),
        (Money(49, "JPY"), "amount_too_small"),
        (Money(1255, "KWD"), "amount_uncoined"),
    ],
)
def test_what_no_card_can_pay_is_refused(alice: User, money: Money, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        check_payable(money)
    assert refused.value.code == code


@pytest.mark.parametrize(("currency", "amount"), [("JPY", 4200), ("KWD", 4210), ("ISK", 4200), ("HUF", 42000)])
def test_every_currency_is_paid_and_booked_to_the_unit(alice: User, sandbox: Rig, currency: str, amount: int) -> None:
    payment = opened(owed(alice, amount, currency))
    sandbox.pay(payment.url)
    services.settle(payment, source="page")
    assert (payment.status, payment.received) == (PaymentStatus.SUCCEEDED, amount)
    refund = services.request_refund(payment.payable, amount=Money(amount, currency), reason="", by=alice)[0]
    services.send_refund(refund)
    payment.payable.refresh_from_db()
    assert payment.payable.kept == Money(0, currency)


def test_the_gateway_lists_past_one_page(sandbox: Rig, alice: User) -> None:
    since = timezone.now() - timedelta(seconds=5)
    payment = opened(owed(alice, 12000))
    sandbox.pay(payment.url)
    services.settle(payment, source="page")
    for _ in range(102):
        gateway().create_refund(
            intent_id=payment.intent_id or "", amount=Money(100, "EUR"), key=f"page-{_}-{payment.pk}", reference=""
        )
    assert len(gateway().refunds_of(payment.intent_id or "")) == 102
    assert len(gateway().transactions_since(since)) >= 103
