"""What a signed-in client may say, and what the server does then."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from django.db import Error as DatabaseError

from strato.core.realtime import protocol, receipts, wire
from strato.core.realtime.background import in_thread
from strato.core.realtime.frames import Frame
from strato.core.realtime.greeting import Refused, recognize
from strato.core.realtime.hub import Hub
from strato.core.realtime.identity import active_user
from strato.core.realtime.protocol import Close
from strato.core.realtime.session import Session
from strato.core.realtime.topics import may_follow, snapshot_of
from strato.core.realtime.wire import control_packet

log = structlog.get_logger(__name__)
NOT_FOUND = protocol.Problem(code="not_found", detail="There is nothing here, or it is not yours to see.")
TOO_MANY_TOPICS = protocol.Problem(code="too_many_topics", detail="This socket follows as many topics as it may.")
Act = Callable[[Hub, Session, Any, str | None], Awaitable[None]]


async def subscribe(hub: Hub, session: Session, message: protocol.Subscribe, re: str | None) -> None:
    """Follow a topic: the right is asked for while already listening, so that nothing falls between."""
    if len(session.topics) >= hub.limits.topics_per_socket and message.topic not in session.topics:
        session.control(control_packet(TOO_MANY_TOPICS, re=re, topic=message.topic))
        return
    snapshot = None
    version = -1
    while version != session.version:  # a right revoked meanwhile is asked for again
        version = session.version
        snapshot = await in_thread(look, session.user_id, message.topic)
    if snapshot is None or session.closed:
        hub.leave(session, message.topic)
        session.control(control_packet(NOT_FOUND, re=re, topic=message.topic))
        return
    hub.join(session, message.topic)
    session.control(control_packet(protocol.Ack(), re=re, topic=message.topic))
    for frame in snapshot:
        session.control(control_packet(frame, topic=message.topic))
    for packet in hub.latest.of(message.topic):
        session.control(packet)


def look(user_id: Any, topic: str) -> list[Frame] | None:
    """The present values of a topic; None if this person may not see it."""
    user = active_user(user_id)
    if user is None or not may_follow(user, topic):
        return None
    return snapshot_of(user, topic)


async def unsubscribe(hub: Hub, session: Session, message: protocol.Unsubscribe, re: str | None) -> None:
    hub.leave(session, message.topic)
    session.control(control_packet(protocol.Ack(), re=re, topic=message.topic))


async def resume(hub: Hub, session: Session, message: protocol.Resume, re: str | None) -> None:
    """The client found a hole: send again from there."""
    if 0 <= message.seq <= session.sent and not session.catching_up:
        session.sent = message.seq
        hub.want_catch_up(session)
    session.control(control_packet(protocol.Ack(), re=re))


async def received(hub: Hub, session: Session, message: protocol.Received, re: str | None) -> None:
    """Noted once per socket and number, and never further than what was sent."""
    after, until = session.acked, min(message.seq, session.sent)
    if until <= after or not receipts.LISTENERS:
        return
    session.acked = until
    try:
        await in_thread(receipts.note, session.user_id, after, until)
    except DatabaseError as error:
        log.warning("realtime_receipt_lost", error=str(error))


async def refresh(hub: Hub, session: Session, message: protocol.AuthRefresh, re: str | None) -> None:
    """A new token of the same session: one of another could outlive the end of its own."""
    who = await recognize(message.token)
    if (who.user_id, who.sign_in) != (session.user_id, session.sign_in):
        raise Refused(Close.UNAUTHENTICATED)
    session.expiry.set(who.expires_at)
    expires_at = None if who.expires_at is None else int(who.expires_at)
    session.control(control_packet(protocol.AuthRefreshed(expires_at=expires_at), re=re))


async def pong(hub: Hub, session: Session, message: protocol.Pong, re: str | None) -> None:
    """Heard: that is all."""


async def greet_again(hub: Hub, session: Session, message: protocol.Hello, re: str | None) -> None:
    raise Refused(Close.BAD_FRAME)


ACTS: dict[str, Act] = {
    protocol.Hello.TYPE: greet_again,
    protocol.Subscribe.TYPE: subscribe,
    protocol.Unsubscribe.TYPE: unsubscribe,
    protocol.Resume.TYPE: resume,
    protocol.Received.TYPE: received,
    protocol.AuthRefresh.TYPE: refresh,
    protocol.Pong.TYPE: pong,
}


async def act(hub: Hub, session: Session, message: protocol.Message, re: str | None) -> None:
    """Do what the client asks."""
    await ACTS[message.TYPE](hub, session, message, re)


def unknown(re: str) -> wire.Packet:
    """The answer to a message type that this server does not know."""
    return control_packet(protocol.Problem(code="unknown_type", detail="This server does not know that."), re=re)
