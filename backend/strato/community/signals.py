"""What community announces, inside the transaction."""

from django.dispatch import Signal

friend_asked = Signal()  # friendship, by
friendship_accepted = Signal()  # friendship, by
person_blocked = Signal()  # block
