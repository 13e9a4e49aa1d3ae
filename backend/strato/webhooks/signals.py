"""What webhooks announce to their own background."""

from django.dispatch import Signal

delivery_due = Signal()  # delivery: to be sent at its next_attempt_at
