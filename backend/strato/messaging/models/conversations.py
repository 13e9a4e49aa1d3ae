"""Conversations and who takes part in them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from strato.core.rows import Row
from strato.messaging import subjects
from strato.messaging.states import HERE, ConversationKind, ParticipantRole, Standing


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, user: Any) -> Self:
        """Those one takes part in; about an order or a job only while one sees it. Nobody else's, not even for admins."""
        if not user.is_authenticated:
            return self.none()
        mine = Participant.objects.here().filter(user=user)
        return self.filter(subjects.in_sight(user), pk__in=mine.values("conversation"))


class Conversation(Row):
    """One talk: between two, in a group, or about an order or a print job. Messages are numbered without gaps."""

    kind = models.CharField(max_length=8, choices=ConversationKind.choices)
    low = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    high = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    subject_type = models.CharField(max_length=40, blank=True, help_text='"print_job", "order"')
    subject_id = models.UUIDField(null=True, blank=True)
    title = models.CharField(max_length=80, blank=True, help_text="Of a group")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    last_message = models.ForeignKey(
        "messaging.Message", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    last_activity_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["low", "high"], condition=Q(kind="direct"), name="one_conversation_per_pair"
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(kind="subject"),
                name="one_conversation_per_subject",
            ),
            models.CheckConstraint(
                condition=Q(kind="direct", low__isnull=False, high__isnull=False, low__lt=F("high"))
                | (~Q(kind="direct") & Q(low__isnull=True, high__isnull=True)),
                name="conversation_ends_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(kind="subject", subject_id__isnull=False) & ~Q(subject_type=""))
                | (~Q(kind="subject") & Q(subject_id__isnull=True, subject_type="")),
                name="conversation_about_something",
            ),
        ]
        indexes = [models.Index(fields=["last_activity_at", "id"], name="conversation_activity")]
        ordering = ("-last_activity_at", "-id")

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.pk}"

    @property
    def is_direct(self) -> bool:
        return self.kind == ConversationKind.DIRECT

    @property
    def is_group(self) -> bool:
        return self.kind == ConversationKind.GROUP


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def here(self) -> Self:
        """Those who take part, or were asked to."""
        return self.filter(left_at=None, standing__in=HERE)


class Participant(models.Model):
    """One person in one conversation, how far they have read, and how they keep it. Unread = last_seq - last_read_seq.

    ``last_seq`` and ``last_activity_at`` are the conversation's, kept here too: one's own seats alone tell what is unread and
    in which order the inbox stands.
    """

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=8, choices=ParticipantRole.choices, default=ParticipantRole.MEMBER)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ACCEPTED)
    from_seq = models.PositiveBigIntegerField(default=0, help_text="Messages up to this one were before their time")
    last_read_seq = models.PositiveBigIntegerField(default=0)
    last_delivered_seq = models.PositiveBigIntegerField(default=0)
    told_seq = models.PositiveBigIntegerField(default=0, help_text="The newest message they were notified of")
    is_marked_unread = models.BooleanField(default=False, help_text="To be come back to, though all is read")
    is_archived = models.BooleanField(default=False)
    muted_until = models.DateTimeField(null=True, blank=True)
    last_seq = models.PositiveBigIntegerField(default=0, editable=False)
    last_activity_at = models.DateTimeField(default=timezone.now, editable=False)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="one_seat_per_person"),
            models.CheckConstraint(
                condition=Q(last_delivered_seq__gte=F("last_read_seq")), name="read_messages_were_delivered"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "conversation"], condition=Q(left_at=None), name="conversations_of_user"),
            models.Index(
                fields=["user", "standing", "is_archived", "last_activity_at", "conversation"],
                condition=Q(left_at=None),
                name="inbox_of_user",
            ),
            models.Index(
                fields=["user"], condition=Q(left_at=None, last_seq__gt=F("last_read_seq")), name="unread_of_user"
            ),
        ]
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.user_id} in {self.conversation_id}"

    @property
    def is_here(self) -> bool:
        return self.left_at is None and self.standing in HERE

    @property
    def has_accepted(self) -> bool:
        return self.left_at is None and self.standing == Standing.ACCEPTED

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and self.muted_until > timezone.now()
