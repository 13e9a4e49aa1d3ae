"""What happened to money, for those above. Sent inside the transaction; receivers may be called again for the same fact."""

from django.dispatch import Signal

payment_succeeded = Signal()  # payment: the gateway has the money
payment_failed = Signal()  # payment
payment_expired = Signal()  # payment
refund_changed = Signal()  # refund: it succeeded, failed, or was made in the gateway's own dashboard
dispute_changed = Signal()  # dispute
