"""What the stock announces, inside the transaction."""

from django.dispatch import Signal

spool_ran_low = Signal()  # spool: it just went down to its warning mark
spool_archived = Signal()  # spool, by: it is off the shelf
item_ran_low = Signal()  # item, available: what can still be promised just went down to its warning mark
