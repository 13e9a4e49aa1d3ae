"""What notifications announce."""

from django.dispatch import Signal

notified = Signal()
"""Rows were written. ``notifications``: all of them; ``to_mail``: those that should also leave by mail. Sent inside the transaction."""
