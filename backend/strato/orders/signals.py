"""What happened to orders, for those above. Sent inside the transaction."""

from django.dispatch import Signal

order_placed = Signal()  # order
order_paid = Signal()  # order
order_ended = Signal()  # order: cancelled or expired, never paid
order_shipped = Signal()  # order, shipment
order_delivered = Signal()  # order
order_refunded = Signal()  # order, refund

# Announced by the services for the background of orders itself.
document_issued = Signal()  # document: to be drawn
