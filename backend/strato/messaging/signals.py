"""What messaging announces, inside the transaction."""

from django.dispatch import Signal

message_sent = Signal()  # message
