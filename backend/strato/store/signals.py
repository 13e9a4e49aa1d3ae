"""What the store announces for its own background. Sent inside the transaction."""

from django.dispatch import Signal

import_asked = Signal()  # table: to be applied
