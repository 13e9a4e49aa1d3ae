"""What notifications announce."""

from django.dispatch import Signal

notified = Signal()
"""Rows were written. ``notifications``: all of them; ``to_mail`` and ``to_push``: those that should leave at once; the
others wait for their time. Sent inside the transaction."""

push_ready = Signal()
"""These ``notifications`` leave for this ``device``. Sent inside the transaction."""

device_tested = Signal()
"""Somebody wants to see whether this ``device`` can be reached. Sent inside the transaction."""
