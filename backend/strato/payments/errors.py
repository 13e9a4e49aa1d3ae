"""What payments can refuse, by name."""

from strato.core.errors import Conflict, Declined, DomainError, Invalid, Missing


class AlreadyPaid(Conflict):
    code = "already_paid"
    detail = "This order is paid."


class AmountTooSmall(Invalid):
    code = "amount_too_small"
    detail = "This is less than the smallest amount that can be paid by card."


class RefundTooLarge(Conflict):
    code = "refund_too_large"
    detail = "This is more than what is left of the payment."


class NothingToRefund(Conflict):
    code = "nothing_to_refund"
    detail = "Nothing was paid here that could be refunded."


class PaymentMissing(Missing):
    code = "payment_not_found"
    detail = "There is no such payment."


class PaymentDeclined(Declined):
    code = "payment_declined"
    detail = "The payment was declined. Nothing was charged; try another card."


class GatewayUnavailable(DomainError):
    status, title, code = 503, "Payment service unavailable", "gateway_unavailable"
    detail = "The payment service does not answer right now. Nothing was charged; try again in a minute."


class GatewayRefused(Conflict):
    code = "gateway_refused"
    detail = "The payment service did not accept this. Nothing was charged."


class SignatureInvalid(Invalid):
    code = "webhook_signature_invalid"
    detail = "The signature does not fit the body."


class AmountUncoined(Invalid):
    code = "amount_uncoined"
    detail = "The last digit of an amount in this currency must be 0 to be paid by card."


class MoneyForeign(Conflict):
    code = "money_foreign"
    detail = "The money came in another currency than the order's. It can only go back."


class AmountsDiffer(Conflict):
    code = "amounts_differ"
    detail = "The lines do not add up to what is owed."
