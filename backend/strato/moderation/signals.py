"""What moderation announces, inside the transaction."""

from django.dispatch import Signal

report_settled = Signal()  # report, by
