"""What can happen to money here: sessions are opened, paid, declined and expired; money goes back; banks disagree."""

from typing import Any

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
DISPUTE_FEE = 2000

DECLINES = {"4000000000000002": "generic_decline", "4000000000009995": "insufficient_funds"}
SECURE_CARD = "4000000000003220"
REFUND_FAILS_CARD, REFUND_PENDS_CARD = "4000000000005126", "4000000000007726"
REFUND_PAUSE_SECONDS = 3.0


def the(tx: Transaction, kind: str, id: str, param: str = "id") -> Body:
    """The object, or Stripe's 404."""
    found = tx.find(kind, id)
    if found is None:
        raise missing(param, kind, id)
    return found


# --- sessions -----------------------------------------------------------------------------------------------------------
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


# --- refunds ------------------------------------------------------------------------------------------------------------
def refund(tx: Transaction, charge: Body, *, amount: int | None, reason: str | None, metadata: dict[str, str]) -> Body:
    """Give back all that is left, or less; never more."""
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
        raise ApiError("This charge has not succeeded, so there is nothing to refund.", param="charge")
    if charge["disputed"]:
        raise ApiError(f"Charge {charge['id']} has been charged back.", code="charge_disputed")
    if not left:
        raise ApiError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount is not None and amount > left:
        raise ApiError(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param="amount",
            code="refund_exceeds_charge",
        )  # fmt: skip
    pends = charge["_number"] == REFUND_PENDS_CARD
    made = objects.refund(
        charge,
        amount=amount or left,
        status="pending" if pends else "succeeded",
        reason=reason,
        metadata=metadata,
        now=tx.stamp,
    )
    line = objects.balance_transaction(
        source=made["id"],
        amount=-made["amount"],
        fee=0,
        currency=made["currency"],
        type="refund" if charge["id"].startswith("ch") else "payment_refund",
        category="refund",
        now=tx.stamp,
    )
    made["balance_transaction"] = tx.put(line)["id"]
    tx.put(made)
    charge["amount_refunded"] += made["amount"]
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    tx.put(charge)
    emit(tx, "refund.created", made)
    emit(tx, "charge.refunded", charge)
    if pends:
        tx.later(REFUND_PAUSE_SECONDS, "refund_arrives", made["id"])
    if charge["_number"] == REFUND_FAILS_CARD:
        tx.later(REFUND_PAUSE_SECONDS, "refund_fails", made["id"])
    return made


def refund_arrives(tx: Transaction, id: str) -> Body:
    made = the(tx, "refund", id)
    if made["status"] == "pending":
        made["status"] = "succeeded"
        tx.put(made)
        emit(tx, "refund.updated", made)
        emit(tx, "charge.refund.updated", made)
    return made


def refund_fails(tx: Transaction, id: str) -> Body:
    """The bank sent it back: the money is ours again."""
    made = the(tx, "refund", id)
    if made["status"] not in ("pending", "succeeded"):
        return made
    charge = the(tx, "charge", made["charge"])
    line = objects.balance_transaction(
        source=made["id"],
        amount=made["amount"],
        fee=0,
        currency=made["currency"],
        type="refund_failure",
        category="refund_failure",
        now=tx.stamp,
    )
    tx.put(line)
    made.update(status="failed", failure_reason="expired_or_canceled_card", failure_balance_transaction=line["id"])
    tx.put(made)
    charge["amount_refunded"] -= made["amount"]
    charge["refunded"] = False
    tx.put(charge)
    emit(tx, "refund.failed", made)
    emit(tx, "refund.updated", made)
    return made


# --- disputes -----------------------------------------------------------------------------------------------------------
def dispute(tx: Transaction, charge: Body, *, reason: str = "fraudulent") -> Body:
    """The payer's bank takes back what is left of a charge, and a fee on top."""
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded" or charge["disputed"] or not left:
        raise ApiError("This charge cannot be disputed.", param="charge")
    made = objects.dispute(charge, amount=left, reason=reason, now=tx.stamp)
    made["balance_transactions"].append(dispute_line(tx, made, -left, DISPUTE_FEE, "dispute"))
    tx.put(made)
    charge["disputed"] = True
    tx.put(charge)
    emit(tx, "charge.dispute.created", made)
    emit(tx, "charge.dispute.funds_withdrawn", made)
    return made


def close_dispute(tx: Transaction, id: str, *, is_won: bool) -> Body:
    """The bank has decided."""
    made = the(tx, "dispute", id)
    if made["status"] in ("won", "lost"):
        raise ApiError("This dispute is closed already.", param="dispute")
    made["status"] = "won" if is_won else "lost"
    if is_won:
        made["balance_transactions"].append(dispute_line(tx, made, made["amount"], -DISPUTE_FEE, "dispute_reversal"))
    tx.put(made)
    if is_won:
        emit(tx, "charge.dispute.funds_reinstated", made)
    emit(tx, "charge.dispute.closed", made)
    return made


def dispute_line(tx: Transaction, made: Body, amount: int, fee: int, category: str) -> Body:
    return tx.put(
        objects.balance_transaction(
            source=made["id"],
            amount=amount,
            fee=fee,
            currency=made["currency"],
            type="adjustment",
            category=category,
            now=tx.stamp,
        )
    )


# --- what happens by itself -----------------------------------------------------------------------------------------------
def ring(tx: Transaction, act: str, id: str) -> None:
    """A timer rang; what became impossible meanwhile is let go."""
    acts: dict[str, Any] = {
        "expire": expire,
        "money_arrives": money_arrives,
        "money_fails": money_fails,
        "refund_arrives": refund_arrives,
        "refund_fails": refund_fails,
    }
    try:
        acts[act](tx, id)
    except ApiError:
        return
