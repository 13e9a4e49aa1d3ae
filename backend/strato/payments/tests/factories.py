"""Things to pay, for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from strato.core.money import Money
from strato.core.rows import new_id
from strato.payments import services
from strato.payments.models import Payable, Payment


def owed(payer: Any, amount: int = 4200, currency: str = "EUR", label: str = "ORD-1") -> Payable:
    """An order's debt."""
    return services.open_payable(new_id(), payer=payer, label=label, amount=Money(amount, currency))


def wanted(payable: Payable, **changes: Any) -> services.Wanted:
    """One line over the whole amount."""
    facts: dict[str, Any] = {
        "lines": (services.Line("Bracket", payable.amount, 1),),
        "success_url": "http://localhost:8000/orders/1?payment={PAYMENT}",
        "cancel_url": "http://localhost:8000/cart",
        "email": "alice@example.org",
    }
    return services.Wanted(**(facts | changes))


def opened(payable: Payable, **changes: Any) -> Payment:
    """A try to pay with its hosted page."""
    payment = services.open_payment(
        payable, wanted=wanted(payable, **changes), expires_at=timezone.now() + timedelta(hours=1), by=payable.payer
    )
    return services.start_session(payment)
