"""What admins are told about money that only a person can decide."""

from strato.notifications.kinds import Kind

CATEGORY = "payments"
PAGE = "/platform/money"

PAYMENT_MISMATCHED = Kind("payment.mismatched", CATEGORY, link=PAGE)
REFUND_FAILED = Kind("refund.failed", CATEGORY, link=PAGE)
PAYMENT_DISPUTED = Kind("payment.disputed", CATEGORY, link=PAGE)
BOOKS_DIFFER = Kind("payments.books_differ", CATEGORY, link=PAGE)

KINDS = (PAYMENT_MISMATCHED, REFUND_FAILED, PAYMENT_DISPUTED, BOOKS_DIFFER)
