"""What can happen to money that came: it goes back, in parts or whole, and banks disagree."""

from stripe_sandbox import objects
from stripe_sandbox.acts import the
from stripe_sandbox.errors import ApiError
from stripe_sandbox.events import emit
from stripe_sandbox.store import Body, Transaction

DISPUTE_FEE = 2000
REFUND_FAILS_CARD, REFUND_PENDS_CARD = "4000000000005126", "4000000000007726"
REFUND_PAUSE_SECONDS = 3.0


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
