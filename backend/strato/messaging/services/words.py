"""What messages are found by."""

from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value

from strato.core.words import CONFIG, words_of
from strato.messaging.models import Message, MessageWords


def index_words(message: Message) -> None:
    """Write down the words of this message; to be called in the transaction that changes its body."""
    words = " ".join(words_of(message.body))
    if not words:
        MessageWords.objects.filter(message=message).delete()
        return
    written: dict[str, object] = {"text": f" {words}", "conversation_id": message.conversation_id}
    if connection.vendor == "postgresql":
        written["vector"] = SearchVector(Value(words), config=CONFIG)
    MessageWords.objects.update_or_create(message=message, defaults=written)
