"""What happened to money, for those above. Sent inside the transaction; receivers may be called again for the same fact."""

from django.dispatch import Signal

payment_succeeded = Signal()  # payment: the gateway has the money
payment_awaited = Signal()  # payment: the payer has confirmed, the money arrives in hours or days
payment_failed = Signal()  # payment
payment_reviewed = Signal()  # payment: somebody decided about money that was not what was asked for
payment_expired = Signal()  # payment
refund_changed = Signal()  # refund: it succeeded, failed, or was made in the gateway's own dashboard
dispute_changed = Signal()  # dispute
money_needs_review = Signal()  # payable, code, facts: something that only a person can decide

books_differ = Signal()  # reconciliation: with findings

# Announced by the services for the background of payments itself.
refund_requested = Signal()  # refund: to be sent
payment_abandoned = Signal()  # payment: its hosted page is to be closed
event_received = Signal()  # event: to be settled
