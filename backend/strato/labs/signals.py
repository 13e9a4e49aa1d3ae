"""What labs announce, inside the transaction."""

from django.dispatch import Signal

lab_applied = Signal()  # lab, by
lab_approved = Signal()  # lab, by
lab_rejected = Signal()  # lab, by, reason
lab_suspended = Signal()  # lab, by, reason
lab_reactivated = Signal()  # lab, by
member_joined = Signal()  # membership, by
member_left = Signal()  # lab, user, by
role_changed = Signal()  # membership, by, before
