"""What can happen to sessions: they are opened, paid at once or later, declined, and they expire."""

from stripe_sandbox import objects
from stripe_sandbox.errors import ApiError, missing
from stripe_sandbox.events import emit
from stripe_sandbox.store import Body, Transaction

ZERO_DECIMALS = {
    "bif",
    "clp",
    "djf",
    "gnf",
    "jpy",
    "kmf",
    "krw",
    "mga",
    "pyg",
    "rwf",
    "vnd",
    "vuv",
    "xaf",
    "xof",
    "xpf",
}

DECLINES = {"4000000000000002": "generic_decline", "4000000000009995": "insufficient_funds"}
SECURE_CARD = "4000000000003220"


def the(tx: Transaction, kind: str, id: str, param: str = "id") -> Body:
    """The object, or Stripe's 404."""
    found = tx.find(kind, id)
    if found is None:
        raise missing(param, kind, id)
    return found


def open_session(tx: Transaction, body: Body) -> Body:
    """Keep a new session and wind the clock that ends it."""
    tx.later(body["expires_at"] - tx.now, "expire", body["id"])
    return tx.put(body)


def expire(tx: Transaction, id: str) -> Body:
    """End an open session; another one is past that."""
    session = the(tx, "checkout.session", id, "session")
    if session["status"] != "open":
        raise ApiError(
            f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {session["status"]}.'
        )
    session.update(status="expired", url=None)
    tx.put(session)
    emit(tx, "checkout.session.expired", session)
    return session


def payable(tx: Transaction, id: str) -> Body:
    """A session that can be paid now."""
    session = the(tx, "checkout.session", id, "session")
    if session["status"] != "open" or session["expires_at"] <= tx.now:
        raise ApiError("This session cannot be paid any more.", code="session_over")
    return session


def attempt(tx: Transaction, session: Body, *, method: str) -> Body:
    """The session's intent, made at the first try."""
    if session["payment_intent"]:
        made = the(tx, "payment_intent", session["payment_intent"])
        made.update(payment_method_types=[method], next_action=None)
        return made
    made = objects.intent(session, method=method, now=tx.stamp)
    tx.put(made)
    emit(tx, "payment_intent.created", made)
    session["payment_intent"] = made["id"]
    tx.put(session)
    return made


def pay(tx: Transaction, id: str, *, number: str, email: str | None = None) -> Body:
    """Pay by card; raises ``ApiError`` with ``card_declined`` when the card says no, and the session stays open."""
    session = payable(tx, id)
    intent = attempt(tx, session, method=objects.CARD)
    if number in DECLINES:
        return decline(tx, session, intent, number=number, email=email)
    charge = objects.charge(
        intent,
        method=objects.CARD,
        number=number,
        email=email or session["customer_email"],
        status="succeeded",
        now=tx.stamp,
    )
    charge["outcome"] = outcome("authorized", "approved_by_network")
    book_charge(tx, intent, charge)
    complete(tx, session, email=email, is_paid=True)
    emit(tx, "payment_intent.succeeded", intent)
    emit(tx, "charge.succeeded", charge)
    emit(tx, "checkout.session.completed", session)
    return session


def challenge(tx: Transaction, id: str) -> Body:
    """The bank wants to hear from the payer first."""
    session = payable(tx, id)
    intent = attempt(tx, session, method=objects.CARD)
    url = f"{tx.public_url}/pay/{id}/secure"
    redirect = {"return_url": session["success_url"], "url": url}
    intent.update(status="requires_action", next_action={"type": "redirect_to_url", "redirect_to_url": redirect})
    tx.put(intent)
    emit(tx, "payment_intent.requires_action", intent)
    return session


def refuse_challenge(tx: Transaction, id: str) -> Body:
    """The payer did not say yes to the bank; the session stays open."""
    session = payable(tx, id)
    intent = attempt(tx, session, method=objects.CARD)
    text = "The provided PaymentMethod has failed authentication."
    error = {"type": "card_error", "code": "payment_intent_authentication_failure", "message": text}
    intent.update(status="requires_payment_method", last_payment_error=error)
    tx.put(intent)
    emit(tx, "payment_intent.payment_failed", intent)
    return session


