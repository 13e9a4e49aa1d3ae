"""What notifications announce."""

from django.dispatch import Signal

notified = Signal()
"""Rows were written. ``notifications``: the list of them. Sent inside the transaction."""
