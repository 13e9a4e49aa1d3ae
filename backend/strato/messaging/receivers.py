"""People who close their account, or come back: their open conversations say so at once, not when they are forgotten."""

from typing import Any

from django.dispatch import receiver

from strato.accounts import signals as accounts
from strato.accounts.models import Departure, User
from strato.core import queue
from strato.messaging import tasks


@receiver(accounts.deletion_asked)
def on_deletion_asked(sender: type[Departure], departure: Departure, **_: Any) -> None:
    queue.defer(tasks.tell_of_standing, person=str(departure.user_id))


@receiver([accounts.account_kept, accounts.user_deactivated, accounts.user_reactivated])
def on_standing_changed(sender: type[User], user: User, **_: Any) -> None:
    queue.defer(tasks.tell_of_standing, person=str(user.pk))
