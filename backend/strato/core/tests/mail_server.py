"""A mail server: a real one on this machine, which answers as a test tells it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

FINE = "250 OK"


@dataclass
class MailServer:
    """What came, for whom it was asked, and what is answered at each stage of a mail."""

    to_sender: str = FINE
    to_recipient: str = FINE
    to_content: str = FINE
    is_password_right: bool = True
    asked_for: list[str] = field(default_factory=list)
    got: list[Message] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.to_sender

    async def handle_RCPT(  # noqa: N802 - aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.asked_for.append(address)
        if self.to_recipient == FINE:
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd
        if self.to_content == FINE:
            self.got.append(message_from_bytes(envelope.original_content or b""))
        return self.to_content

    def check_password(self, *_: Any) -> AuthResult:
        return AuthResult(success=self.is_password_right, handled=False)

    @property
    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.got]


@contextmanager
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A mail server on a free port of loopback, by which mails leave meanwhile."""
    state, loop = MailServer(), asyncio.new_event_loop()

    def speak() -> SMTP:
        return SMTP(state, loop=loop, authenticator=state.check_password, auth_require_tls=False, hostname="mail.test")

    server = loop.run_until_complete(loop.create_server(speak, "127.0.0.1", 0))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.sockets[0].getsockname()[:2]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
