"""The hub of a process: every signed-in socket by person and by topic, and the one listener that feeds them.

Frames come encoded from the bus and go to each socket as they are. A bus may lose hints, so the hub asks the log every few
seconds (one query for many people) whether somebody is behind, and reads the rest for them.
"""

import asyncio
import random
import uuid
from collections import defaultdict
from contextlib import suppress
from weakref import WeakKeyDictionary

import orjson
import structlog
from django.db import Error as DatabaseError

from strato.core.realtime import bus, identity, wire
from strato.core.realtime.background import in_thread, spawn
from strato.core.realtime.latest import Latest
from strato.core.realtime.limits import limits
from strato.core.realtime.protocol import Close, TopicClosed
from strato.core.realtime.replay import frames_after, heads
from strato.core.realtime.session import Session
from strato.core.realtime.topics import may_follow
from strato.core.realtime.wire import Packet

log = structlog.get_logger(__name__)
HUBS: WeakKeyDictionary[asyncio.AbstractEventLoop, "Hub"] = WeakKeyDictionary()
BUS_PATIENCE_SECONDS = 2.0
DRAIN_SPREAD_SECONDS = 3.0


def hub() -> "Hub":
    """The hub of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in HUBS:
        HUBS[loop] = Hub()
    return HUBS[loop]


class Hub:
    """The sockets of one event loop."""

    def __init__(self) -> None:
        self.limits = limits()
        self.sessions: set[Session] = set()
        self.users: defaultdict[str, set[Session]] = defaultdict(set)
        self.topics: defaultdict[str, set[Session]] = defaultdict(set)
        self.latest = Latest(self.limits.conflate_seconds, self._fan_out)
        self.draining = False
        self._behind: set[Session] = set()
        self._wake = asyncio.Event()
        self._up = asyncio.Event()
        self._started = False

    async def start(self) -> None:
        """Listen; waits until the bus flows, but not for a dead one (the log is asked anyway)."""
        if not self._started:
            self._started = True
            for work in (bus.current().listen(self.deliver, self._on_up), self._watch(), self._heal()):
                spawn(work)
        with suppress(TimeoutError):
            async with asyncio.timeout(BUS_PATIENCE_SECONDS):
                await self._up.wait()

    # --- who is here --------------------------------------------------------------------------------------------------
    def add(self, session: Session) -> None:
        self.sessions.add(session)
        self.users[str(session.user_id)].add(session)

    def remove(self, session: Session) -> None:
        self.sessions.discard(session)
        self._behind.discard(session)
        drop(self.users, str(session.user_id), session)
        for topic in list(session.topics):
            self.leave(session, topic)

    def join(self, session: Session, topic: str) -> None:
        session.topics.add(topic)
        self.topics[topic].add(session)

    def leave(self, session: Session, topic: str) -> None:
        session.topics.discard(topic)
        drop(self.topics, topic, session)

    # --- what comes from the bus --------------------------------------------------------------------------------------
    def deliver(self, message: bytes) -> None:
        """One message of the bus, to everyone here whom it concerns."""
        try:
            header, body = bus.unpack(message)
        except (ValueError, KeyError, TypeError) as error:  # another version's word, or not ours at all
            log.warning("realtime_bus_gibberish", error=str(error))
            return
        match header:
            case bus.Push(to=to):
                self._deliver_durable(to, body.decode())
            case bus.Publish(topic=topic):
                self.latest.offer(header, Packet(body.decode()))
            case bus.Shut(user=user, sign_in=sign_in):
                for session in list(self.users.get(user, ())):
                    if sign_in in (None, session.sign_in):
                        session.close(Close.FORBIDDEN)
            case bus.Revoke(user=user, topic=topic):
                spawn(self._ask_again(user, topic))

    def _deliver_durable(self, to: list[tuple[str, int]], body: str) -> None:
        for user, seq in to:
            sessions = self.users.get(user)
            if sessions:
                packet = Packet(wire.durable_text(body, seq))
                for session in list(sessions):
                    session.durable(seq, packet)

    def _fan_out(self, topic: str, key: tuple[str, str, str] | None, packet: Packet, ttl: float) -> None:
        for session in list(self.topics.get(topic, ())):
            session.ephemeral(key, packet, ttl)

    async def _ask_again(self, user: str, topic: str | None) -> None:
        """Drop the topics this person may no longer see."""
        sessions = list(self.users.get(user, ()))
        for session in sessions:
            session.version += 1
        for name in {name for session in sessions for name in session.topics if topic in (None, name)}:
            if not await in_thread(may_follow_now, uuid.UUID(user), name):
                for session in sessions:
                    if name in session.topics:
                        self.leave(session, name)
                        session.control(wire.control_packet(TopicClosed(topic=name)))

    # --- nobody misses anything ---------------------------------------------------------------------------------------
    def want_catch_up(self, session: Session) -> None:
        """This session has a hole, or is behind: read the log for it soon."""
        self._behind.add(session)
        self._wake.set()

    def _on_up(self) -> None:
        """The bus flows (again): whatever was said meanwhile is in the log."""
        again = self._up.is_set()
        self._up.set()
        if again:
            spawn(self._check_all())

    async def _heal(self) -> None:
        while True:
            await self._wake.wait()
            await asyncio.sleep(self.limits.gap_seconds)  # a frame overtaken by another is usually just behind it
            self._wake.clear()
            behind, self._behind = self._behind, set()
            for session in behind:
                if session.begin_catch_up():
                    spawn(self._catch_up(session))

    async def _catch_up(self, session: Session) -> None:
        most = self.limits.replay_frames
        try:
            frames = await in_thread(frames_after, session.user_id, session.sent, most)
        except DatabaseError as error:
            log.warning("realtime_log_unreadable", error=str(error))
            frames = []
            await asyncio.sleep(1)
        await session.catch_up(frames)
        if len(frames) == most:
            self.want_catch_up(session)

    async def _watch(self) -> None:
        """Every second, for a part of the people: who is behind the log, who is due a ping, who went silent."""
        parts = max(round(self.limits.head_check_seconds), 1)
        ping_every = max(round(self.limits.ping_seconds / self.limits.head_check_seconds), 1) * parts
        tick = 0
        while True:
            await asyncio.sleep(self.limits.head_check_seconds / parts)
            tick += 1
            if tick % 30 == 0:
                self.latest.forget_old()
            part = [s for s in self.sessions if s.user_id.int % parts == tick % parts]
            due = [s for s in part if s.user_id.int % ping_every == tick % ping_every]
            for session in due:
                if session.is_silent():
                    session.close(Close.TIMEOUT)
            known = await self._check(part)
            for session in due:
                session.ping(known.get(session.user_id, max(session.sent, 0)))

    async def _check_all(self) -> None:
        await self._check(list(self.sessions))

    async def _check(self, sessions: list[Session]) -> dict[uuid.UUID, int]:
        """Compare these sessions with the log; gives the head of each person's stream."""
        if not sessions:
            return {}
        try:
            known = await in_thread(heads, {session.user_id for session in sessions})
        except DatabaseError as error:
            log.warning("realtime_log_unreadable", error=str(error))
            return {}
        for session in sessions:
            if session.needs(known.get(session.user_id, 0)):
                self.want_catch_up(session)
        return known

    # --- the end ------------------------------------------------------------------------------------------------------
    async def drain(self) -> None:
        """The process stops: send everyone away, not to return all at once."""
        self.draining = True
        for session in list(self.sessions):
            reason = orjson.dumps({"retry_after": round(random.uniform(0.2, DRAIN_SPREAD_SECONDS), 2)})  # noqa: S311
            session.close(Close.DRAINING, reason.decode())
        await asyncio.sleep(0.1)


def drop(index: defaultdict[str, set[Session]], key: str, session: Session) -> None:
    """Take a session out of an index, and the key with its last one."""
    if key in index:
        index[key].discard(session)
        if not index[key]:
            del index[key]


def may_follow_now(user_id: uuid.UUID, topic: str) -> bool:
    """May this person, as they are in the database now, follow the topic?"""
    user = identity.active_user(user_id)
    return user is not None and may_follow(user, topic)
