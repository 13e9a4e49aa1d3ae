"""The door of the socket: counts, measures and reads what comes in; everything else lies behind."""

import asyncio
import time
from typing import Any

from channels.consumer import AsyncConsumer, get_handler_name
from channels.exceptions import StopConsumer

from strato.core.realtime import greeting, inbound, wire
from strato.core.realtime.background import spawn
from strato.core.realtime.doorway import Bucket, Crowd, Visitor, may_come_in
from strato.core.realtime.greeting import Refused
from strato.core.realtime.hub import hub
from strato.core.realtime.limits import limits
from strato.core.realtime.line import Line
from strato.core.realtime.protocol import Close, Hello
from strato.core.realtime.session import Session

PENDING, BY_IP = Crowd(), Crowd()  # of this process


class RealtimeConsumer(AsyncConsumer):  # type: ignore[misc]
    """One socket, from its handshake to its end."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Channels' own loop keeps a task and a layer per socket; this socket needs neither."""
        self.line, self.visitor = Line(send), Visitor.of(scope)
        self.session: Session | None = None
        self.limits = limits()
        self.bucket = Bucket(self.limits.inbound_per_second, self.limits.inbound_burst, time.monotonic())
        self.patience: asyncio.TimerHandle | None = None
        self.counted: list[Crowd] = []
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:
            self.leave()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Straight to the handler: Channels' own waits for a thread that all sockets share before every message."""
        await getattr(self, get_handler_name(message))(message)

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        crowds = ((BY_IP, self.limits.sockets_per_ip), (PENDING, self.limits.pending_per_ip))
        if not may_come_in(self.visitor) or not all(self.count(crowd, most) for crowd, most in crowds):
            await self.line.refuse()
            raise StopConsumer
        await self.line.accept()
        self.patience = asyncio.get_running_loop().call_later(self.limits.hello_seconds, self.too_late)

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        try:
            await self.hear(message.get("text"))
        except Refused as refused:
            await self.hang_up(refused.code)
        except wire.BadMessage:
            await self.hang_up(Close.BAD_FRAME)

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        raise StopConsumer

    async def hear(self, text: str | None) -> None:
        """One frame of the client."""
        if text is None:
            raise Refused(Close.BAD_FRAME)
        if len(text.encode()) > (self.limits.inbound_bytes if self.session else self.limits.hello_bytes):
            raise Refused(Close.TOO_LARGE)
        if not self.bucket.take(time.monotonic()):
            raise Refused(Close.TOO_MANY)
        try:
            said, re = wire.read_message(text)
        except wire.UnknownMessage as unknown:
            if self.session is None:
                raise
            if unknown.re:
                self.session.control(inbound.unknown(unknown.re))
            return
        if self.session is None:
            await self.greet(said)
        elif not self.session.closed:
            self.session.heard()
            await inbound.act(hub(), self.session, said, re)

    async def greet(self, said: Any) -> None:
        """The first frame: nothing was asked of the hub or the database before it."""
        if not isinstance(said, Hello):
            raise Refused(Close.BAD_FRAME)
        self.stop_waiting()
        token = said.token or self.visitor.bearer
        who = await greeting.recognize(token)
        self.pass_door()
        self.session = await greeting.welcome(hub(), self.line, token, who, said.resume)

    def count(self, crowd: Crowd, most: int) -> bool:
        if not crowd.enter(self.visitor.ip, most):
            return False
        self.counted.append(crowd)
        return True

    def stop_waiting(self) -> None:
        """The hello came, or nobody is there to say it: how long we take to know who it is, is not the client's fault."""
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None

    def pass_door(self) -> None:
        """One less waits at the door to be known."""
        if PENDING in self.counted:
            self.counted.remove(PENDING)
            PENDING.leave(self.visitor.ip)

    def too_late(self) -> None:
        spawn(self.give_up())

    async def give_up(self) -> None:
        """No hello in time; one that lay unread while this process was busy has been read before this runs."""
        if self.patience is not None:
            await self.hang_up(Close.TIMEOUT)

    async def hang_up(self, code: Close) -> None:
        if self.session is not None:
            self.session.close(code)
        else:
            await self.line.close(code, "", self.limits.hang_up_seconds)

    def leave(self) -> None:
        self.stop_waiting()
        self.pass_door()
        for crowd in self.counted:
            crowd.leave(self.visitor.ip)
        self.counted.clear()
        if self.session is not None:
            self.session.gone()