def decline(tx: Transaction, session: Body, intent: Body, *, number: str, email: str | None) -> Body:
    """The card said no: a failed charge, and a session that is still open."""
    reason = DECLINES[number]
    charge = objects.charge(intent, method=objects.CARD, number=number, email=email, status="failed", now=tx.stamp)
    charge.update(failure_code="card_declined", failure_message="Your card was declined.")
    charge["outcome"] = outcome("issuer_declined", "declined_by_network", reason)
    intent.update(
        status="requires_payment_method",
        latest_charge=charge["id"],
        last_payment_error={
            "type": "card_error",
            "code": "card_declined",
            "decline_code": reason,
            "message": "Your card was declined.",
            "charge": charge["id"],
        },
    )
    tx.put(charge), tx.put(intent)
    emit(tx, "charge.failed", charge)
    emit(tx, "payment_intent.payment_failed", intent)
    return session


def pay_later(tx: Transaction, id: str, *, succeeds: bool, seconds: float, email: str | None = None) -> Body:
    """Pay by bank debit: confirmed now, the money arrives (or not) after a while."""
    session = payable(tx, id)
    intent = attempt(tx, session, method=objects.DEBIT)
    charge = objects.charge(
        intent,
        method=objects.DEBIT,
        number="",
        email=email or session["customer_email"],
        status="pending",
        now=tx.stamp,
    )
    tx.put(charge)
    intent.update(status="processing", latest_charge=charge["id"])
    tx.put(intent)
    complete(tx, session, email=email, is_paid=False)
    emit(tx, "payment_intent.processing", intent)
    emit(tx, "charge.pending", charge)
    emit(tx, "checkout.session.completed", session)
    tx.later(seconds, "money_arrives" if succeeds else "money_fails", session["id"])
    return session


def money_arrives(tx: Transaction, id: str) -> Body:
    """A debit that worked."""
    session, intent, charge = awaited(tx, id)
    charge.update(status="succeeded", paid=True, captured=True, amount_captured=charge["amount"])
    book_charge(tx, intent, charge)
    session["payment_status"] = "paid"
    tx.put(session)
    emit(tx, "charge.succeeded", charge)
    emit(tx, "payment_intent.succeeded", intent)
    emit(tx, "checkout.session.async_payment_succeeded", session)
    return session


def money_fails(tx: Transaction, id: str) -> Body:
    """A debit that the bank sent back."""
    session, intent, charge = awaited(tx, id)
    text = "The customer's account has insufficient funds to cover this payment."
    charge.update(status="failed", failure_code="insufficient_funds", failure_message=text)
    error = {"type": "invalid_request_error", "code": "payment_intent_payment_attempt_failed", "message": text}
    intent.update(status="requires_payment_method", last_payment_error=error)
    tx.put(charge), tx.put(intent)
    emit(tx, "charge.failed", charge)
    emit(tx, "payment_intent.payment_failed", intent)
    emit(tx, "checkout.session.async_payment_failed", session)
    return session


def awaited(tx: Transaction, id: str) -> tuple[Body, Body, Body]:
    """Session, intent and charge of a debit on its way."""
    session = the(tx, "checkout.session", id, "session")
    intent = the(tx, "payment_intent", session["payment_intent"] or "")
    if intent["status"] != "processing":
        raise ApiError("Nothing is on its way here.")
    return session, intent, the(tx, "charge", intent["latest_charge"])


def complete(tx: Transaction, session: Body, *, email: str | None, is_paid: bool) -> None:
    session.update(status="complete", url=None, payment_status="paid" if is_paid else "unpaid")
    email = email or session["customer_email"]
    session["customer_details"] = {
        "address": None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": None,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }
    tx.put(session)


def book_charge(tx: Transaction, intent: Body, charge: Body) -> None:
    """The money is here: into the books, less the fee."""
    line = objects.balance_transaction(
        source=charge["id"],
        amount=charge["amount"],
        fee=fee_of(charge["amount"], charge["currency"]),
        currency=charge["currency"],
        type="charge" if charge["id"].startswith("ch") else "payment",
        category="charge",
        now=tx.stamp,
    )
    tx.put(line)
    charge["balance_transaction"] = line["id"]
    tx.put(charge)
    intent.update(
        status="succeeded", amount_received=charge["amount"], latest_charge=charge["id"], last_payment_error=None
    )
    tx.put(intent)


def fee_of(amount: int, currency: str) -> int:
    """1.5 % and a quarter, as far as the amount bears it."""
    return min(amount, amount * 15 // 1000 + (0 if currency in ZERO_DECIMALS else 25))


def outcome(network: str, status: str, reason: str | None = None) -> Body:
    text = "Payment complete." if reason is None else "The bank did not return any further details with this decline."
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": status,
        "reason": reason,
        "risk_level": "normal",
        "seller_message": text,
        "type": network,
    }
