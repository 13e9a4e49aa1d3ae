"""What messaging says to sockets."""

from dataclasses import dataclass

from strato.core.realtime.frames import Frame, frame
from strato.messaging.cards import MessageCard


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageNew(Frame):
    """A message came (durable): add it where it is not there yet, by ``client_id`` or ``id``."""

    TYPE = "message.new"
    conversation: str
    message: MessageCard


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageChanged(Frame):
    """A message was edited, deleted or reacted to (durable): replace it."""

    TYPE = "message.changed"
    conversation: str
    message: MessageCard


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRead(Frame):
    """Somebody, perhaps you in another window, read up to ``seq`` (durable). ``is_marked_unread`` tells only of yourself."""

    TYPE = "conversation.read"
    conversation: str
    user: str
    seq: int
    is_marked_unread: bool


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationChanged(Frame):
    """Title, people, request, mute or archive changed (durable): load the conversation again, 404 means it is gone for you."""

    TYPE = "conversation.changed"
    conversation: str
    what: str  # "people", "title", "request", "keeping"


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationDelivered(Frame):
    """A device of ``user`` has the messages up to ``seq``; on topic "conversation:<id>"."""

    TYPE = "conversation.delivered"
    DURABLE = False
    KEY = "user"
    conversation: str
    user: str
    seq: int


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class Typing(Frame):
    """Somebody is writing, or stopped; on topic "conversation:<id>"."""

    TYPE = "typing"
    DURABLE = False
    TTL_SECONDS = 6.0
    KEY = "user"
    conversation: str
    user: str
    is_typing: bool


@frame
@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceChanged(Frame):
    """Whether somebody is here; on topic "presence:<user id>". Online is forgotten where it is not said again in time."""

    TYPE = "presence.changed"
    DURABLE = False
    TTL_SECONDS = 120.0
    user: str
    is_online: bool
    last_seen_at: str | None
