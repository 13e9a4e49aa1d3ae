"""What community announces, inside the transaction."""

from django.dispatch import Signal

friend_asked = Signal()  # friendship, by
friendship_accepted = Signal()  # friendship, by
person_blocked = Signal()  # block
people_invited = Signal()  # event, attendances, by
seat_freed = Signal()  # attendance
event_changed = Signal()  # event, by
event_cancelled = Signal()  # event, by, reason
reminder_due = Signal()  # attendance, hours
