"""Messages, what people say to them by a sign, and the words they are found by."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from strato.accounts.models import User
from strato.accounts.sight import out_of_sight
from strato.core.rows import Row
from strato.messaging.models.conversations import Conversation, Participant
from strato.messaging.states import ConversationKind, MessageKind


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, user: Any) -> Self:
        """Those of one's conversations, from when one joined on. What a group's member out of sight wrote is masked, not missing."""
        if not user.is_authenticated:
            return self.none()
        seat = Participant.objects.here().filter(
            user=user, conversation=OuterRef("conversation"), from_seq__lt=OuterRef("seq")
        )
        return self.filter(Exists(seat), conversation__in=Conversation.objects.visible_to(user).values("pk"))

    def unmasked_for(self, user: Any) -> Self:
        """Without what people out of this one's sight wrote in groups."""
        hidden = User.objects.filter(out_of_sight(user)).values("pk")
        return self.exclude(conversation__kind=ConversationKind.GROUP, sender__in=hidden)


class Message(Row):
    """One thing said in a conversation, number ``seq`` of it. A deleted one stays as an empty place."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8, choices=MessageKind.choices, default=MessageKind.TEXT)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    client_id = models.UUIDField(help_text="Chosen by the sender: the same message sent again is still one")
    body = models.TextField(max_length=8000, blank=True)
    note = models.JSONField(default=dict, blank=True, help_text="Of a note: {act, people, title}")
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "seq"], name="one_message_per_seq"),
            models.UniqueConstraint(fields=["conversation", "sender", "client_id"], name="one_message_per_client_id"),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | Q(body=""), name="deleted_message_says_nothing"
            ),
        ]
        ordering = ("conversation", "seq")

    def __str__(self) -> str:
        return f"#{self.seq} of {self.conversation_id}"

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class Reaction(models.Model):
    """One sign of one person to one message."""

    id = models.BigAutoField(primary_key=True)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "user", "emoji"], name="one_reaction_of_a_kind")]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.emoji} by {self.user_id}"


class MessageWords(models.Model):
    """The words that one message is found by; none for notes and deleted ones."""

    id = models.BigAutoField(primary_key=True)
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="words")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    vector = SearchVectorField(null=True, help_text="On PostgreSQL, where it is indexed")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:80]


class WordIndex(models.Model):
    """The full-text index of SQLite, kept by triggers; a query is something that a row can equal."""

    words = models.OneToOneField(
        MessageWords, primary_key=True, db_column="rowid", on_delete=models.DO_NOTHING, related_name="index"
    )
    asked = models.TextField(db_column="messaging_wordindex", help_text="Equals every query that the row matches")

    class Meta:
        managed = False
        db_table = "messaging_wordindex"

    def __str__(self) -> str:
        return str(self.pk)
