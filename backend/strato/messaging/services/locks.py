"""What every act on a conversation locks first, always in this order: people, the conversation, its seats."""

from typing import Any

from strato.accounts.models import User
from strato.core.errors import Missing
from strato.messaging.models import Conversation, Participant


def lock_people(*people: Any) -> None:
    """These people (ids), in pk order: a block, which locks both too, comes before the act or after it."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=set(people)).order_by("pk")
    list(rows.values_list("pk", flat=True))


def lock_conversation(conversation: Conversation) -> Conversation:
    """The row as it is now; between two, with both people: nobody writes while somebody blocks."""
    if conversation.is_direct:
        lock_people(conversation.low_id, conversation.high_id)
    return Conversation.objects.select_for_update().get(pk=conversation.pk)


def seat_of(conversation: Conversation, user: Any) -> Participant:
    """This person's seat. Raises ``Missing`` for somebody who takes no part."""
    seat = Participant.objects.filter(conversation=conversation, user=user).select_related("user").first()
    if seat is None or not seat.is_here:
        raise Missing
    return seat
