"""From hello to ready: who it is, what they missed, and the seam between the log and the live frames.

A client that catches up before it is subscribed loses what happens in between. Here the session is on the hub first, and
holds live frames back until those of the log have gone out.
"""

from strato.core.realtime import wire
from strato.core.realtime.background import in_thread
from strato.core.realtime.hub import Hub
from strato.core.realtime.identity import Identity, verify
from strato.core.realtime.line import Line
from strato.core.realtime.protocol import Close, Cursor, Ready, Resync
from strato.core.realtime.replay import Replay, replay
from strato.core.realtime.session import Session


class Refused(Exception):
    """The greeting ends with this close code."""

    def __init__(self, code: Close) -> None:
        self.code = code
        super().__init__(code.name)


async def recognize(token: str) -> Identity:
    """The person of this token; nobody is refused with 4401."""
    found = await in_thread(verify, token) if token else None
    if found is None:
        raise Refused(Close.UNAUTHENTICATED)
    return found


async def welcome(hub: Hub, line: Line, token: str, who: Identity, cursor: Cursor | None) -> Session:
    """A session that was told all it missed, and that it is ready."""
    if hub.draining:
        raise Refused(Close.DRAINING)
    if len(hub.users.get(str(who.user_id), ())) >= hub.limits.sockets_per_user:
        raise Refused(Close.TOO_MANY)
    session = Session(
        line, who.user_id, hub.limits, sign_in=who.sign_in, want_catch_up=hub.want_catch_up, on_close=hub.remove
    )
    hub.add(session)
    try:
        await hub.start()
        missed = await in_thread(look_back, token, cursor)
        session.expiry.set(who.expires_at)
        if missed.resync:
            session.control(wire.control_packet(Resync(reason=missed.resync, seq=missed.head, epoch=missed.epoch)))
        session.sent = session.acked = cursor.seq if cursor and missed.frames else missed.head
        await session.catch_up(missed.frames)
        session.control(wire.control_packet(Ready(seq=session.sent, epoch=missed.epoch)))
    except BaseException:
        session.gone()
        raise
    return session


def look_back(token: str, cursor: Cursor | None) -> Replay:
    """What was missed. The token is asked once more: access taken away before the session was on the hub went past it."""
    who = verify(token)
    if who is None:
        raise Refused(Close.FORBIDDEN)
    return replay(who.user_id, cursor)
