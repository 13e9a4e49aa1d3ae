"""A purchase from the first click to the money in the ledger, through the library, HTTP, the hosted page and the webhook."""

import pytest

from strato.accounts.models import User
from strato.payments.models import MoneyEntry
from strato.payments.states import EntryKind, PaymentStatus
from strato.payments.tests.factories import opened, owed
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db


def test_a_payment_on_the_hosted_page_is_settled_by_its_webhook(alice: User, sandbox: Rig) -> None:
    payment = opened(owed(alice))
    answer = sandbox.pay(payment.url)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"http://localhost:8000/orders/1?payment={payment.pk}"
    assert set(sandbox.deliver()) == {200}
    sandbox.settle()
    payment.refresh_from_db()
    assert payment.status == PaymentStatus.SUCCEEDED
    assert payment.payable.charged == payment.received == 4200
    assert list(MoneyEntry.objects.values_list("kind", "amount")) == [(EntryKind.CHARGE, 4200), (EntryKind.FEE, -88)]
