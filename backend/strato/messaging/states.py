"""The words of messaging."""

from django.db import models


class ConversationKind(models.TextChoices):
    DIRECT = "direct", "Between two people"
    GROUP = "group", "A small group"
    SUBJECT = "subject", "About an order or a print job"


class ParticipantRole(models.TextChoices):
    MEMBER = "member", "Member"
    ADMIN = "admin", "May rename the group, add and remove people"


class Standing(models.TextChoices):
    """How a person stands to a conversation that somebody else began."""

    UNOPENED = "unopened", "Nothing was written to them yet"
    REQUESTED = "requested", "A stranger wrote; they have not answered"
    ACCEPTED = "accepted", "Takes part"
    DECLINED = "declined", "Wants none of it; the others are not told"


HERE = (Standing.REQUESTED, Standing.ACCEPTED)


class MessageKind(models.TextChoices):
    TEXT = "text", "Written by a person"
    NOTE = "note", "Says what somebody did to the group"


class NoteAct(models.TextChoices):
    CREATED = "created"
    ADDED = "added"
    REMOVED = "removed"
    LEFT = "left"
    RENAMED = "renamed"


class AttachmentKind(models.TextChoices):
    IMAGE = "image"
    MODEL = "model", "3D model"
    DOCUMENT = "document"


class PresenceAudience(models.TextChoices):
    """Who sees when somebody was last here; who shows it to nobody sees nobody's."""

    NOBODY = "nobody"
    FRIENDS = "friends"
    CONTACTS = "contacts", "Friends, and people they are in a conversation with"


class Box(models.TextChoices):
    """A part of the inbox."""

    INBOX = "inbox"
    REQUESTS = "requests", "From strangers, to be accepted or declined"
    ARCHIVED = "archived"
