"""What a customer reads whose bank refuses after the page was left: from the bank's no to the mail, in each language."""

from typing import Any

import pytest
from django.conf import settings
from django.core import mail

from strato.accounts.models import User
from strato.core import queue
from strato.orders.models import Order
from strato.orders.states import OrderStatus as S
from strato.orders.tests.buying import checked_out, ordered
from strato.orders.tests.test_receipts import as_sent
from strato.orders.tests.toys import ToyShop
from strato.payments.tests.rig import Rig

pytestmark = pytest.mark.django_db
SAID = {
    "en": ("Your payment for {} did not go through", "€21.00", "Nothing was charged.", "See the order"),
    "de": (
        "Deine Zahlung für {} hat nicht geklappt",
        "21,00\u00a0€",
        "Es wurde nichts abgebucht.",
        "Bestellung ansehen",
    ),
    "es": ("Tu pago de {} no se ha completado", "21,00\u00a0€", "No se ha cobrado nada.", "Ver el pedido"),
}


def refused(order: Order, sandbox: Rig) -> None:
    """The debit was given on the hosted page; days later the bank says no, and the webhook brings it, twice."""
    sandbox.pay(checked_out(order).url, "debit_fails")
    for _ in range(2):
        sandbox.ring()
        sandbox.deliver()
        sandbox.settle()


@pytest.mark.parametrize("language", SAID)
def test_a_refused_payment_is_mailed_in_the_customers_language(
    toys: ToyShop, alice: User, sandbox: Rig, language: str
) -> None:
    alice.language = language
    alice.save()
    order = ordered(alice, (toys.offer("Top", 2100), 1))
    refused(order, sandbox)
    queue.run_pending(early=True)
    subject, total, nothing_charged, button = SAID[language]
    [message] = [sent for sent in map(as_sent, mail.outbox) if sent.subject == subject.format(order.number)]
    assert message.to == [alice.email]
    html, kind = message.alternatives[0]
    assert (kind, Order.objects.get().status) == ("text/html", S.PENDING)
    link = f"{settings.PUBLIC_URL}/orders/{order.pk}"
    for text in (message.body, str(html)):
        assert total in text
        assert nothing_charged in text
        assert link in text
    assert f"{button}</a>" in html
    assert f'lang="{language}"' in html


def test_who_paid_meanwhile_reads_of_no_refusal(toys: ToyShop, alice: User, sandbox: Rig) -> None:
    order = ordered(alice, (toys.offer("Top", 2100), 1))
    sandbox.pay(checked_out(order).url)
    sandbox.deliver()
    queue.run_pending(early=True)
    subjects: list[Any] = [sent.subject for sent in mail.outbox]
    assert SAID["en"][0].format(order.number) not in subjects
    assert f"Your order {order.number} is paid" in subjects
